"""Addresses in elements' attributes: what the HTML standard (WHATWG) makes a browser fetch or a visitor follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from core.snapshot.link import CHOICE, POSTED, Role
from crawler.extract.links_css import find_in_css
from crawler.extract.links_script import (
    HANDLERS,
    find_imports,
    find_in_code,
    find_in_handlers,
    find_in_json_ld,
    is_javascript,
    opens_by_script,
)
from crawler.extract.references import Reference
from crawler.extract.srcset import candidates
from crawler.extract.tree import Element, Tree, build, with_scripts

MAX_HREF = 2000

#: Element → (attribute, role) pairs; None as role: decided by the address.
_SOURCES: dict[str, tuple[tuple[str, Role | None], ...]] = {
    "a": (("href", None), ("xlink:href", None)),
    "area": (("href", None),),
    "frame": (("src", Role.FRAME), ("longdesc", Role.OTHER)),
    "video": (("src", Role.MEDIA), ("poster", Role.IMAGE)),
    "audio": (("src", Role.MEDIA),),
    "track": (("src", Role.MEDIA),),
    "embed": (("src", Role.MEDIA),),
    # Inside svg; outside of it the standard knows no such elements.
    "use": (("href", Role.IMAGE), ("xlink:href", Role.IMAGE)),
    "image": (("href", Role.IMAGE), ("xlink:href", Role.IMAGE)),
    "feimage": (("href", Role.IMAGE), ("xlink:href", Role.IMAGE)),
    # WHATWG HTML 15.3 still maps this attribute to a background image on these elements.
    **dict.fromkeys(("body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"), (("background", Role.IMAGE),)),
}
#: Where scripts for late loading look for a picture's address; not every value of these is one.
_LAZY = frozenset(("data-src", "data-original", "data-lazy", "data-lazy-src", "data-url", "data-echo"))
_LAZY_NAME = re.compile(
    r"data-[\w\-]*(?:src|original|lazy|img|image|pic)[\w\-]*|lazy-?src|lay-src|original|_src|(?:zoom)?file"
)
_LAZY_FIRST = "dlo_fz"
_IMAGE_ENDING = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico)(?:\?\S*)?$", re.I)
_LAZY_ADDRESS = re.compile(
    r"(?:https?:)?//\S+|(?:\.{0,2}/)?[^\s:{}]*[^\s:{}/]\.(?:jpe?g|png|gif|bmp|webp|svg|ico)(?:\?\S*)?", re.I
)
_REPLACES = re.compile(r"\bsrc\s*=|['\"]src['\"]\s*,", re.I)
_IMAGE_RELS = frozenset(
    {"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon"}
)
#: Fetched, or hyperlinks by the table of WHATWG HTML 4.6.7; canonical names the page itself (often by a name that only
#: the site's own network knows), dns-prefetch and preconnect only hosts.
_OTHER_RELS = frozenset(
    {"manifest", "alternate", "search", "next", "prev", "help", "author", "license", "privacy-policy"}
    | {"terms-of-service"}
)
_PRELOADS = frozenset({"preload", "prefetch", "modulepreload", "prerender"})
_PRELOADED = {"image": Role.IMAGE, "style": Role.STYLE, "script": Role.SCRIPT, "": Role.OTHER}
#: WHATWG HTML 4.2.5.3, shared declarative refresh steps: without a number first there is no refresh.
_REFRESH = re.compile(
    r"\s*(?:\d[\d.]*|\.[\d.]*)(?:\s*[;,]|\s)\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(\S.*))", re.I | re.S
)
_META = {
    "og:image": Role.IMAGE,
    "og:image:url": Role.IMAGE,
    "og:image:secure_url": Role.IMAGE,
    "og:url": Role.OTHER,
    **dict.fromkeys(("og:video", "og:video:url", "og:video:secure_url"), Role.MEDIA),
    **dict.fromkeys(("og:audio", "og:audio:url", "og:audio:secure_url"), Role.MEDIA),
    "msapplication-tileimage": Role.IMAGE,
    "twitter:image": Role.IMAGE,
    "twitter:image:src": Role.IMAGE,
}
#: Parameters by which plug-ins for films take their file, and microdata properties that are pictures.
_PARAMS = frozenset({"movie", "src", "url", "filename"})
_PICTURED = frozenset({"image", "logo", "thumbnailurl"})
#: Attributes by which scripts set a picture behind any element.
_BACKGROUNDS = ("data-background", "data-bg", "data-background-image")
_GOES = re.compile(r"open\s*\(|location|jump", re.I)
#: The chosen value is opened as it stands; put together with anything else it is no address.
_GOES_TO_VALUE = re.compile(
    r"(?:(?<![\w.])(?:window\s*\.\s*)?open\s*\(\s*|location(?:\s*\.\s*href)?\s*=\s*|location\s*\.\s*(?:assign|replace)\s*\(\s*)"
    r"(?:this|self|[\w.$]{1,40})(?:\s*\.\s*options\s*\[[^\][]{1,60}\])?\s*\.\s*value\s*(?=[,;)}]|$)|jumpMenu\s*\(",
    re.I | re.M,
)
#: What an entry that only says "please choose" does not have.
_LIKE_ADDRESS = re.compile(r"[^\s#?]*[/.?][^\s]*")
#: Attributes that may hold an address in any element.
_REFERRING = frozenset({"href", "style", "background", *_BACKGROUNDS, *HANDLERS})


def referring(tree: Tree) -> Sequence[Element]:
    """The elements of a page that can refer to an address at all; most cannot."""
    found = tree.either(_REFERRING_TAGS, _REFERRING)
    unseen = {below for element in tree.tagged("noscript") for below in element.elements()}
    return [element for element in found if element not in unseen] if unseen else found


def plain_link(element: Element) -> Reference | None:
    """What a link refers to that only refers by its address, as nearly all do; None of any other element."""
    attrs = element.attrs
    if element.tag != "a" or "href" not in attrs or not _OTHERWISE.isdisjoint(attrs) or opens_by_script(attrs):
        return None
    return Reference(attrs["href"], None)


def find_in_element(element: Element) -> Iterator[Reference]:
    """Every address that one element refers to, as it is written."""
    attrs = element.attrs
    if not attrs and element.tag not in ("style", "object"):
        return
    for name, role in _SOURCES.get(element.tag, ()):
        if name in attrs:
            yield Reference(attrs[name], role)
    special = _SPECIAL.get(element.tag)
    if special:
        yield from special(element)
    if not _ANYWHERE.isdisjoint(attrs):
        if "style" in attrs and "url" in attrs["style"].lower():
            yield from find_in_css(attrs["style"])
        yield from _of_backgrounds(attrs)
    if opens_by_script(attrs):
        yield from find_in_handlers(element)


def _of_backgrounds(attrs: Mapping[str, str]) -> Iterator[Reference]:
    for value in (attrs[name].strip() for name in _BACKGROUNDS if name in attrs):
        if len(value) <= MAX_HREF and _LAZY_ADDRESS.fullmatch(value) and _IMAGE_ENDING.search(value):
            yield Reference(value, Role.IMAGE)


def _of_meta(element: Element) -> Iterator[Reference]:
    attrs = element.attrs
    content = attrs.get("content", "")[:MAX_HREF]
    if attrs.get("http-equiv", "").strip().lower() == "refresh":
        href = refresh_target(content)
        if href:
            yield Reference(href, None)
    role = _META.get((attrs.get("property") or attrs.get("name") or "").strip().lower())
    if _PICTURED & set(attrs.get("itemprop", "").lower().split()):
        role = Role.IMAGE
    if role and content:
        yield Reference(content, role)


def refresh_target(value: str) -> str:
    """The address as written to which a refresh leads; empty: it leads nowhere else, or is none."""
    match = _REFRESH.match(value)
    return (match[1] or match[2] or match[3] or "").strip() if match else ""


def _of_link(element: Element) -> Iterator[Reference]:
    attrs = element.attrs
    rels = set(attrs.get("rel", "").lower().split())
    role = next((role for names, role in _LINK_ROLES if rels & names), None)
    if role is Role.STYLE and attrs.get("type", "").partition(";")[0].strip().lower() not in ("", "text/css"):
        # No browser fetches it; what a script makes of it (Less) is the script's.
        role = Role.OTHER
    if _PICTURED & set(attrs.get("itemprop", "").lower().split()):
        role = Role.IMAGE
    if rels & _PRELOADS:
        role = _PRELOADED.get(attrs.get("as", "").lower(), Role.OTHER)
        yield from (Reference(href, role) for href in candidates(attrs.get("imagesrcset", "")))
    if role and "href" in attrs:
        yield Reference(attrs["href"], role)


_LINK_ROLES = ((frozenset({"stylesheet"}), Role.STYLE), (_IMAGE_RELS, Role.IMAGE), (_OTHER_RELS, Role.OTHER))


def _of_input(element: Element) -> Iterator[Reference]:
    kind = element.attrs.get("type", "").lower()
    if kind == "image":
        yield Reference(element.attrs.get("src", ""), Role.IMAGE)
    if kind in ("image", "submit"):
        yield from _of_button(element)


def _of_form(element: Element) -> Iterator[Reference]:
    # Whether the place a form is sent to exists; nothing is ever sent there, nor is it crawled.
    method = element.attrs.get("method", "")
    # A dialog is only closed.
    if method.strip().lower() != "dialog":
        yield Reference(element.attrs.get("action", ""), Role.OTHER, element=_sender("form", method))


def _of_button(element: Element) -> Iterator[Reference]:
    if element.tag == "button" and element.attrs.get("type", "").lower() in ("button", "reset"):
        return
    owner = next((above.attrs.get("method", "") for above in element.ancestors() if above.tag == "form"), "")
    method = element.attrs.get("formmethod", owner)
    yield Reference(element.attrs.get("formaction", ""), Role.OTHER, element=_sender(element.tag, method))


def _sender(tag: str, method: str) -> str:
    return POSTED if method.strip().lower() == "post" else tag


def _of_source(element: Element) -> Iterator[Reference]:
    around = element.parent
    if around is not None and around.tag == "picture":
        # In a picture only srcset counts; src there is ignored by browsers.
        yield from _of_srcset(element)
    elif around is not None and around.tag in ("video", "audio") and "src" not in around.attrs:
        yield Reference(element.attrs.get("src", ""), Role.MEDIA)


def _of_image(element: Element) -> Iterator[Reference]:
    if "src" in element.attrs:
        # Where it fails a script puts another in its place.
        instead = CHOICE if _REPLACES.search(element.attrs.get("onerror", "")) else ""
        yield Reference(element.attrs["src"], Role.OTHER if _is_counter(element) else Role.IMAGE, element=instead)
    for name, value in element.attrs.items():
        known = name in _LAZY
        # Most attributes are told by their first letter alone.
        if not known and (name[:1] not in _LAZY_FIRST or not _LAZY_NAME.fullmatch(name)):
            continue
        late = value.strip()
        # By a name that only sounds like it an address of something else may be meant.
        if late and len(late) <= MAX_HREF and _LAZY_ADDRESS.fullmatch(late) and (known or _IMAGE_ENDING.search(late)):
            yield Reference(late, Role.IMAGE)
    yield from _of_srcset(element)
    # Browsers for the blind still lead to the description.
    if "longdesc" in element.attrs:
        yield Reference(element.attrs["longdesc"], Role.OTHER)


def _is_counter(element: Element) -> bool:
    """Whether it is made not to be seen, as images are that only count visitors: an empty answer is no fault there."""
    attrs = element.attrs
    sides = [attrs.get(side, "").strip().lower().removesuffix("px") for side in ("width", "height")]
    return (
        all(side in ("0", "1") for side in sides) or "display:none" in attrs.get("style", "").replace(" ", "").lower()
    )


def _of_iframe(element: Element) -> Iterator[Reference]:
    if "srcdoc" in element.attrs:
        # Browsers then overlook src.
        yield from _of_srcdoc(element.attrs["srcdoc"])
        return
    yield from (Reference(element.attrs[name], Role.FRAME) for name in ("src", "data-src") if name in element.attrs)


def _of_srcdoc(html: str) -> Iterator[Reference]:
    """The page within an attribute: its addresses start from the page around it, or from its own base."""
    elements = list(with_scripts(build(html)))
    base = next((below.attrs["href"] for below in elements if below.tag == "base" and "href" in below.attrs), "")
    for below in elements:
        for found in find_in_element(below):
            yield found._replace(base=found.base or base, element=found.element or below.tag)


def _of_srcset(element: Element) -> Iterator[Reference]:
    shown = element.attrs.get("src", "")
    for name in ("srcset", "data-srcset"):
        choices = (href for href in candidates(element.attrs.get(name, "")) if href != shown)
        yield from (Reference(href, Role.IMAGE, element=CHOICE) for href in choices)


def _of_script(element: Element) -> Iterator[Reference]:
    kind = element.attrs.get("type", "").strip()
    if kind.lower() == "application/ld+json":
        yield from find_in_json_ld(element)
    elif is_javascript(kind):
        names = ("src", "href", "xlink:href") if element.parent and element.parent.tag == "svg" else ("src",)
        yield from (Reference(element.attrs[name], Role.SCRIPT) for name in names if name in element.attrs)
        if kind.lower() == "module" and "src" not in element.attrs:
            yield from find_imports("".join(child for child in element.children if isinstance(child, str)))


def _of_style(element: Element) -> Iterator[Reference]:
    if element.attrs.get("type", "text/css").strip().lower() in ("", "text/css"):
        yield from find_in_css("".join(child for child in element.children if isinstance(child, str)))


def _of_object(element: Element) -> Iterator[Reference]:
    # The plug-in loads these from its own code base, not from the page's.
    base = element.attrs.get("codebase", "").strip()
    yield Reference(element.attrs.get("data", ""), Role.MEDIA, base)
    for archive in element.attrs.get("archive", "")[:MAX_HREF].split():
        yield Reference(archive, Role.MEDIA, base)
    for below in element.children:
        named = below.attrs.get("name", "") if isinstance(below, Element) and below.tag == "param" else ""
        if isinstance(below, Element) and named.strip().lower() in _PARAMS:
            yield Reference(below.attrs.get("value", ""), Role.MEDIA, base)


def _of_applet(element: Element) -> Iterator[Reference]:
    base = element.attrs.get("codebase", "").strip()
    for archive in element.attrs.get("archive", "")[:MAX_HREF].split(","):
        yield Reference(archive, Role.MEDIA, base)


def _of_option(element: Element) -> Iterator[Reference]:
    """Entries of a drop-down list of sites: its script opens the chosen value."""
    value = element.attrs.get("value", "").strip()
    if not _LIKE_ADDRESS.fullmatch(value):
        return
    whole = value.lower().startswith(("http://", "https://"))
    handlers = (up.attrs.get("onchange", "")[:MAX_HREF] for up in element.ancestors() if up.tag == "select")
    if any((_GOES if whole else _GOES_TO_VALUE).search(handler) for handler in handlers):
        yield Reference(value, None)


def _of_body(element: Element) -> Iterator[Reference]:
    yield from find_in_code(element.attrs.get("onload", ""))


_SPECIAL: dict[str, Callable[[Element], Iterator[Reference]]] = {
    "meta": _of_meta,
    "link": _of_link,
    "form": _of_form,
    "button": _of_button,
    "input": _of_input,
    "source": _of_source,
    "img": _of_image,
    "iframe": _of_iframe,
    "body": _of_body,
    "script": _of_script,
    "style": _of_style,
    "object": _of_object,
    "applet": _of_applet,
    "option": _of_option,
}
_BEHIND = frozenset(tag for tag, sources in _SOURCES.items() if [name for name, _ in sources] == ["background"])
#: Elements that refer by attributes of their own; tables' parts may only have a picture behind them.
_REFERRING_TAGS = (_SOURCES.keys() - _BEHIND) | _SPECIAL.keys()
_ANYWHERE = frozenset({"style", *_BACKGROUNDS})
#: Attributes by which a link may refer besides its address.
_OTHERWISE = frozenset({"xlink:href", *_ANYWHERE})
