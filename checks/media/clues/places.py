"""Places in names: the county, its townships and streets, and what is left of a name without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks.media.clues.folding import folded

#: 民族自治县 and 自治旗 are called by the place alone; the peoples' names go.
_SELF_GOVERNED = re.compile(r"(?P<stem>.{2,6}?)[一-龥]{1,20}族自治(?P<kind>[县旗])")
#: 省 and 市 before the county's own name.
_ABOVE = re.compile(r"(?:.{2,8}?(?:省|自治区))?(?:.{2,8}?(?:市|自治州|州|盟|地区))?(?=.{2})")
_COUNTY = re.compile(r"(?P<stem>.{1,8}?)(?P<kind>新区|矿区|林区|特区|[县市区旗州])")
_TOWN = re.compile(
    r"(?P<stem>.{1,8}?)(?P<kind>街道|镇|苏木|民族乡|乡)(?:人民政府|办事处|政府|便民服务中心|综合执法大队)?"
)
#: What a place is followed by when it is the beginning of another one's name.
_OTHER_KINDS = ("自治", "镇", "乡", "村", "街道", "社区", "市", "区", "县", "旗", "州", "省")
#: A stem of one character stands in too many words.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One way to write a place. `full` forms end with what kind of place it is; `unit` is the township's own unit."""

    text: str
    full: bool
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place found in a name, with what stands before and behind it."""

    place: Place
    before: str
    rest: str


class Places:
    """The places of one county, from its name and its units' names."""

    def __init__(self, county: str, units: Iterable[str]) -> None:
        whole = folded(county)
        above = _ABOVE.match(whole)
        at = above.end() if above else 0
        self.county = _county_forms(whole[at:])
        #: Names of what lies above the county, as they may stand before it.
        self.above = tuple(filter(None, (whole[:at], whole[:at].removesuffix("市"))))
        towns: dict[str, Place] = {}
        for unit in units:
            for form in _town_forms(self.without(folded(unit)), unit):
                towns.setdefault(form.text, form)
        forms = {form.text: form for form in (*towns.values(), *self.county)}
        self._forms = sorted(forms.values(), key=lambda form: (-len(form.text), form.text))

    def without(self, name: str) -> str:
        """A folded unit's name without the county before it."""
        for form in self.county:
            if name.startswith(form.text) and len(name) > len(form.text):
                return name[len(form.text) :]
        return name

    def find(self, name: str, starts: Iterable[str]) -> Found | None:
        """The place in a folded name, a township before the county; None when there is none.

        A place that goes on as another one's name (石桥镇 in 石桥区) is none, unless one of `starts` begins there
        (市场监管 behind 云岭).
        """
        found = [one for form in self._forms if (one := self._at(form, name, tuple(starts)))]
        best = max(found, key=lambda one: (bool(one.place.unit) and one.place.full, len(one.place.text)), default=None)
        if best and best.place.unit:
            # 云岭城关街道: the county before its township says nothing more.
            before = next(
                (best.before.removesuffix(form.text) for form in self.county if best.before.endswith(form.text)),
                best.before,
            )
            return Found(best.place, before, best.rest)
        return best

    def _at(self, form: Place, name: str, starts: tuple[str, ...]) -> Found | None:
        at = name.find(form.text)
        if at < 0:
            return None
        end = at + len(form.text)
        rest = name[end:]
        if form.full and name[end - 1 :].startswith(starts):
            return None  # 石桥市场监管 is 石桥 and 市场监管, not 石桥市
        if not form.full and rest.startswith(_OTHER_KINDS) and not rest.startswith(starts):
            return None
        return Found(form, name[:at], rest)


def _county_forms(name: str) -> tuple[Place, ...]:
    match = _SELF_GOVERNED.fullmatch(name) or _COUNTY.fullmatch(name)
    if match is None:
        return (Place(name, True, name),) if name else ()
    stem = match["stem"]
    texts = [(name, True), (stem + match["kind"], True), (stem, False)]
    return tuple(Place(text, full, name) for text, full in dict(texts).items() if len(text) >= _SHORTEST)


def _town_forms(name: str, unit: str) -> tuple[Place, ...]:
    match = _TOWN.fullmatch(name)
    if match is None:
        return ()
    stem, town = match["stem"], match["stem"] + match["kind"]
    forms = [Place(town, True, town, unit)]
    return (*forms, Place(stem, False, town, unit)) if len(stem) >= _SHORTEST else tuple(forms)
