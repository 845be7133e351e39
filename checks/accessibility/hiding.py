"""The rules of style sheets that hide elements or show them again, read once a sheet however many pages use it.

Only three properties matter: display, visibility and content-visibility. Everything else of a sheet is passed over
without being parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from checks.accessibility.media_query import ALWAYS, NEVER, PERHAPS, Held, windows_of
from checks.accessibility.selectors import Specificity, specificity, split_list
from checks.accessibility.visibility import without_comments

#: Characters of one sheet that are read, most settings kept of it, and the longest selector.
_LONGEST, _MOST, _LONGEST_SELECTOR = 1_000_000, 5_000, 400
_BRACE = re.compile(r"([{}])")
#: Strings with braces or semicolons in them, which would be taken for those of rules.
_STRING = re.compile(r"\"[^\"\n]*[{};][^\"\n]*\"|'[^'\n]*[{};][^'\n]*'")
#: A value with a hack behind it (`none\9`) is none to any browser in use, nor is a property with one before it.
_PROPERTY = re.compile(
    r"(?<![\w*-])(display|visibility|content-visibility)\s*:\s*([a-z-]+)(?![\w\\-])([^;]*)", re.IGNORECASE
)
_HIDES = {
    "display": frozenset({"none"}),
    "visibility": frozenset({"hidden", "collapse"}),
    "content-visibility": frozenset({"hidden"}),
}
#: Values of visibility by which an element does as its parent.
_AS_PARENT = frozenset({"inherit", "unset", "revert"})
#: At-rules whose blocks hold no style rules, or none that elements have without being changed.
_APART = (
    "@keyframes",
    "@-webkit-",
    "@-moz-",
    "@-o-",
    "@-ms-",
    "@font",
    "@page",
    "@property",
    "@counter-style",
    "@view",
)
_STATE = re.compile(
    r"(?<!\\):(?:hover|focus(?:-within|-visible)?|active|target(?:-within)?|checked|open|popover-open|modal|fullscreen"
    r"|(?:user-)?(?:in)?valid|placeholder-shown|autofill|visited)\b(?!\()",
    re.IGNORECASE,
)
_NOT_STATE = re.compile(rf":not\(\s*{_STATE.pattern}\s*\)", re.IGNORECASE)
_PSEUDO_ELEMENT = re.compile(
    r"(?<!\\)(?:::|:(?:before|after|first-line|first-letter)\b|:-(?:webkit|moz|ms|o)-)", re.IGNORECASE
)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"'();\s]+)[\"']?\s*\)?([^;{]*);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """One property set by one selector: `hides` True or False, None: as the parent. Where it holds; `important`."""

    selector: str
    property: str
    hides: bool | None
    held: Held
    important: bool
    specificity: Specificity


@dataclass(frozen=True, slots=True)
class Import:
    """A sheet that another one imports: its address as written, and where it holds."""

    href: str
    held: Held


@dataclass(slots=True)
class _Block:
    """What is open: an at-rule or a style rule. `selectors` are those that its declarations are for."""

    selectors: tuple[str, ...]
    held: Held
    body: list[str] = field(default_factory=list)


@lru_cache(maxsize=128)
def settings_of(sheet: str) -> tuple[Setting, ...]:
    """What a sheet hides, and where it says that something is shown; in order."""
    if not _PROPERTY.search(sheet):
        return ()
    return tuple(one for one, _ in zip(_settings(_plain(sheet)), range(_MOST), strict=False))


@lru_cache(maxsize=128)
def imports_of(sheet: str) -> tuple[Import, ...]:
    """The sheets that a sheet imports, which it may do before all rules only."""
    if "@import" not in sheet:
        return ()
    head = _plain(sheet).partition("{")[0]
    return tuple(Import(found[1], _import_held(found[2])) for found in _IMPORT.finditer(head))


def _plain(sheet: str) -> str:
    text = without_comments(sheet[:_LONGEST]).replace("<!--", " ").replace("-->", " ")
    return _STRING.sub('""', text) if '"' in text or "'" in text else text


def _import_held(condition: str) -> Held:
    # A layer, or what a browser must support, stands before the media.
    return PERHAPS if "layer" in condition or "supports" in condition else windows_of(condition)


def _settings(sheet: str) -> Iterator[Setting]:
    blocks: list[_Block] = [_Block((), ALWAYS)]
    before = ""
    for piece in _BRACE.split(sheet):
        if piece == "{":
            declared, _, prelude = before.rpartition(";")
            blocks[-1].body.append(declared)
            blocks.append(_opened(prelude.strip(), blocks[-1]))
        elif piece == "}" and len(blocks) > 1:
            block = blocks.pop()
            block.body.append(before)
            yield from _of_block(block)
        before = piece


def _opened(prelude: str, outer: _Block) -> _Block:
    if prelude.startswith("@"):
        return _Block(outer.selectors, outer.held.both(_condition(prelude.lower())))
    selectors = tuple(one for one in split_list(prelude) if len(one) <= _LONGEST_SELECTOR)
    if outer.selectors:
        around = f":is({','.join(outer.selectors)})"
        selectors = tuple(one.replace("&", around) if "&" in one else f"{around} {one}" for one in selectors)
    return _Block(selectors, outer.held)


def _condition(prelude: str) -> Held:
    if prelude.startswith("@media"):
        return windows_of(prelude[6:])
    if prelude.startswith(_APART):
        return NEVER
    # Browsers know what sheets ask them for, unless it is a browser that they want to find out.
    asked = prelude.startswith("@supports") and not re.search(r"\bnot\b|selector\(|\(\s*-", prelude)
    return ALWAYS if asked else PERHAPS


def _of_block(block: _Block) -> Iterator[Setting]:
    body = ";".join(block.body)
    if not block.selectors or not block.held.perhaps or ":" not in body:
        return
    for name, (hides, important) in _declared(body).items():
        for selector in block.selectors:
            yield from _by_state(Setting(selector, name, hides, block.held, important, specificity(selector)))


def _declared(body: str) -> dict[str, tuple[bool | None, bool]]:
    """What is set by a rule's declarations, by property: the last one, or the last important one."""
    found: dict[str, tuple[bool | None, bool]] = {}
    for match in _PROPERTY.finditer(body):
        name, said, important = match[1].lower(), match[2].lower(), "important" in match[3].lower()
        if name not in found or important or not found[name][1]:
            as_parent = name == "visibility" and said in _AS_PARENT
            found[name] = (None if as_parent else said in _HIDES[name], important)
    return found


def _by_state(setting: Setting) -> Iterator[Setting]:
    """The setting as it holds while nothing is pointed at, focused or chosen, and as it may hold then."""
    selector = setting.selector
    if _PSEUDO_ELEMENT.search(selector):
        return
    if ":" not in selector or not _STATE.search(selector):
        yield setting
        return
    perhaps = Held(0, setting.held.perhaps)
    if ":checked" in selector:
        yield setting  # what the source chooses is known
    plain = _STATE.sub("", _NOT_STATE.sub("", selector)).strip()
    if _STATE.search(_NOT_STATE.sub("", selector)):
        # What hides only then is met before.
        if setting.hides is False and plain:
            yield _with(setting, plain, perhaps)
    elif plain:
        yield _with(setting, plain, perhaps if setting.hides else setting.held)


def _with(setting: Setting, selector: str, held: Held) -> Setting:
    if selector[0] in ">+~":
        selector = f"* {selector}"
    if selector[-1] in ">+~":
        selector = f"{selector} *"
    return Setting(selector, setting.property, setting.hides, held, setting.important, setting.specificity)
