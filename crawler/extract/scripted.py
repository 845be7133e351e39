"""Marks of lists whose entries a script brings: with one of them, no entries in the source is no empty column.

The marks are those of the common platforms (measured list: shared standards, lists.md), then general ones.
"""

from __future__ import annotations

import re
from itertools import chain, islice

from crawler.extract.lists.post_pager import posts_pages
from crawler.extract.lists.scripts import scripts_of
from crawler.extract.parsed import ParsedPage
from crawler.extract.tree import Element, Tree

#: Most characters of one page searched for marks.
_SEARCHED = 2_000_000
#: Most empty list holders looked at, and most characters of a script's address.
_MAX_HOLDERS = 30
_SRC = 300

#: The mark of a list whose further pages come only by posting the page's own form.
POSTBACK = "postback pager"
_Q = r"(?:[\"']|&#39;|&quot;|\\u0027)"
#: The pager's number of a page, GridView's Page$2, or a pager's button.
_TURNED_BY_FORM = re.compile(
    rf"__doPostBack\s{{0,5}}\(\s{{0,5}}{_Q}[\w$:.\-]{{1,200}}{_Q}\s{{0,5}},\s{{0,5}}{_Q}(?:\d{{1,5}}|Page\$\w{{1,10}}){_Q}"
    rf"|__doPostBack\s{{0,5}}\(\s{{0,5}}{_Q}[\w$:.\-]{{0,200}}(?:next|pager)[\w$:.\-]{{0,60}}{_Q}",
    re.I,
)
#: Name, words in lower case without one of which the pattern cannot match, and the pattern; all of them are looked for
#: in the source text with comments removed.
_MARKS: tuple[tuple[str, frozenset[bytes], re.Pattern[str]], ...] = (
    ("createPageHTML", frozenset((b"createpage",)), re.compile(r"createPage(?:HTML)?\s*\(\s*['\"\w]")),
    (
        "jpage",
        frozenset((b"datastore", b"dataproxy.jsp", b"jpage")),
        re.compile(r"<datastore|dataproxy\.jsp|\.jpage\s*\(|jpage\.js|/module/web/jpage/", re.I),
    ),
    (
        "jpaas",
        frozenset((b"querydata", b"jpaas")),
        re.compile(r"queryData\s*=\s*[\"'{]|jpaas-publish-server|/api-gateway/jpaas", re.I),
    ),
    # The catalogue's own pages; other pages of the site only link to it.
    ("gkmlpt", frozenset((b"gkmlpt",)), re.compile(r"src\s*=\s*[\"']?[^\"'\s>]{0,200}/gkmlpt/|gkmlpt/api", re.I)),
    (
        "vsb",
        frozenset((b"_simple_list_gotopage_fun", b"listnewsajax")),
        re.compile(r"_simple_list_gotopage_fun|listNewsAjax", re.I),
    ),
    (
        "epoint",
        frozenset((b"showajaxnewpage", b"categorypagingcontent", b"/ewb-front/rest/")),
        re.compile(r"ShowAjaxNewPage|categorypagingcontent|/EWB-FRONT/rest/", re.I),
    ),
    # Every page of such a site has the search box, /igs/front/search.jhtml.
    ("igs", frozenset((b"igs/front", b"igs.front")), re.compile(r"/igs/front/(?!search\.)|igs\.front", re.I)),
    (
        "ucap",
        frozenset((b"/common/search/", b"/searchlist/", b"_isagg=true", b"_isjson=true")),
        re.compile(r"/common/search/[\w-]+|/searchList/[\w-]+|_isAgg=true|_isJson=true", re.I),
    ),
    (
        "AspNetPager",
        frozenset((b"aspnetpager", b"__dopostback")),
        re.compile(r"AspNetPager|__doPostBack\s*\(\s*['\"][^'\"]{0,100}(?:pager|page)", re.I),
    ),
    (POSTBACK, frozenset((b"__dopostback",)), _TURNED_BY_FORM),
    ("base64 pager", frozenset((b"atob",)), re.compile(r"\batob\s*\(\s*[\"'][A-Za-z0-9+/=]{40,}")),
    # Apart, as each of them is found by its first characters, all together only character by character.
    ("template", frozenset((b"{{",)), re.compile(r"\{\{[^{}]{1,200}\}\}")),
    ("template", frozenset((b"<%",)), re.compile(r"<%=?[^%]{1,200}%>")),
    ("template", frozenset((b"v-for",)), re.compile(r"v-for(?<!\wv-for)\s*=")),
    ("template", frozenset((b"ng-repeat",)), re.compile(r"ng-repeat(?<!\wng-repeat)\s*=")),
    ("template", frozenset((b"ms-for",)), re.compile(r"ms-for(?<!\wms-for)\s*=")),
    ("template", frozenset((b"wx:for",)), re.compile(r"wx:for(?<!\wwx:for)\s*=")),
    (
        "table widget",
        frozenset(
            (
                b"bootstraptable",
                b"datagrid",
                b"treegrid",
                b"data-toggle",
                b"table.render",
                b"lay-data",
                b"datatable",
                b"jqgrid",
            )
        ),
        re.compile(
            r"\.(?:bootstrapTable|datagrid|treegrid|jqGrid|[dD]ataTable)\s{0,5}\(|\b(?:tree)?[tT]able\.render\s{0,5}\("
            r"|easyui-(?:datagrid|treegrid)|\blay-data\s{0,5}=|data-toggle\s{0,5}=\s{0,5}[\"']?table\b",
        ),
    ),
    (
        "template engine",
        frozenset((b"text/html", b"template", b"handlebars", b"jquery-tmpl")),
        re.compile(
            r"<script[^>]{1,300}?type\s*=\s*[\"']?text/(?:html|x-template|template|x-handlebars|x-jquery-tmpl)", re.I
        ),
    ),
)
#: What single-page frameworks leave in a page, and the element that they fill.
_STATES = frozenset((b"window.__nuxt__", b"window.__initial_state__"))
_STATE = re.compile("|".join(re.escape(state.decode()) for state in _STATES), re.I)
#: What pages are searched for on behalf of `find_feeds`.
WORDS = (*chain.from_iterable(words for _, words, _ in _MARKS), *_STATES)
_APPLICATIONS = frozenset({"app", "root", "__nuxt", "__next"})
_ASKS = re.compile(
    r"\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|jQuery\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|\baxios\b|XMLHttpRequest"
    r"|\$http\b|\.load\s*\(\s*[\"'][^\"']{1,300}[\"']"
)
#: External scripts and frames that say by name that they bring a list.
_LIST_SCRIPT = re.compile(
    r"(?:list|column|news|getdata|loaddata|(?<!j)query|datasource)[\w.\-]*\.js|/data/[\w\-]+\.js", re.I
)
_LIBRARY = re.compile(r"jquery|bootstrap|swiper|slide|conac|jiucuo|wza|share|stat(?!ic|e)|cnzz|baidu|tongji", re.I)
_LIST_FRAME = re.compile(
    r"(?:https?:)?(?://[^/?]{0,200})?(?!\S*(?:nav|menu|top|head|foot|weather|comment|count|ad[_\-./]|banner|login))"
    r"\S*(?:list|news|xxgk|gkml|column|article)",
    re.I,
)
#: Frames that hold no page of the site's own words: files, maps, films, counters, tools.
_NO_CONTENT = re.compile(
    r"^\s*(?:javascript|about|data|blob):|\.(?:pdf|docx?|xlsx?|pptx?|ofd|wps|mp4|flv|swf|mp3|jpe?g|png|gif|svg)(?:$|[?#&])"
    r"|(?:^|[^a-z])(?:nav|menu|top|head|header|foot|footer|weather|tianqi|comments?|count|counter|tongji|ads?|banner|login|map|ditu"
    r"|video|player|viewer|search|share|wza|kefu|chat|robot|calendar|clock|time|links?|yqlj|hot|rank)(?:[^a-z]|$)",
    re.I,
)
#: A frame that is smaller shows no list, in pixels.
_LEAST_SIZES = (("height", 150), ("width", 250))
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HOLDERS = frozenset({"ul", "ol", "tbody", "dl"})
#: By their names alone these may be holders too.
_MAY_HOLD = _HOLDERS | {"div", "section", "table"}
_HOLDER_NAMES = re.compile(r"list|news|content|data|result|page|con\b", re.I)


def find_feeds(
    parsed: ParsedPage, signs: frozenset[bytes], asks: bool = False, framed: bool = False
) -> tuple[str, ...]:
    """Names of the data marks that a page carries, in the order of the table above.

    `signs` are those of WORDS that the page's source holds; `asks`: a script of the page asks for what may be a list's
    data; `framed`: the page has no entries, and a frame of whatever name.
    """
    tree = parsed.tree
    text = _COMMENT.sub("", parsed.decoded.text[:_SEARCHED]) if not signs.isdisjoint(WORDS) else ""
    found = list(dict.fromkeys(name for name, words, mark in _MARKS if words & signs and mark.search(text)))
    if POSTBACK not in found and any(posts_pages(element) for element in tree.tagged("form")):
        found.append(POSTBACK)
    drawn = any(map(_is_application, tree.tagged("div"))) or _is_shell(tree)
    if drawn or (_STATES & signs and _STATE.search(text)):
        found.append("framework")
    empty = (element for element in tree.among(_MAY_HOLD) if not element.size)
    holders = list(islice(filter(_is_empty_holder, empty), _MAX_HOLDERS))
    if asks or (holders and (_has_list_script(tree) or _is_asked_for(holders, scripts_of(tree)))):
        found.append("ajax")
    if framed or tree.tagged("frame") or any(map(is_list_frame, tree.tagged("iframe"))):
        found.append("frame")
    return tuple(found)


def _is_application(element: Element) -> bool:
    return element.attrs.get("id") in _APPLICATIONS


def _is_shell(tree: Tree) -> bool:
    """A page that shows nothing at all before its scripts have run."""
    return tree.root.size == 0 and any("src" in script.attrs for script in tree.tagged("script"))


def _is_asked_for(holders: list[Element], scripts: str) -> bool:
    return _ASKS.search(scripts) is not None or any(_is_filled(holder, scripts) for holder in holders)


def _has_list_script(tree: Tree) -> bool:
    return any(_LIST_SCRIPT.search(script.attrs.get("src", "")[:_SRC]) for script in tree.tagged("script"))


def _is_filled(holder: Element, scripts: str) -> bool:
    """Whether a script stands in or beside the holder, or one of the page's scripts names it."""
    around = [*holder.children, *(holder.parent.children if holder.parent else ())]
    own = holder.parent is not None and holder.parent.tag not in ("body", "html")
    if own and any(isinstance(near, Element) and _is_own_script(near) for near in around):
        return True
    names = [holder.attrs.get("id", ""), *holder.attrs.get("class", "").split()][:5]
    quoted = (re.escape(name) for name in names if len(name) >= 3)
    return any(re.search(rf"[\"'](?:[#.]|ul[#.]|div[#.])?{name}[\"'\s]\s*\)", scripts) for name in quoted)


def _is_own_script(element: Element) -> bool:
    return element.tag == "script" and not _LIBRARY.search(element.attrs.get("src", ""))


def is_list_frame(element: Element) -> bool:
    """A frame in the page's middle whose address says that it holds a list."""
    if element.hidden or element.region in ("header", "footer", "nav", "aside"):
        return False
    return bool(_LIST_FRAME.match(element.attrs.get("src", "")[:_SRC])) and element.attrs.get("height", "") not in (
        "0",
        "1",
    )


def is_content_frame(element: Element | None, address: str) -> bool:
    """Whether a frame with such an address, of whatever name, may hold what the page is about.

    None stands for a frame that a script writes.
    """
    if not address or _NO_CONTENT.search(address[:_SRC]):
        return False
    if element is None:
        return True
    if element.hidden or element.region in ("header", "footer", "nav", "aside"):
        return False
    if element.tag != "iframe" and "html" not in element.attrs.get("type", ""):
        return False
    return not any(_is_small(element.attrs.get(name, ""), least) for name, least in _LEAST_SIZES)


def _is_small(size: str, least: int) -> bool:
    number = re.match(r"\s*(\d{1,5})\s*(px)?\s*$", size)
    return number is not None and int(number[1]) < least


def _is_empty_holder(element: Element) -> bool:
    if element.hidden or element.region in ("header", "footer", "nav"):
        return False
    if element.tag in _HOLDERS:
        return not any(isinstance(child, Element) and child.tag != "script" for child in element.children)
    return bool(_HOLDER_NAMES.search(element.names)) and not any(
        isinstance(child, Element) and child.tag != "script" for child in element.children
    )
