"""Marks of data-fed lists: none of these pages is an empty column."""

from datetime import date

import pytest

from crawler.extract import extract


def feeds(body: str) -> tuple[str, ...]:
    page = f"<html><body>{body}</body></html>"
    return extract(page.encode(), "", "http://www.yunling-demo.gov.cn/", date(2026, 11, 23)).facts.scripted


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("createPageHTML", "<script>createPageHTML(12,0,'index','html')</script>"),
        ("createPageHTML", "<script>createPageHTML('page_div',10,1,'xlist','shtml',189)</script>"),
        ("jpage", "<script type='text/xml'><datastore><nextgroup></nextgroup></datastore></script>"),
        ("jpaas", '<div queryData="{}"></div>'),
        ("gkmlpt", "<script src=/gkmlpt/static/app.js></script>"),
        ("vsb", "<script>_simple_list_gotopage_fun(31,'a',1)</script>"),
        ("epoint", "<script>ShowAjaxNewPage('a','categorypagingcontent',2)</script>"),
        ("igs", "<script>var u='/igs/front/search/publish/data/list.html'</script>"),
        ("AspNetPager", "<a href=\"javascript:__doPostBack('AspNetPager1','2')\">2</a>"),
        ("template", "<ul><li v-for='i in list'>{{ i.title }}</li></ul>"),
        ("framework", "<div id=app></div>"),
        ("ajax", "<ul id=list></ul><script>$.ajax({url:'/api/list'})</script>"),
        ("ajax", "<div class=news-list></div><script>fetch('/api').then(x)</script>"),
        ("ajax", "<ul id=rows></ul><script>document.getElementById('rows').innerHTML = html</script>"),
        ("ajax", "<ul></ul><script src=/js/getDataList.js></script>"),
        ("ajax", "<div><ul></ul><script>render()</script></div>"),
        ("frame", "<div class=main><iframe src=/list/1.html></iframe></div>"),
    ],
)
def test_marks(name: str, body: str) -> None:
    assert name in feeds(body)


@pytest.mark.parametrize(
    "body",
    [
        "<ul class=list></ul><p>暂无内容</p><script src=/js/jquery.min.js></script>",
        "<ul class=list></ul><footer><script>document.write('x')</script></footer>",
        "<form action=/igs/front/search.jhtml></form><a href=/gkmlpt/index>信息公开</a><p>暂无内容</p>",
        "<script src=/system/resource/js/vsbscreen.min.js></script><p class=_vsb_content>暂无内容</p>",
        "<!-- <script>createPageHTML(1,0,'index','html')</script> --><p>栏目建设中</p>",
    ],
)
def test_an_empty_column_carries_none(body: str) -> None:
    assert feeds(body) == ()
