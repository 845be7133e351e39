"""Rules about names, roles and forms: what must not be accused, what must, and what is left to a person."""

from __future__ import annotations

import pytest

from tests.checks.accessibility.judging import judge, page_of

PASSED = [
    ("image_alt", "<img src=a alt='' tabindex=-1 title=甲>"),
    ("image_alt", "<canvas role=img aria-label=走势></canvas>"),
    ("link_name", "<span role=link tabindex=0>更多</span><svg><a href=x><text>图</text></a></svg>"),
    ("link_name", "<img usemap=#m src=a alt=图><map name=m><area href=x alt=甲><area></map>"),
    ("button_name", "<a href=x role=button>提交</a><button role=tab></button>"),
    ("form_label", "<div role=combobox aria-expanded=false><label>乡镇<input></label></div>"),
    ("form_label", "<input role=combobox aria-label=甲 aria-controls=l><ul role=listbox id=l></ul>"),
    ("form_label", "<label>甲<input type=color></label><button role=switch aria-checked=true>开</button>"),
    ("svg_name", "<svg role='foo img' aria-label=甲></svg>"),
    ("widget_name", "<div role=alertdialog title=警告></div>"),
    ("role_valid", "<div role='{{ role }}'></div><div role='foo none'></div>"),
    ("aria_permitted", "<input type=email aria-placeholder=甲><video aria-expanded=true></video>"),
    ("aria_permitted", "<summary aria-expanded=true>甲</summary><button role=none aria-pressed=true>乙</button>"),
    ("aria_permitted", "<div aria-label='' aria-live=off></div><doc-x aria-sort=none></doc-x>"),
    (
        "aria_value",
        "<p aria-controls=later aria-owns='x y'>甲</p><i role=combobox aria-expanded=false aria-controls=z></i>",
    ),
    ("aria_value", "<a href=x aria-current=Page>甲</a><p aria-colcount=-1 aria-rowindex=+2>"),
    ("aria_required_state", "<input type=radio role=menuitemradio><input type=number role=slider>"),
    ("required_owned", "<ul role=menu><li><a role=menuitem href=x>甲</a></li></ul>"),
    ("required_owned", "<table role=grid aria-label=甲><tbody><tr><td>乙</table>"),
    ("required_owned", "<div role=radiogroup><h3>题</h3></div><div role=list><i role=listitem>甲</i></div>"),
    ("required_owned", "<div role=list><i role=listitem>甲</i><p>说明</p></div>"),
    ("required_parent", "<ul role=tablist><li><a role=tab href=x>甲</a></li></ul>"),
    ("required_parent", "<div role=list aria-owns=x></div><div role=menu><i id=x role=listitem>甲</i></div>"),
    ("presentational_children", "<button><span tabindex=-1>甲</span></button><a role=tab href=x>乙</a>"),
    ("presentational_children", "<button><a href=x class=hide>甲</a></button>"),
    ("aria_hidden_focus", "<div aria-hidden=true><a href=x inert>甲</a><p contenteditable=false></p></div>"),
    ("aria_hidden_focus", "<style>.m{display:none}</style><div class=m aria-hidden=true><a href=x>甲</a></div>"),
    ("decorative_exposed", "<img src=a alt=''><iframe role=presentation src=x></iframe><p role='foo none'></p>"),
    ("autocomplete", "<input autocomplete='billing cc-name'><input autocomplete='section-b username webauthn'>"),
    ("label_in_name", "<a href=x aria-label='下载：表格.doc'>下载 表格</a>"),
    ("label_in_name", "<button aria-label=发布日期>发布日期（年-月-日）</button>"),
    ("button_name", "<div role=button><template shadowrootmode=open>甲</template></div>"),
    (
        "form_label",
        "<div><template shadowrootmode=open><label for=a>甲</label><input id=a></template></div><b id=a></b>",
    ),
    ("required_owned", "<div role=list><li>甲</li></div>"),
    ("required_owned", "<div role=list><div aria-live=off><i role=listitem>甲</i></div></div>"),
    ("heading_empty", "<h1 role=presentation tabindex=0>甲</h1>"),
    ("label_in_name", "<button aria-label='删除 附件 一'><b>附件</b><i>x</i> <b>删除</b></button>"),
    ("radio_group", "<fieldset aria-label=题><input type=radio name=a><input type=radio name=a></fieldset>"),
    ("server_map", "<a href=x><img ismap usemap=#m src=a></a>"),
    ("iframe_tabindex", "<iframe srcdoc='<p>甲<a>乙</a><button hidden>' tabindex=-1></iframe>"),
]
NOTHING = [
    ("image_alt", "<div><template shadowrootmode=open>甲</template><img src=a></div>"),
    ("image_alt", "<object data=a.png title=甲><img src=b></object>"),
    ("svg_name", "<svg><path d=x></svg><svg role=none></svg><svg role=img class=hidden></svg>"),
    (
        "object_name",
        "<object data=a.swf type=application/x-shockwave-flash></object><object></object><embed src=a.pdf>",
    ),
    ("link_name", "<a name=x></a><map name=m><area href=x></map><a href=x role=menuitem></a>"),
    ("role_valid", "<p role=''></p><p role=foo hidden></p>"),
    ("aria_value", "<p aria-live=''></p><math aria-hidden=yes></math><p aria-busy='<%= x %>'></p>"),
    ("aria_required_state", "<h2 role=heading>甲</h2><p role=option>乙</p><p role=checkbox aria-hidden=true>"),
    (
        "required_owned",
        "<ul><li>甲</ul><div role=menu aria-busy=true></div><div aria-busy=true><p role=list></p></div>",
    ),
    ("required_parent", "<li role=listitem>甲</li><p role=radio>乙</p><p role=tab hidden>丙</p>"),
    (
        "autocomplete",
        "<input autocomplete=off><input type=hidden autocomplete=x><input role=note tabindex=-1 autocomplete=x>",
    ),
    ("label_in_name", "<button aria-label=关闭>×</button><a href=x>甲乙</a><p aria-label=甲>乙丙丁</p>"),
    ("radio_group", "<label><input type=radio>甲</label><fieldset><input></fieldset>"),
    ("server_map", "<img ismap src=a><a><img ismap src=a></a>"),
    ("iframe_same_name", "<iframe src=a title=甲></iframe><iframe src=b title=乙></iframe>"),
]
UNSURE = [
    ("aria_hidden_focus", "<p tabindex=0 aria-hidden=true onfocus='document.forms[0].focus()'></p>"),
    ("image_alt", "<img><img src=a alt=甲>"),
    ("aria_required_state", "<i role=combobox aria-expanded=true>甲</i>"),
    ("aria_value", "<a href=x aria-current=here>甲</a>"),
    ("role_valid", "<body aria-ofstatus=false><p role=logobox>甲</p>"),
    ("aria_defined", "<p aria-region=true aria-foo=x>甲</p>"),
    ("aria_permitted", "<div aria-label=甲>乙</div>"),
    ("aria_permitted", "<p :role=r aria-pressed=true>甲</p>"),
    ("aria_value", "<button aria-labelledby=gone>甲</button>"),
    ("iframe_tabindex", "<iframe src=a tabindex=-1></iframe>"),
    ("image_alt_meaning", "<input type=image src='/x/Go?v=1' alt=go>"),
    ("aria_value", "<i id=a></i><input aria-errormessage='a b'>"),
    ("aria_required_state", "<p role=switch :aria-checked=on>甲</p>"),
    ("required_owned", "<ul role=menu></ul>"),
    ("required_owned", "<div role=list><x-item></x-item></div>"),
    ("required_parent", "<x-tabs><p role=tab>甲</p></x-tabs>"),
    ("required_parent", "<div role=group><p role=menuitem>甲</p></div>"),
    ("required_parent", "<div role=list><div aria-label=甲><p role=listitem>乙</p></div></div>"),
    (
        "aria_hidden_focus",
        "<link rel=stylesheet href=a.css><div class=gallery aria-hidden=true><button>甲</button></div>",
    ),
    ("decorative_exposed", "<img src=a alt='' title=甲>"),
    ("decorative_exposed", "<h2 role=presentation aria-label=甲>乙</h2>"),
    ("decorative_exposed", "<a href=x role=none>甲</a><ul role=presentation aria-live=off></ul>"),
    ("autocomplete", "<input autocomplete=nope>"),
    ("label_in_name", "<button aria-label='Send E-mail'>Email</button>"),
    ("aria_hidden_focus", "<map aria-hidden=true><area href=x></map>"),
    ("required_parent", "<div role=list><div aria-live=off><i role=listitem>甲</i></div></div>"),
    ("image_alt_meaning", "<img src='x/hall.jpg?s=1' aria-label=hall.jpg>"),
    ("label_in_name", "<style>p{color:red}</style><a class=logo href=/ aria-label=首页>云岭县</a>"),
    ("radio_group", "<fieldset><input type=radio name=a><input type=radio name=a></fieldset>"),
    ("widget_name", ["<div role=dialog><p>甲</p>", "<x-y role=tab></x-y>"][1]),
]
FAILED = [
    ("widget_name", "<ul role=listbox aria-label=甲><li role=option></li></ul>"),
    ("image_alt", "<div role=img></div>"),
    ("image_alt", "<img src=a alt='' tabindex=0>"),
    ("link_name", "<svg><a href=x><path d=y></a></svg>"),
    ("link_name", "<img usemap=#m src=a alt=图><map name=m><area href=x></map>"),
    ("form_label", "<label for=b>甲<input></label><input id=b>"),
    ("form_label", "<div role=textbox></div><label>乙<input type=file></label>"),
    ("form_label", "<input type=date><input type=password placeholder=口令>"),
    ("aria_value", "<p aria-hidden=yes hidden>甲</p>"),
    ("image_alt", "<div><template shadowrootmode=open><slot></slot></template><img src=a></div>"),
    ("form_label", "<p id=a>甲</p><div><template shadowrootmode=open><input aria-labelledby=a></template></div>"),
    ("autocomplete", "<input tabindex=-1 autocomplete='tel home'>"),
    ("autocomplete", "<input autocomplete='shipping nothing'><input autocomplete=section-a>"),
    ("label_in_name", "<button aria-label=Go>Go there</button>"),
    ("iframe_tabindex", "<div aria-hidden=true><iframe tabindex=-1 srcdoc='<a href=x>甲</a>'></iframe></div>"),
    ("decorative_exposed", "<svg role=none aria-label=甲></svg><img role=none src=a aria-label=乙>"),
    ("decorative_exposed", "<svg role=none aria-details=a></svg>"),
    ("aria_value", "<i role=combobox aria-expanded=true aria-controls=z></i>"),
    ("required_parent", "<div role=tabpanel aria-owns=x><div role=list><i id=x role=listitem>甲</i></div></div>"),
    ("required_owned", "<div role=menu><div role=group><i role=treeitem>甲</i></div></div>"),
    ("aria_hidden_focus", "<body aria-hidden=true><p>甲"),
    ("aria_hidden_focus", "<link rel=stylesheet href=a.css><div aria-hidden=true><a href=x>甲</a></div>"),
]


@pytest.mark.parametrize(("rule", "html"), PASSED)
def test_passed(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == "passed", found.message


@pytest.mark.parametrize(("rule", "html"), NOTHING)
def test_nothing_of_the_kind(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == "inapplicable", found.message


@pytest.mark.parametrize(("rule", "html"), UNSURE)
def test_left_to_a_person(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == "cantTell", found.message


@pytest.mark.parametrize(("rule", "html"), FAILED)
def test_failed(rule: str, html: str) -> None:
    found = judge(f"a11y.{rule}", html)
    assert found.outcome == "failed", found.message


@pytest.mark.parametrize(
    "html",
    [
        "<a href=x><img src=a alt=会议召开>会议召开</a>",
    ],
)
def test_poor_alternative_texts_are_advised_against(html: str) -> None:
    found = judge("a11y.image_alt_meaning", html)
    assert (found.outcome, bool(found.warning)) == ("passed", True)


def test_roles_going_out_of_use_are_advised_against() -> None:
    found = judge("a11y.role_valid", "<div role=directory></div>")
    assert (found.outcome, bool(found.warning)) == ("passed", True)


def test_loose_radio_buttons_are_advised_against() -> None:
    found = judge(
        "a11y.radio_group", "<label><input type=radio name=a>甲</label><label><input type=radio name=a>乙</label>"
    )
    assert (found.outcome, bool(found.warning)) == ("passed", True)


def test_every_wrong_attribute_of_an_element_is_a_finding_of_its_own() -> None:
    page = page_of("<button aria-sort=none aria-level=2>甲</button>")
    found = judge("a11y.aria_permitted", page)
    assert "aria-sort" in found.message
    assert "aria-level" in found.message


@pytest.mark.parametrize(
    "html",
    [
        "<div role=list>" * 3_000,
        "<i id=a role=list aria-owns='a b'>" * 1_500 + "<i id=b role=listitem>",
        "<button>" + "<a href=x>" * 5_000,
        "<p aria-hidden=true>" * 300 + "<a href=x>" * 300,
        "<fieldset><input type=radio name=a>" * 800,
        "".join(f"<p aria-{name}=x>" for name in range(3_000)),
    ],
    ids=["nested", "owns", "inner", "hidden", "groups", "names"],
)
def test_hostile_pages_end(html: str) -> None:
    page = page_of(html)
    for rule in ("required_owned", "required_parent", "presentational_children", "aria_hidden_focus", "radio_group"):
        assert judge(f"a11y.{rule}", page).message
    assert judge("a11y.aria_defined", page).message
