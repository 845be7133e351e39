"""What the scripts of a page may write that its source lacks: read from those in the page and those of the site's own
files that a crawl read. Nothing is run; a script that visibly writes such a thing makes its absence a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.files import scripts_of
from checks.accessibility.visibility import Attributes, value

#: What is set by name, as a property or by the usual functions; {0} is the attribute, {1} the property.
_SET = (
    r"\.{1}\s*=(?!=)|(?:setAttribute|attr|prop)\s*\(\s*[\"'`]{0}[\"'`]\s*,"
    r"|(?:attr|prop)\s*\(\s*\{{[^{{}}]{{0,300}}\b[\"']?{0}\b"
)
_PROPERTIES = {"aria-label": "ariaLabel", "aria-labelledby": "ariaLabelledByElements"}
_TITLE = re.compile(
    r"\.title\s*=(?!=)|(?:\$|jQuery|querySelector|getElementsByTagName)\s*\(\s*[\"'`](?:head\s*>?\s*)?title[\"'`]"
    r"|<title\b|\bmetaInfo\b|\buseHead\b|\bsetTitle\s*\(|vue-meta|react-helmet|next/head"
)
_LANG = re.compile(
    r"documentElement\b.{0,120}?\.lang\s*=(?!=)|(?:setAttribute|attr|prop)\s*\(\s*[\"'`](?:xml:)?lang[\"'`]\s*,"
    r"|<html\b[^>]{0,200}\blang=|\bhtmlAttrs\b",
    re.DOTALL,
)
_TEXT = re.compile(
    r"\.(?:innerHTML|outerHTML|textContent|innerText)\s*\+?=(?!=)|\.(?:html|text|append|prepend|before|after)\s*\(\s*[^)\s]"
    r"|\.(?:appendChild|insertAdjacentHTML|insertAdjacentText|replaceChildren|replaceWith)\b"
)
#: Labels for fields that are not written out.
_LABEL = re.compile(
    r"<label\b[^>]{0,100}\bfor=[\\\"'\s]*(?:\+|\$\{|\{\{)|createElement\s*\(\s*[\"'`]label|\.htmlFor\s*=(?!=)"
    r"|(?:setAttribute|attr)\s*\(\s*[\"'`]for[\"'`]\s*,"
)
#: Elements that scripts mostly take hold of by their kind.
_KINDS = frozenset({"img", "iframe", "input"})
#: How far from where an element of a kind is taken hold of something is set on it, characters.
_NEAR = 400
#: Roots that the usual frameworks draw a page into.
_ROOTS = "#app,#root,#__next,#__nuxt,#__layout,[ng-app],[ng-version],app-root"
#: Most ids and classes of one element that are looked for.
_MOST = 6


class Scripts:
    """The scripts of one page. `any`: it has some, be they strangers'; `draw_all`: one that nobody read may draw the
    page, which has the usual root for that.
    """

    def __init__(self, dom: LexborHTMLParser) -> None:
        found = scripts_of(dom)
        self.any = dom.css_first("script") is not None
        self.draw_all = any(script.text is None for script in found) and dom.css_first(_ROOTS) is not None
        self._texts = [script.text for script in found if script.text]

    @property
    def write_title(self) -> bool:
        """Whether one writes the document's title."""
        return any(_holds(_TITLE, text) for text in self._texts)

    @property
    def write_lang(self) -> bool:
        """Whether one writes the document's language."""
        return any(_holds(_LANG, text) for text in self._texts)

    def set_on(self, tag: str, attributes: Attributes, name: str) -> bool:
        """Whether one sets the attribute `name`, and takes hold of this element by its id, a class or its kind."""
        pattern = _setting(name)
        texts = [text for text in self._texts if _holds(pattern, text)]
        if self._mentioned(texts, attributes):
            return True
        return tag in _KINDS and any(_holds(_near(tag, name), text) for text in texts)

    def fill(self, attributes: Attributes) -> bool:
        """Whether one writes text or elements, and takes hold of this element by its id or a class."""
        return self._mentioned([text for text in self._texts if _holds(_TEXT, text)], attributes)

    def label(self, attributes: Attributes) -> bool:
        """Whether one makes a label for this field's id, or labels for fields that it finds, and speaks of this one."""
        identity = value(attributes, "id")
        return any(
            _labels_id(text, identity) or (_holds(_LABEL, text) and _names_id(text, identity)) for text in self._texts
        )

    def _mentioned(self, texts: Iterable[str], attributes: Attributes) -> bool:
        return any(_mentions(text, attributes) for text in texts)


@lru_cache(maxsize=1)
def writes_of(dom: LexborHTMLParser) -> Scripts:
    """What the page's scripts write; the last page's is kept, since all rules see one page before the next."""
    return Scripts(dom)


def _mentions(text: str, attributes: Attributes) -> bool:
    if _names_id(text, value(attributes, "id")):
        return True
    classes = value(attributes, "class").split()[:_MOST]
    return any(_names_class(text, name) for name in classes)


@lru_cache(maxsize=1024)
def _names_id(text: str, name: str) -> bool:
    if not name or name not in text:
        return False
    escaped = re.escape(name)
    # An element with an id is also a variable of that name (HTML standard, "named access on the Window object").
    chosen = rf"[\"'`#=]{escaped}[\"'`\s\]\\>.:,]|(?:\bwindow\.|(?<![\w$.\"'`/-])){escaped}\s*\.\s*[a-zA-Z]"
    return re.search(chosen, text) is not None


@lru_cache(maxsize=1024)
def _labels_id(text: str, name: str) -> bool:
    if not name or "label" not in text or name not in text:
        return False
    return re.search(r"\bfor=\\?[\"']?" + re.escape(name) + r"(?![\w-])", text) is not None


@lru_cache(maxsize=1024)
def _names_class(text: str, name: str) -> bool:
    if name not in text:
        return False
    escaped = re.escape(name)
    chosen = rf"[\"'`][^\"'`\n;={{}}]{{0,100}}\.{escaped}(?![\w-])|ClassName\s*\(\s*[\"'`]{escaped}[\"'`]"
    return re.search(chosen, text) is not None


@lru_cache(maxsize=512)
def _holds(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


@lru_cache(maxsize=64)
def _setting(name: str) -> re.Pattern[str]:
    return re.compile(_SET.format(re.escape(name), _PROPERTIES.get(name, name)))


@lru_cache(maxsize=64)
def _near(tag: str, name: str) -> re.Pattern[str]:
    held = rf"[\"'`\s,(>]{tag}\b|\.{tag}s\b" + (r"|\bdocument\.images\b" if tag == "img" else "")
    return re.compile(rf"(?:{held}).{{0,{_NEAR}}}?(?:{_setting(name).pattern})", re.DOTALL)
