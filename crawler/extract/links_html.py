"""Addresses in elements' attributes: what the HTML standard (WHATWG) makes a browser fetch or a visitor follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from core.snapshot.model import POSTED, Role
from crawler.extract.links_css import find_in_css
from crawler.extract.links_script import find_in_handlers, find_in_json_ld
from crawler.extract.references import Reference
from crawler.extract.srcset import candidates
from crawler.extract.tree import Element

MAX_HREF = 2000

#: Element → (attribute, role) pairs; None as role: decided by the address.
_SOURCES: dict[str, tuple[tuple[str, Role | None], ...]] = {
    "a": (("href", None), ("xlink:href", None)),
    "area": (("href", None),),
    "frame": (("src", Role.FRAME),),
    "iframe": (("src", Role.FRAME), ("data-src", Role.FRAME)),
    "img": (("src", Role.IMAGE),),
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
_LAZY = ("data-src", "data-original", "data-lazy", "data-lazy-src", "data-url")
_LAZY_ADDRESS = re.compile(
    r"(?:https?:)?//\S+|(?:\.{0,2}/)?[^\s:{}]*[^\s:{}/]\.(?:jpe?g|png|gif|bmp|webp|svg|ico)(?:\?\S*)?", re.I
)
_IMAGE_RELS = frozenset(
    {"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon"}
)
#: Fetched or offered by browsers and feed readers; next, license and the like are shown to nobody, canonical names the
#: page itself, dns-prefetch and preconnect only hosts.
_OTHER_RELS = frozenset({"manifest", "alternate", "search"})
_PRELOADS = frozenset({"preload", "prefetch", "modulepreload"})
_PRELOADED = {"image": Role.IMAGE, "style": Role.STYLE, "script": Role.SCRIPT, "": Role.OTHER}
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s].*?)[\"']?\s*$", re.I)
_META = {
    "og:image": Role.IMAGE,
    "og:image:url": Role.IMAGE,
    "og:image:secure_url": Role.IMAGE,
    "og:url": Role.OTHER,
    "twitter:image": Role.IMAGE,
    "twitter:image:src": Role.IMAGE,
}
#: JavaScript MIME types of the MIME Sniffing standard that are met, and modules; any other type is data.
_JAVASCRIPT = re.compile(
    r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.\d|jscript)", re.I
)
_GOES = re.compile(r"open\s*\(|location|jump", re.I)


def find_in_element(element: Element) -> Iterator[Reference]:
    """Every address that one element refers to, as it is written."""
    attrs = element.attrs
    if not attrs and element.tag != "style":
        return
    for name, role in _SOURCES.get(element.tag, ()):
        if name in attrs:
            yield Reference(attrs[name], role)
    special = _SPECIAL.get(element.tag)
    if special:
        yield from special(element)
    if "style" in attrs and "url" in attrs["style"].lower():
        yield from find_in_css(attrs["style"])
    yield from find_in_handlers(element)


def _of_meta(element: Element) -> Iterator[Reference]:
    attrs = element.attrs
    content = attrs.get("content", "")[:MAX_HREF]
    if attrs.get("http-equiv", "").strip().lower() == "refresh":
        match = _REFRESH.match(content)
        # "5" alone reloads the same page: no link.
        if match and not re.fullmatch(r"[\d.]+", match[1]):
            yield Reference(match[1], None)
    role = _META.get((attrs.get("property") or attrs.get("name") or "").strip().lower())
    if role and content:
        yield Reference(content, role)


def _of_link(element: Element) -> Iterator[Reference]:
    attrs = element.attrs
    rels = set(attrs.get("rel", "").lower().split())
    role = next((role for names, role in _LINK_ROLES if rels & names), None)
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
    yield Reference(element.attrs.get("action", ""), Role.OTHER, element=_sender("form", method))


def _of_button(element: Element) -> Iterator[Reference]:
    owner = next((above.attrs.get("method", "") for above in element.ancestors() if above.tag == "form"), "")
    method = element.attrs.get("formmethod", owner)
    yield Reference(element.attrs.get("formaction", ""), Role.OTHER, element=_sender(element.tag, method))


def _sender(tag: str, method: str) -> str:
    return POSTED if method.strip().lower() == "post" else tag


def _of_source(element: Element) -> Iterator[Reference]:
    if element.parent is not None and element.parent.tag == "picture":
        # In a picture only srcset counts; src there is ignored by browsers.
        yield from _of_srcset(element)
    else:
        yield Reference(element.attrs.get("src", ""), Role.MEDIA)


def _of_image(element: Element) -> Iterator[Reference]:
    for name in _LAZY:
        value = element.attrs.get(name, "").strip()
        if value and len(value) <= MAX_HREF and _LAZY_ADDRESS.fullmatch(value):
            yield Reference(value, Role.IMAGE)
    yield from _of_srcset(element)


def _of_srcset(element: Element) -> Iterator[Reference]:
    for name in ("srcset", "data-srcset"):
        yield from (Reference(href, Role.IMAGE) for href in candidates(element.attrs.get(name, "")))


def _of_script(element: Element) -> Iterator[Reference]:
    kind = element.attrs.get("type", "").strip()
    if kind.lower() == "application/ld+json":
        yield from find_in_json_ld(element)
    elif _JAVASCRIPT.fullmatch(kind):
        yield Reference(element.attrs.get("src", ""), Role.SCRIPT)


def _of_style(element: Element) -> Iterator[Reference]:
    if element.attrs.get("type", "text/css").strip().lower() in ("", "text/css"):
        yield from find_in_css("".join(child for child in element.children if isinstance(child, str)))


def _of_object(element: Element) -> Iterator[Reference]:
    # The plug-in loads these from its own code base, not from the page's.
    base = element.attrs.get("codebase", "").strip()
    yield Reference(element.attrs.get("data", ""), Role.MEDIA, base)


def _of_applet(element: Element) -> Iterator[Reference]:
    base = element.attrs.get("codebase", "").strip()
    for archive in element.attrs.get("archive", "")[:MAX_HREF].split(","):
        yield Reference(archive, Role.MEDIA, base)


def _of_option(element: Element) -> Iterator[Reference]:
    """Entries of a drop-down list of sites: its script opens the chosen value."""
    value = element.attrs.get("value", "").strip()
    if value.lower().startswith(("http://", "https://")):
        around = (above for above in element.ancestors() if above.tag == "select")
        if any(_GOES.search(above.attrs.get("onchange", "")[:MAX_HREF]) for above in around):
            yield Reference(value, None)


_SPECIAL: dict[str, Callable[[Element], Iterator[Reference]]] = {
    "meta": _of_meta,
    "link": _of_link,
    "form": _of_form,
    "button": _of_button,
    "input": _of_input,
    "source": _of_source,
    "img": _of_image,
    "script": _of_script,
    "style": _of_style,
    "object": _of_object,
    "applet": _of_applet,
    "option": _of_option,
}
