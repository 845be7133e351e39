"""Where the lists of each platform go on: next pages and data, from the source of the page alone."""

from __future__ import annotations

import base64
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.extract import extract
from crawler.extract.leads import Lead

HOST = "http://www.yunling-demo.gov.cn"
FOLDER = f"{HOST}/zwgk/tzgg/"


def leads(body: str, url: str = FOLDER) -> list[Lead]:
    page = f"<html><head><title>通知公告</title></head><body>{body}</body></html>"
    return list(extract(page.encode(), "text/html", url, date(2026, 11, 23)).leads)


def pages(body: str, url: str = FOLDER) -> list[str]:
    return [lead.url for lead in leads(body, url) if not lead.reader]


def script(code: str) -> str:
    return f"<ul></ul><script>{code}</script>"


NEXT = {
    "TRS": (script("createPageHTML(12,0,'index','html')"), "", "index_1.html"),
    "TRS, later page": (script('createPageHTML(12, 3, "index", "html");'), "index_3.html", "index_4.html"),
    "TRS, counted from 1": (script("createPageHTML(12,1,'index','html')"), "index.html", "index_2.html"),
    "TRS, counted from 1, later": (script("createPageHTML(12,4,'list','shtml')"), "list_4.shtml", "list_5.shtml"),
    "TRS, counts from 1, names from 0": (script("createPageHTML(12,4,'index','htm')"), "index_3.htm", "index_4.htm"),
    "TRS, current first": (script("createPageHTML(0,12,'index','html')"), "", "index_1.html"),
    "TRS, numbers as texts": (script("createPageHTML('12','0','index','html')"), "", "index_1.html"),
    "TRS, more arguments": (
        script("createPageHTML(10, 1, 'tzgg', 'shtml', 'black2', 621)"),
        "tzgg.shtml",
        "tzgg_2.shtml",
    ),
    "TRS, variables": (script("var n = 9; var c = 0;\ncreatePageHTML(n, c, 'index', 'html')"), "", "index_1.html"),
    "TRS, in a comment for old browsers": (
        "<script><!--\ncreatePageHTML(5,0,'index','html')\n//--></script>",
        "",
        "index_1.html",
    ),
    "TRS, inline": (
        script(
            "var currentPage = 0; var countPage = 7; var nextPage = currentPage+1;"
            'document.write("<a href=\'" + "index" + "_" + nextPage + "." + "html" + "\'>下一页</a>")'
        ),
        "",
        "index_1.html",
    ),
    "createPage": (script("createPage(8,0,'list','html')"), "list.html", "list_1.html"),
    "UCAP": (script("createPageHTML('page_div',10,1,'xlist','shtml',189)"), "xlist.shtml", "xlist_2.shtml"),
    "UCAP, later": (script("createPageHTML('page_div',10,2,'xlist','shtml',189)"), "xlist_2.shtml", "xlist_3.shtml"),
    "VSB": (script("_simple_list_gotopage_fun(31,'u5_goto',2)"), "../tzgg.htm", "30.htm"),
    "VSB, later": (script("_simple_list_gotopage_fun(31,'u5_goto',2)"), "30.htm", "29.htm"),
    "VSB, in a handler": (
        "<a href='javascript:;' onclick='_simple_list_gotopage_fun(31,&quot;u1&quot;,2)'>跳转</a>",
        "../tzgg.htm",
        "30.htm",
    ),
    "VSB, dynamic": (
        script("_simple_list_gotopage_fun(9,'u5_goto',0)"),
        "list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1021",
        "list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1021&totalpage=9&PAGENUM=2",
    ),
    "Epoint": (
        "<a onclick=\"ShowAjaxNewPage(window.location.pathname,'categorypagingcontent',2)\">2</a>",
        "",
        "2.html",
    ),
    "Epoint, later": (
        "<a onclick=\"ShowAjaxNewPage(window.location.pathname,'categorypagingcontent',4)\">下页</a>",
        "3.html",
        "4.html",
    ),
    "column-index": (
        script("var totalPages = 9; go('column-index-' + n + '.shtml')"),
        "column-index-1.shtml",
        "column-index-2.shtml",
    ),
    "column-index, first": (
        script("var totalPages = 9; go('column-index-' + n + '.shtml')"),
        "index.shtml",
        "column-index-2.shtml",
    ),
    "base64 pager": (
        script(f"document.write(atob('{base64.b64encode('<a href=list_2.html>下一页</a>'.encode()).decode()}'))"),
        "",
        "list_2.html",
    ),
    "base64 address": (
        script(f"var pager = atob('{base64.b64encode(b'/zwgk/tzgg/p2.html').decode()}')"),
        "",
        "p2.html",
    ),
    "AspNetPager": (
        "<input onclick=\"ANP_goToPage('box','page','list_{0}.aspx','list.aspx')\">",
        "list.aspx",
        "list_2.aspx",
    ),
    "link": ("<div class=page><a href=index_2.html>下一页</a></div>", "", "index_2.html"),
    "link, dedecms": ("<a href='list_5_2.html'>下一页</a>", "list_5_1.html", "list_5_2.html"),
    "link, spaced": ("<a href=index_2.html>下 一 页 &gt;</a>", "", "index_2.html"),
    "link, sign": ("<div><a href=?page=1>1</a> <a href=?page=2>2</a> <a href=?page=2>&raquo;</a></div>", "", "?page=2"),
    "link, class": ("<a class='p_next' href='tzgg/30.htm'><i></i></a>", "", "tzgg/30.htm"),
    "link, picture": ("<a href=index_2.html><img src=n.gif alt=下一页></a>", "", "index_2.html"),
    "link, english": ("<a href=index_2.html>Next</a>", "", "index_2.html"),
    "rel": ("<a rel=next href=index_2.html>2</a>", "", "index_2.html"),
    "link element": ("<link rel=next href=index_2.html>", "", "index_2.html"),
    "onclick, location": ("<button onclick=\"location.href='index_2.html'\">下一页</button>", "", "index_2.html"),
    "onclick, call": (
        "<a href='javascript:void(0)' onclick=\"gotoPage('index_2.html')\">下一页</a>",
        "",
        "index_2.html",
    ),
    "href, call": ("<a href=\"javascript:gotoPage('index_2.html')\">下一页</a>", "", "index_2.html"),
    "href, number": ("<a href='javascript:gotoPage(3)'>下一页</a>", "list.jsp?cid=5&page=2", "list.jsp?cid=5&page=3"),
    "href, number in the name": ("<a href='javascript:goPage(3)'>下页</a>", "list_5_2.html", "list_5_3.html"),
    "data attribute": ("<span class=btn data-url='/zwgk/tzgg/p2.html' onclick=go(this)>下一页</span>", "", "p2.html"),
    "drop-down": (
        "<select onchange=go(this.value)><option value=index.html>1<option value=index_2.html>2</select>",
        "index.html",
        "index_2.html",
    ),
    "sum": (
        script("function go(page){ location.href = 'list_5_' + page + '.html'; } var totalPage = 8;"),
        "list_5_1.html",
        "list_5_2.html",
    ),
    "sum, query": (
        script(
            "laypage.render({elem:'p',count:120,limit:20,jump:function(obj,f){if(!f){location.href='?page='+obj.curr}}})"
        ),
        "",
        "?page=2",
    ),
    "kkpager": (
        script("kkpager.generPageHtml({pno:1,total:9,hrefFormer:'list',hrefLatter:'.html'})"),
        "list.html",
        "list_2.html",
    ),
    "template": (script("new Pager({url: 'index_{page}.html', pageCount: 6})"), "index.html", "index_2.html"),
    "frame": ("<div class=main><iframe src=/list/tzgg.html></iframe></div>", "", "/list/tzgg.html"),
    "stub, refresh": ("<meta http-equiv=refresh content='0;url=list.html'>", "", "list.html"),
    "stub, script": ("<script>window.location.href='list.html'</script>", "", "list.html"),
}


@pytest.mark.parametrize("name", NEXT)
def test_the_next_page(name: str) -> None:
    body, own, expected = NEXT[name]
    found = pages(body, _join(FOLDER, own))
    assert found[:1] == [_join(FOLDER, expected)]


def _join(base: str, href: str) -> str:
    from urllib.parse import urljoin

    return urljoin(base, href)


NONE = {
    "TRS, one page": (script("createPageHTML(1,0,'index','html')"), ""),
    "TRS, unfilled": (script("createPageHTML(${pages},${index},'index','html')"), ""),
    "TRS, defined only": (
        script("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){ return; }"),
        "",
    ),
    "VSB, last": (script("_simple_list_gotopage_fun(31,'a',2)"), "1.htm"),
    "VSB, one page": (script("_simple_list_gotopage_fun(1,'a',2)"), "../tzgg.htm"),
    "post back": ("<a href=\"javascript:__doPostBack('AspNetPager1','2')\">下一页</a>", "list.aspx"),
    "next month": ("<a class='month-next' href='?m=12'>下月</a>", ""),
    "more": ("<h3>政策文件 <a href=/zcwj/>&gt;&gt;</a></h3>", ""),
    "home": ("<a href=/zcwj/>下一页</a>", "/"),
    "void": ("<a href='javascript:void(0)'>下一页</a><a href='#'>下一页</a>", ""),
    "article": (script("$.each(d,function(i,e){ h += '<a href=\"' + '/art_' + e.id + '.html' + '\">' })"), ""),
}


@pytest.mark.parametrize("name", NONE)
def test_no_next_page(name: str) -> None:
    body, own = NONE[name]
    assert pages(body, _join(FOLDER, own)) == []


JPAGE = """<script type='text/xml'><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1\
&columnid=61490&unitid=247686"></a>]]></nextgroup></datastore></script>"""
JPAAS = """<script url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData="{'webId':'w1',\
'pageId':'p1',\
'parseType':'bulidstatic','pageType':'column','tagId':'列表','tplSetId':'t1'}"></script>"""
DATA = {
    "jpage": (
        JPAGE,
        "/module/web/jpage/dataproxy.jsp",
        {"page": "1", "columnid": "61490", "unitid": "247686"},
    ),
    "jpage, by post": (
        script(
            "$('#247686').jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp', ajaxParam:{col:1,webid:39,path:'/',"
            "columnid:61490,sourceContentType:1,unitid:'247686',webname:'云岭',permissiontype:0}})"
        ),
        "/module/web/jpage/dataproxy.jsp",
        {"page": "1", "columnid": "61490", "unitid": "247686", "webid": "39"},
    ),
    "jpaas": (
        JPAAS,
        "/api-gateway/jpaas-publish-server/front/page/build/unit",
        {"webId": "w1", "pageId": "p1", "tagId": "列表", "paramJson": '{"pageNo":1,"pageSize":15}'},
    ),
    "gkmlpt": (
        "<script src=/gkmlpt/app.js></script>" + script("window._CONFIG = {SID: '755031', COLUMN_ID: 2811}"),
        "/gkmlpt/api/all/2811",
        {"page": "1", "sid": "755031"},
    ),
    "UCAP": (
        script(
            "var channelId = '817052cbb3a94d0d8217824e7a3aca53'; "
            "$.get('/common/search/' + channelId + '?_isAgg=true&_isJson=true&_pageSize=15&page=' + p)"
        ),
        "/common/search/817052cbb3a94d0d8217824e7a3aca53",
        {"_isAgg": "true", "_isJson": "true", "_pageSize": "15", "page": "1"},
    ),
    "UCAP, search list": (
        script("$.getJSON('/searchList/a1a078ee0bc54721ab6b148884c784a8?_isAgg=true&_isJson=true&page=1')"),
        "/searchList/a1a078ee0bc54721ab6b148884c784a8",
        {"_isJson": "true", "page": "1"},
    ),
    "IGS": (
        script(
            "$.ajax({url:'/igs/front/search/publish/data/list.html',type:'get',data:{siteId:71,'filter[CHANNELID]':28135,pageNumber:page,pageSize:20}})"
        ),
        "/igs/front/search/publish/data/list.html",
        {"siteId": "71", "filter[CHANNELID]": "28135", "pageNumber": "1"},
    ),
    "IGS, address": (
        script("var u='/igs/front/search/list.html?siteId=7&pageNumber=1&pageSize=10'"),
        "/igs/front/search/list.html",
        {"siteId": "7", "pageNumber": "1"},
    ),
    "ajax": (
        script("$.ajax({url:'/api/article/list',data:{channelId:12,pageNo:1,pageSize:20},success:function(d){f(d)}})"),
        "/api/article/list",
        {"channelId": "12", "pageNo": "1"},
    ),
    "ajax, variables": (
        script("var cid = 12; var page = 1;\n$.get('/api/news?cid=' + cid + '&page=' + page, show)"),
        "/api/news",
        {"cid": "12", "page": "1"},
    ),
    "ajax, unknown page": (
        script("function load(n){ $.getJSON('/data/list?cid=3&page=' + n, show) }"),
        "/data/list",
        {"cid": "3", "page": "1"},
    ),
    "ajax, context path": (script("$.get(ctx + '/content/list.json', show)"), "/content/list.json", {}),
    "fetch": (script("fetch('/api/list?cid=3').then(r => r.json())"), "/api/list", {"cid": "3"}),
    "axios": (
        script("axios.get('/api/list', {params: {cid: 3, page: this.page}})"),
        "/api/list",
        {"cid": "3", "page": "1"},
    ),
    "load": (script("$('#list').load('/zwgk/list_part.html')"), "/zwgk/list_part.html", {}),
}


@pytest.mark.parametrize("name", DATA)
def test_the_data(name: str) -> None:
    body, path, fields = DATA[name]
    url = f"{HOST}/gkmlpt/index" if name == "gkmlpt" else FOLDER
    found = next(lead for lead in leads(body, url) if lead.reader)
    parts = urlsplit(found.url)
    stated = {field: values[0] for field, values in parse_qs(parts.query).items()}
    assert (parts.path, {field: stated.get(field) for field in fields}) == (path, fields)
    assert found.reader == {"UCAP, search list": "ucap"}.get(name, found.reader)


@pytest.mark.parametrize(
    ("show", "reader"),
    [
        ("h += '<a href=\"' + item.url + '\">'", "ajax"),
        ("h += `<a href='${item.url}'>`", "ajax"),
        ("window.open(item.url)", "ajax"),
        ("h += '<a href=\"' + ctx + item.url + '\">'", "ajax-joined"),
        ("h += '<a href=\"/portal' + item.url + '\">'", "ajax-joined"),
        ("h += `<a href='${ctx}${item.url}'>`", "ajax-joined"),
    ],
)
def test_addresses_that_the_page_adds_to(show: str, reader: str) -> None:
    (found,) = (lead for lead in leads(script(f"$.get('/api/list?cid=3', function(d){{ {show} }})")) if lead.reader)
    assert found.reader == reader


@pytest.mark.parametrize(
    "code",
    [
        "$.post('/api/list', {title: 1})",
        "$.post('/api/saveList', {page:1})",
        "$.ajax({url:'/api/list', type:'POST', data:{page:1, phone: p}})",
        "$.ajax({url:'/api/list', type:'POST', data: form})",
        "$.ajax({url:'/api/list', type:'PUT', data:{page:1}})",
        "fetch('/api/list', {method:'POST'})",
        "$.get('/visit/count?list=1')",
        "$.get('/api/list/delete?id=1')",
        "$.getJSON('/api/user/info')",
        "$.get(url, show)",
        "$.get('/api/list?id=' + id)",
        "$.get('list.html'.replace('a', b))",
    ],
)
def test_what_is_not_asked(code: str) -> None:
    assert [lead for lead in leads(script(code)) if lead.reader] == []


def test_so_many_next_pages_are_followed_at_once() -> None:
    assert pages(script("createPageHTML(40,0,'index','html')")) == [f"{FOLDER}index_{n}.html" for n in range(1, 6)]
