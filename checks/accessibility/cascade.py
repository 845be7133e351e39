"""What style sheets hide in which of the common windows: CSS Cascade 5, for display and visibility alone.

Only elements that some rule hides, or that carry the hidden attribute, are asked about; what other rules say is looked
up for those alone. Origins are the author's sheets and the element's own style; layers and scopes only perhaps hold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.files import Sheet
from checks.accessibility.hiding import Setting, settings_of
from checks.accessibility.media_query import EVERYWHERE, WINDOWS, Held
from checks.accessibility.selectors import Matcher, Specificity, names_in, names_of_subject, split_list
from checks.accessibility.visibility import Attributes, value

_OWN = re.compile(
    r"(?:^|;)\s*(display|visibility|content-visibility)\s*:\s*([a-z-]+)[^;]*?(!\s*important)?\s*(?=;|$)", re.IGNORECASE
)
_SHOWS = {"display": ("none",), "visibility": ("hidden", "collapse"), "content-visibility": ("hidden",)}
#: Attributes by which browsers hide an element unless a rule of the page displays it.
_BY_ATTRIBUTE = frozenset({"hidden", "popover"})
#: Elements that hold the whole page: what hides those is taken away by a script at once.
_WHOLE = frozenset({"html", "body"})
#: An element taken hold of and hidden, or taken away, in one statement.
_HIDDEN_BY_SCRIPT = re.compile(
    r"(?<!\w)(querySelector(?:All)?|jQuery|\$|getElementById|getElementsByClassName)\s*\(\s*[\"'`]([^\"'`\n<>]{1,100})[\"'`]\s*\)"
    r"(?:\s*(?:\[\d+\]|\.\w+\([^(){}]{0,40}\))){0,3}\s*\.(?:style\.display\s*=\s*[\"'`]none|hide\s*\(|remove\s*\(\s*\)"
    r"|css\s*\(\s*[\"'`]display[\"'`]\s*,\s*[\"'`]none)"
)
_MOST_BY_SCRIPT, _LAST = 50, 1_000_000
_PROPERTIES = ("display", "content-visibility", "visibility")


class Sight(NamedTuple):
    """In which windows an element itself is surely hidden, and in which perhaps; by `visibility`, those in which it is
    shown whatever stands around it.
    """

    surely: int = 0
    perhaps: int = 0
    shown: int = 0


class _Rank(NamedTuple):
    important: bool
    inline: bool
    specificity: tuple[int, int, int]
    order: int


class _Said(NamedTuple):
    rank: _Rank
    hides: bool | None
    held: Held


@dataclass(slots=True)
class Cascade:
    """What the page's sheets say. `displayed` is about display and content-visibility, `visible` about visibility; both
    by `mem_id`, and only of elements that are hidden somewhere or carry the hidden attribute. `unread`: a sheet of the
    site's own is not known, so any element may be hidden that has a class or id.
    """

    displayed: dict[int, Sight] = field(default_factory=dict)
    visible: dict[int, Sight] = field(default_factory=dict)
    unread: bool = False

    def concerns(self, key: int, attributes: Attributes) -> bool:
        """Whether anything is said of the element, or may be."""
        return key in self.displayed or key in self.visible or (self.unread and is_held(attributes))


def is_held(attributes: Attributes) -> bool:
    """Whether the element has what style rules mostly take hold of."""
    return "class" in attributes or "id" in attributes


def cascade_of(
    dom: LexborHTMLParser, sheets: Sequence[Sheet], known: Mapping[int, Attributes], size: int, script: str = ""
) -> Cascade:
    """The cascade of a page of `size` elements, of which those that have attributes are `known` by `mem_id`.

    What its `script` hides is perhaps hidden, for nobody runs it here.
    """
    found = Cascade(unread=any(sheet.text is None for sheet in sheets))
    settings = _relevant(sheets, known)
    settings += [(_LAST + number, one) for number, one in enumerate(_by_script(script))]
    if not settings:
        return found
    matcher, hidden = Matcher(dom, size), {key for key, attributes in known.items() if _hides_itself(attributes)}
    for name in _PROPERTIES:
        of_name = [one for one in settings if one[1].property == name]
        if of_name:
            asked = _Asked(matcher, known, name, hidden if name == "display" else set())
            _put(found.visible if name == "visibility" else found.displayed, asked.sights(of_name))
    found.unread = found.unread or matcher.exhausted
    return found


def _hides_itself(attributes: Attributes) -> bool:
    return not _BY_ATTRIBUTE.isdisjoint(attributes) or ("style" in attributes and "none" in (attributes["style"] or ""))


def _by_script(script: str) -> Iterator[Setting]:
    if "none" not in script and "hide" not in script and "remove" not in script:
        return
    for match in islice(_HIDDEN_BY_SCRIPT.finditer(script), _MOST_BY_SCRIPT):
        sign = {"getElementById": "#", "getElementsByClassName": "."}.get(match[1], "")
        for selector in split_list(sign + match[2]):
            yield Setting(selector, "display", True, Held(0, EVERYWHERE), True, Specificity(0, 0, 0))


def _put(found: dict[int, Sight], sights: dict[int, Sight]) -> None:
    for key, sight in sights.items():
        before = found.get(key, Sight())
        found[key] = Sight(before.surely | sight.surely, before.perhaps | sight.perhaps, sight.shown)


def _relevant(sheets: Iterable[Sheet], known: Mapping[int, Attributes]) -> list[tuple[int, Setting]]:
    """Settings, numbered in the order of the cascade, whose names all occur in the page."""
    numbered = [
        (one, sheet.held) for sheet in sheets if sheet.text for one in settings_of(sheet.text) if sheet.held.perhaps
    ]
    if not numbered:
        return []
    names = _names(known.values())
    return [
        (number, one if held.surely == EVERYWHERE else _narrowed(one, held))
        for number, (one, held) in enumerate(numbered)
        if _are_among(names_in(one.selector), names)
    ]


def _narrowed(setting: Setting, held: Held) -> Setting:
    return Setting(
        setting.selector,
        setting.property,
        setting.hides,
        setting.held.both(held),
        setting.important,
        setting.specificity,
    )


def _are_among(wanted: Iterable[str], names: Collection[str]) -> bool:
    """Whether all classes and ids of a selector occur; kinds of elements nearly always do."""
    return all(name in names or name[0] not in ".#" for name in wanted)


def _names(elements: Iterable[Attributes]) -> set[str]:
    classes, found = set(), set()
    for attributes in elements:
        if "class" in attributes:
            classes.add(attributes["class"] or "")
        if "id" in attributes:
            found.add("#" + value(attributes, "id"))
    return found | {f".{name}" for text in classes for name in text.split()}


class _Asked:
    """One property's settings, asked about the elements that some of them hides."""

    def __init__(self, matcher: Matcher, known: Mapping[int, Attributes], name: str, hidden: set[int]) -> None:
        self._matcher, self._known, self._name, self._hidden = matcher, known, name, hidden
        self._said: dict[int, list[_Said]] = defaultdict(list)
        self._sights: dict[tuple[_Said, ...], Sight] = {}

    def sights(self, settings: list[tuple[int, Setting]]) -> dict[int, Sight]:
        """Where each of them is hidden."""
        for key in self._hidden:
            self._said[key].append(_Said(_Rank(False, False, (-1, 0, 0), -1), True, Held(EVERYWHERE, EVERYWHERE)))
        for number, setting in settings:
            if setting.hides:
                self._hear(number, setting, None)
        if not self._said:
            return {}
        # What is visible again stands in what is not.
        concerned = None if self._name == "visibility" else frozenset(self._said)
        names = None if concerned is None else _names(self._known[key] for key in concerned if key in self._known)
        for number, setting in settings:
            if not setting.hides and (names is None or _are_among(names_of_subject(setting.selector), names)):
                self._hear(number, setting, concerned)
        return {key: self._sight((*said, *self._own(key))) for key, said in self._said.items()}

    def _hear(self, number: int, setting: Setting, concerned: frozenset[int] | None) -> None:
        nodes, sure = self._matcher.match(setting.selector)
        held = setting.held if sure else Held(0, setting.held.perhaps)
        said = _Said(_Rank(setting.important, False, setting.specificity, number), setting.hides, held)
        for node in nodes:
            key = node.mem_id
            if node.tag not in _WHOLE and (concerned is None or key in concerned):
                self._said[key].append(said)

    def _sight(self, said: tuple[_Said, ...]) -> Sight:
        if said not in self._sights:
            self._sights[said] = self._reckoned(said)
        return self._sights[said]

    def _reckoned(self, said: tuple[_Said, ...]) -> Sight:
        surely = perhaps = shown = 0
        for number in range(len(WINDOWS)):
            window = 1 << number
            hides, may_hide, may_show = _decided([one for one in said if one.held.perhaps & window], window)
            surely |= window if hides and not may_show else 0
            perhaps |= window if hides or may_hide else 0
            shown |= window if hides is False and not may_hide else 0
        return Sight(surely, perhaps, shown)

    def _own(self, key: int) -> list[_Said]:
        style = value(self._known[key], "style") if key in self._known else ""
        found: list[_Said] = []
        for name, said, important in _OWN.findall(style):
            if name.lower() == self._name:
                hides = said.lower() in _SHOWS[self._name]
                rank = _Rank(bool(important), True, (0, 0, 0), len(found))
                found.append(_Said(rank, hides, Held(EVERYWHERE, EVERYWHERE)))
        return found


def _decided(said: list[_Said], window: int) -> tuple[bool | None, bool, bool]:
    """In one window: what the sure rule of the highest rank says, and whether one that perhaps holds says otherwise."""
    sure = max((one for one in said if one.held.surely & window), key=attrgetter("rank"), default=None)
    above = [one for one in said if sure is None or one.rank > sure.rank]
    return (
        sure.hides if sure else None,
        any(one.hides for one in above),
        any(one.hides is False for one in above),
    )
