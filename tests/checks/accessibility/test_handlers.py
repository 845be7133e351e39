"""Mouse, focus and what is only drawn: what accuses, what is asked about, what is advice and what is no matter."""

from __future__ import annotations

import pytest

from tests.checks.accessibility.judging import judge

LONG = "在本县居住满一年的居民，可以向户籍所在地的乡镇人民政府提出申请。"
CASES = [
    ("mouse_only", "<div onclick='show()'>展开</div>", "cantTell"),
    ("mouse_only", "<a onclick='go()'>前往</a>", "cantTell"),
    ("mouse_only", "<div role=button>展开</div>", "cantTell"),
    ("mouse_only", "<div role=button aria-disabled=true>展开</div>", "inapplicable"),
    ("mouse_only", "<div role=button tabindex=0 onclick='show()'>展开</div>", "passed"),
    ("mouse_only", "<tr onclick='go()'><table><tr onclick='go()'><td><a href=x>甲</a></table>", "passed"),
    ("mouse_only", "<p onmouseover='this.className=1' onclick='return false'>甲</p>", "inapplicable"),
    ("mouse_only", "<body onclick='hide()'><label onclick='f()'>甲</label><p hidden onclick='f()'>乙", "inapplicable"),
    ("focus_moves", "<a href=x onfocus='if (this.blur) this.blur();'>甲</a>", "failed"),
    ("focus_moves", "<a href=x onfocus='this.blur()' tabindex=-1>甲</a>", "inapplicable"),
    ("focus_moves", "<a href=x onfocus='this.blur(); this.next.focus()'>甲</a>", "passed"),
    ("focus_moves", "<input onfocus='window.open(1)'>", "cantTell"),
    ("focus_moves", "<input onblur='if(!ok)this.focus()'>", "cantTell"),
    ("focus_moves", "<select onchange='location.href=this.value'><option>甲</select>", "cantTell"),
    ("focus_moves", "<select onchange='fill()'><option>甲</select>", "passed"),
    ("focus_style", "<style>a:focus{outline:0 none}</style>", "cantTell"),
    ("focus_style", "<style>@media all{/* a{} */ a , b{outline:none}}</style>", "cantTell"),
    ("focus_style", "<style>.box{outline:none} a:focus{outline:none;border:1px solid}</style>", "passed"),
    ("focus_style", "<style>a{outline-offset:0;color:red}</style>", "passed"),
    ("focus_style", "<style>a{color:red}</style>", "inapplicable"),
    ("media_text", "<video src=a><track src=b></video>", "passed"),
    ("media_text", "<video><source src=a><track kind=chapters src=b></video>", "cantTell"),
    ("media_text", "<audio controls src=a></audio>", "cantTell"),
    ("media_text", "<audio src=a></audio><video></video>", "inapplicable"),
    ("mouse_only", "<i onclick='window.print()'></i><a onclick='javascript:history.back();'>返回</a>", "inapplicable"),
    ("mouse_only", "<img src=a alt=甲 onclick=\"log('banner')\"><p onclick='login()'>登录", "cantTell"),
    ("fake_structure", f"<p><b>一、申报条件</b></p><p>{LONG}", "cantTell"),
    ("fake_structure", f"<p><b>申报条件</b></p><p>{LONG}<p><b>申报材料</b><p>{LONG}", "cantTell"),
    ("fake_structure", f"<p><b>申报条件</b></p><p>{LONG}<p><b>张三（摄）</b><p>{LONG}", "passed"),
    ("fake_structure", f"<p><img src=a alt=甲></p><p><b>一、启动仪式现场</b></p><p>{LONG}", "passed"),
    ("fake_structure", f"<p><b>第一次来到“云岭”</b><p>{LONG}<p><b>“此处风景独好！”</b><p>{LONG}", "passed"),
    ("fake_structure", f"<div style='font-size:18pt;font-weight:bold'>申报条件</div><p>{LONG}", "cantTell"),
    ("fake_structure", f"<p><b>申报条件：</b></p><p>{LONG}", "passed"),
    ("fake_structure", f"<p><b>申报</b>条件</p><p>{LONG}", "passed"),
    ("fake_structure", f"<h2><b>申报条件</b></h2><p>{LONG}", "passed"),
    ("fake_structure", "<p><b>申报条件</b></p><p>详见附件", "passed"),
    ("fake_structure", "<p>1、身份证<br>2、户口簿<br>3、申请表</p>", "cantTell"),
    ("fake_structure", "<p>· 身份证</p><p>· 户口簿</p><p>· 申请表</p>", "cantTell"),
    ("fake_structure", "<p>1.身份证</p><p>2.户口簿</p><p>3.申请表</p>", "passed"),
    ("fake_structure", "<ul><li>· 身份证<li>· 户口簿<li>· 申请表</ul>", "passed"),
    ("fake_structure", f"<div>1、对象<br>{LONG * 4}<br>2、标准<br>{LONG * 4}<br>3、期限<br></div>", "passed"),
    ("fake_structure", f"<p>1、{LONG * 4}<br>2、{LONG * 4}<br>3、{LONG * 4}</p>", "passed"),
    (
        "link_target",
        "<a href='#/a'>甲</a><a href='#'>乙</a><a href='#x' onclick='f()'>丙</a><a href=x>甲</a>",
        "passed",
    ),
    ("text_style", f"<p style='text-align:justify;font-size:12px'>{LONG * 3}", "passed"),
    ("bypass", "<a href='#main'>跳到正文</a><main>正文", "cantTell"),
    ("bypass", "<a href='#%E6%AD%A3'>跳到正文</a><main id=正>正文", "passed"),
    ("link_purpose", "<a href=x>»</a>", "cantTell"),
    ("link_purpose", "<p><a href=x>点击这里</a></p>", "cantTell"),
    ("link_purpose", "<p>停水通知</p><p><a href=x>点击这里</a></p>", "passed"),
    ("link_purpose", "<p>申报指南：<a href=x>点击这里</a></p>", "passed"),
    ("link_purpose", "<p><a href=x>更多</a></p><table><tr><td><a href=x>详情</a></table>", "passed"),
    ("image_alt_meaning", "<img src=a alt=图片>", "cantTell"),
    ("image_alt_meaning", "<img src=/img/a.png alt=/img/a.png>", "cantTell"),
    ("image_alt_meaning", "<img src=a alt=未标题-1><img src=b alt=image001>", "cantTell"),
    ("image_alt_meaning", "<img src=a alt=undefined>", "failed"),
    ("aria_value", "<input aria-label=甲 aria-invalid=true aria-errormessage=e>", "cantTell"),
    ("aria_value", "<input aria-label=甲 aria-errormessage=e>", "passed"),
    ("aria_value", "<button aria-expanded=true aria-controls=m>甲</button>", "cantTell"),
    ("aria_value", "<button aria-expanded=false aria-controls=m>甲</button>", "passed"),
    ("aria_hidden_focus", "<style>a:focus{color:red}</style><p class=a aria-hidden=true><a href=x>甲</a>", "failed"),
    ("aria_hidden_focus", "<style>@import 'a.css'</style><p class=a aria-hidden=true><a href=x>甲</a>", "cantTell"),
    ("autocomplete", "<input aria-label=甲 autocomplete=phonenumber>", "failed"),
    ("autocomplete", "<input aria-label=甲 autocomplete=nope>", "cantTell"),
    ("autocomplete", "<input aria-label=甲 autocomplete=no-email>", "cantTell"),
    ("autocomplete", "<input aria-label=甲 autocomplete=nofill_phone>", "cantTell"),
    ("table_header", "<table><tr><td><th>早<th>午<tr><th>周一<td>1<td>2</table>", "passed"),
    ("table_header", "<table><tr><td>0<th>早<th>午<tr><td>3<td>1<td>2</table>", "cantTell"),
    (
        "mouse_only",
        "<a href=x><img src=a alt=甲 onmouseover='big()'></a><button><b onclick='f()'>乙</b></button>",
        "passed",
    ),
    ("autoplay", "<embed src=/a.mp3>", "cantTell"),
    ("autoplay", "<bgsound src=/a.mp3>", "cantTell"),
    ("autoplay", "<embed src=/a.mp3 autostart=false>", "inapplicable"),
    ("autoplay", "<embed src=/a.svg><object data=a.wav></object>", "inapplicable"),
    ("label_in_name", "<a href=x aria-label=２０２３年报告>2023年报告</a>", "passed"),
    ("label_in_name", "<a href=x aria-label=12345热线><b>12345</b><br>热线</a>", "passed"),
    ("label_in_name", "<a href=x aria-label=123456热线><b>12345</b><br>热线</a>", "cantTell"),
    ("text_contrast", "<button disabled style='color:#bbb;background:#eee'>甲</button>", "passed"),
    ("form_hints", "<label>密码<input type=password onpaste='return false'></label>", "cantTell"),
    ("form_hints", "<label>密码<input type=password onpaste='count()'></label>", "passed"),
    ("focus_moves", "<body onload=\"window.open('/ad.html')\"><p>甲", "cantTell"),
    ("focus_moves", "<body onload='start()'><p>甲", "passed"),
    ("mouse_only", "<div tabindex=0 onclick='go()'>甲</div>", "cantTell"),
    ("mouse_only", "<div tabindex=0 onclick='go()' onkeydown='go()'>甲</div>", "passed"),
    ("mouse_only", "<div tabindex=0 onclick='go()'>甲</div><script src=a.js></script>", "passed"),
    ("hover_menu", "<style>li:hover ul{display:block}</style><li><ul><li><a href=x>甲</a></ul>", "cantTell"),
    ("hover_menu", "<style>/* li:hover ul{display:block} */</style><li><ul><li><a href=x>甲</a></ul>", "passed"),
    ("hover_menu", "<style>li:hover{display:block}</style><li><ul><li><a href=x>甲</a></ul>", "passed"),
    ("hover_menu", "<style>h2:hover > a{visibility:visible}</style><h2>甲<a href=#a>¶</a></h2>", "passed"),
    ("hover_menu", "<style>li:hover i{display:block}</style><li><i>小箭头</i>", "passed"),
    ("hover_menu", "<style>li:hover :is(((ul{display:block}</style><li><ul><li><a href=x>甲</a></ul>", "passed"),
    ("hover_menu", "<style>li:hover ul{display:block}</style><ul><li><a href=x>甲</a></ul>", "passed"),
    (
        "hover_menu",
        "<style>ul:hover li{display:block}</style><ul><li><a href=x>甲</a></ul><script>a.onfocus = f</script>",
        "passed",
    ),
    ("hover_menu", "<p>甲", "inapplicable"),
    ("sensory", "<p>点击右上角“登录”按钮，或者点击右侧登录按钮", "passed"),
    ("sensory", "<p>绿色是发展的底色，红色资源是宝贵财富。点击进入红色文化专栏。", "passed"),
    ("sensory", "<p>Click the green button to go on.", "cantTell"),
    ("sensory", "<p>用红色字体标明的日期为休息日，绿色方块表示可以预约。", "cantTell"),
    ("heading_meaning", "<h2>2026</h2><h2>标题新闻</h2>", "passed"),
    ("heading_meaning", "<h2>01</h2>", "cantTell"),
    ("label_meaning", "<input type=button value=点击><input aria-label=请选择： type=text>", "cantTell"),
    ("label_meaning", "<form><label>电话<input></label><table><tr><td><label>电话<input></label></table>", "passed"),
    ("form_hints", "<form><input aria-label=检索><a onclick='go()'>检索</a></form>", "passed"),
    ("form_hints", "<form id=f><input aria-label=检索></form><button form=f>检索</button>", "passed"),
    ("text_contrast", "<p style='color:#777;background:#fff'>甲</p>", "passed"),
    ("text_contrast", "<p style='color:#777;background:#fff;font-size:12px'>甲</p>", "cantTell"),
    ("text_contrast", "<p style='color:#ddd;background:#fff url(a.png)'>甲</p>", "inapplicable"),
    ("text_contrast", "<p style='color:#ddd;background:rgba(255,255,255,.5)'>甲</p>", "inapplicable"),
    ("text_contrast", "<table bgcolor=white><tr><td><font color=silver>甲</font></table>", "cantTell"),
    ("text_contrast", "<table bgcolor=white><tr bgcolor=navy><td><font color=silver>甲</font></table>", "passed"),
    ("text_contrast", "<style></style><table bgcolor=#fff><tr class=a><td><font color=#ccc>甲</font>", "inapplicable"),
    ("visual_order", "<p style='order:2'>甲</p>", "cantTell"),
    ("visual_order", "<a style='float:right'>甲</a><a style='float:right'>乙</a>", "cantTell"),
    ("visual_order", "<a style='float:right'>甲</a><b style='float:right'>乙</b>", "passed"),
    ("visual_order", "<bdo dir=rtl>甲乙</bdo>", "cantTell"),
    ("visual_order", "<bdo dir=rtl>\u0645\u0631\u062d</bdo><p style='order:0'>甲", "passed"),
    ("visual_order", "".join(f"<p style='position:absolute;top:{top}px'>甲</p>" for top in (90, 40, 60)), "cantTell"),
    ("visual_order", "".join(f"<p style='position:absolute;top:{top}px'>甲</p>" for top in (40, 60, 90)), "passed"),
    ("fixed_size", f"<div style='height:48px;overflow:auto'>{LONG * 20}<a href=x>甲</a></div>", "passed"),
    ("fixed_size", f"<div style='height:900px;overflow:auto'>{LONG * 20}</div>", "passed"),
    ("timed_script", "<script>setInterval(function(){ location.reload(); }, 60000)</script>", "cantTell"),
    ("timed_script", "<script>setTimeout(() => location.replace('/'), 3000);</script>", "cantTell"),
    ("timed_script", "<script>setTimeout(show, 3000); location.href = '/';</script>", "passed"),
    ("timed_script", "<script>if (location.href == '/') setTimeout(\"show('a')\", 3000)</script>", "passed"),
    ("key_shortcut", "<script>$(document).keydown(function(e){ if (e.keyCode == 83) find(); })</script>", "cantTell"),
    ("key_shortcut", "<script>$(document).keydown(function(e){ if (e.keyCode == 13) find(); })</script>", "passed"),
    ("key_shortcut", "<script>input.onkeydown = e => { if (e.key == 'a') f(); }</script>", "passed"),
    ("device_motion", "<script>window.ondeviceorientation = turn;</script>", "cantTell"),
    ("mouse_only", "<button ondblclick='send()'>提交</button>", "cantTell"),
    ("mouse_only", "<button ondblclick='send()' onclick='send()'>提交</button>", "passed"),
    ("picture_text", "<form><input></form><img src=a.jpg alt=甲>", "inapplicable"),
    (
        "picture_text",
        "<a href=x><img src=a.jpg alt=甲></a><img src=logo.png alt=乙><img src=b width=99 alt=丙>",
        "passed",
    ),
    ("image_alt_meaning", "<img src=a alt=*>", "cantTell"),
]
ADVICE = [
    ("text_style", f"<p>{LONG}<a href=x style='text-decoration:none'>办法</a>"),
    ("layout_abuse", "<pre> /\\_/\\\n( o.o )\n > ^ < </pre>"),
    ("autocomplete", "<form><label>联系电话：<input type=tel></label></form>"),
    ("presentational_children", "<a href=x><button>甲</button></a>"),
    ("label_meaning", "<form><label>电话<input></label><label>电话<input></label></form>"),
    ("form_hints", "<form><label>电话（必填）<input></label><button>提交</button></form>"),
    ("form_hints", "<form><input aria-label=检索></form>"),
    ("fixed_size", f"<div style='height:24px;overflow:hidden'>{LONG * 3}</div>"),
    ("fixed_size", f"<p style='white-space:nowrap'>{LONG * 3}</p>"),
    ("fixed_size", f"<div style='width:1200px'>{LONG * 3}</div>"),
    ("link_target", "<a href=/a.pdf>统计公报</a>"),
    ("link_target", "<a href=x>统计</a><a href=x>公报</a>"),
    ("deprecated", "<embed src=/a.SWF>"),
    ("layout_abuse", "<h2>通　　知</h2>"),
    ("layout_abuse", "<p>N O T I C E</p>"),
    ("layout_abuse", "<pre>年份\t产值\n2024\t100\n2025\t120</pre>"),
    ("layout_abuse", f"<div>{'甲' * 50}<br><br>{'乙' * 50}<br><br>{'丙' * 50}</div>"),
    ("text_style", "<p><u>重要事项</u></p>"),
    ("text_style", "<p>" + "THIS IS A NOTICE TO ALL " * 5),
    ("text_style", f"<p style='line-height:1'>{LONG * 3}</p>"),
    ("table_markup", f"<p>{LONG * 3}</p><table><tr><th>甲<tr><td>1</table>"),
    ("table_markup", "<table title=甲><tr><th colspan=2>甲<tr><th>乙<th>丙<tr><td>1<td>2</table>"),
    ("list_children", "<ul><li>甲</li><li></li></ul>"),
    ("bypass", "<h1>甲</h1>" + "<a href=x>乙</a>" * 25),
    ("fake_structure", f"<p><b>申报条件</b></p><p>{LONG}"),
    ("radio_group", "<label><input type=checkbox name=a>甲</label><label><input type=checkbox name=a>乙</label>"),
    ("radio_group", "<fieldset><label>甲<input></label><label>乙<input></label></fieldset>"),
    ("image_alt_meaning", "<img src=a alt='A picture of the town'>"),
    ("image_alt_meaning", f"<img src=a alt='{LONG * 6}'>"),
    ("heading_order", "<h2>甲</h2>"),
    ("heading_order", f"<h1>{LONG * 6}</h1>"),
    ("table_markup", "<table><tr><th>甲<th><th>乙<tr><td>1<td>2<td>3</table>"),
    ("form_label", "<label for=a>甲</label><label for=a>乙</label><input id=a>"),
    ("form_label", "<label for=gone>甲</label><input aria-label=乙>"),
    ("tabindex", "<a href=x tabindex=-1>甲</a>"),
    ("link_target", "<a href='#gone'>甲</a>"),
    ("link_target", "<a href='http:/www.yunling-demo.gov.cn'>甲</a>"),
    ("link_target", "<a href=x><img src=a alt=甲></a> <a href=x>甲</a>"),
    ("text_style", "<span style='font-size:6pt'>版权所有</span>"),
    ("text_style", f"<em>{LONG * 3}</em>"),
    ("image_alt_meaning", "<img src=a width=1 height=1 alt=占位>"),
    ("link_purpose", "<a href=x>https://www.yunling-demo.gov.cn/zwgk/</a>"),
]


@pytest.mark.parametrize(("rule", "html", "outcome"), CASES)
def test_outcome(rule: str, html: str, outcome: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == outcome, found.message


@pytest.mark.parametrize(("rule", "html"), ADVICE)
def test_advice_accuses_nobody(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert (found.outcome, bool(found.warning)) == ("passed", True), found.message


@pytest.mark.parametrize(
    "html",
    ["<style>" + "outline:none " * 15_000, "<p onfocus='" + " " * 5_000 + "'>", "<b>" * 3_000, "<p>· 甲" * 5_000],
    ids=["sheet", "handler", "bold", "lines"],
)
def test_hostile_pages_end(html: str) -> None:
    for rule in ("mouse_only", "focus_moves", "focus_style", "fake_structure"):
        assert judge(f"a11y.{rule}", html).message


def test_elements_that_do_the_same_are_one_question() -> None:
    found = judge("a11y.mouse_only", "<p onclick='play(1)'>甲<p onclick='play(2)'>乙<p onclick='stop()'>丙")
    assert "2 处" in found.message
    assert len(found.evidence) == 2


PLAIN = [
    (
        "text_style",
        "<p>详见<a href=x style='text-decoration:none'>办法</a><p><a href=x style='text-decoration:none'>办法</a>",
    ),
    ("layout_abuse", "<pre>make demo\n# ----------------</pre>"),
    ("link_target", "<a href=x target=_blank>统计公报</a><a href=/a.pdf>公报（PDF）</a>"),
    ("link_target", "<a href=x>统计</a> <a href=x>公报</a><a href=/b.doc><img src=w alt=附件></a>"),
    ("deprecated", "<object data=/a.pdf type=application/pdf></object>"),
    ("layout_abuse", "<p>甲 乙 丙丁</p><pre>a  b</pre><p>" + "甲" * 50 + "<br><br>" + "乙" * 50),
    ("text_style", "<a href=x><u>重要事项</u></a><u>　　　　</u><p>THIS IS A NOTICE"),
    ("table_markup", "<h2>甲</h2><table><tr><th scope=col>甲<tr><td>1</table>"),
    ("list_children", "<ul><li>甲</li><li class=clear></li></ul>"),
    ("bypass", "<h1>甲</h1><main>丙</main>" + "<a href=x>乙</a>" * 25),
]


@pytest.mark.parametrize(("rule", "html"), PLAIN)
def test_nothing_is_advised(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert (found.outcome, found.warning) == ("passed", "")
