"""Words of pages are no templates, patterns or markup: whatever a page says, every check comes to its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks import load_registry
from checks.runner import run_checks
from core.outcome import Observation, Source
from core.snapshot import PageKind, Role, Verdict, open_snapshot
from tests.support.snapshots import HOME, SnapshotBuilder

WORDS = (
    *("{dede:field name='arcurl'/}", "{title}", "{0.__class__}", "{", "}}", "{}", "%s", "%(name)d", "100%"),
    *(r"\1", r"\g<0>", "(?P<a>", "[", "[bold]甲[/bold]", "$HOME", "<%= x %>", "#{x}", "\x0b", "\ufeff", "\u202e乙"),
    *("http://[::1", "http://[x]/", "//[", "http://a:b:c/", "http://％41/", "http://\u2100.gov.cn/"),
)
PAGE = """<!DOCTYPE html><html lang="{0}"><head><title>{0}</title><base href="{0}"><meta name="SiteName" content="{0}">
<meta name="ArticleTitle" content="{0}"><meta name="PubDate" content="{0}"><style>.a{{color:red}}</style></head>
<body class="{0}"><h1>{0}</h1><nav aria-label="{0}"><a href="{0}" title="{0}">{0}</a><a href="#{0}">{0}</a></nav>
<img src="{0}.png" alt="{0}"><img src="{0}"><button aria-describedby="{0}">{0}</button><div role="{0}">{0}</div>
<form action="{0}"><label for="{0}">{0}</label><input id="{0}" name="{0}" autocomplete="{0}"><select>
<option>{0}</select></form><table><caption>{0}</caption><tr><th scope="{0}">{0}<td headers="{0}">{0}</table>
<p>来源：{0} 发布时间：2026-03-02</p><ul><li><a href="art/{0}.html">{0}</a> 2026-03-01</ul>
<iframe src="{0}" title="{0}"></iframe>
<svg role="img"><title>{0}</title></svg><p aria-{0}="x" onclick="{0}" style="{0}" lang="{0}">{0}</p><footer>
主办：{0} 网站标识码：{0} 备案：{0}</footer>
<script src="{0}"></script><script>var a = "{0}";</script></body></html>"""


@pytest.fixture(scope="module")
def observations(tmp_path_factory: pytest.TempPathFactory) -> list[Observation]:
    builder = SnapshotBuilder(tmp_path_factory.mktemp("untrusted"))
    for number, word in enumerate(WORDS):
        html = PAGE.replace("{0}", word.replace('"', "&quot;"))
        url = f"{HOME}art/{number}.html" if number else HOME
        builder.page(url, html, kind=PageKind.ARTICLE if number else PageKind.HOME)
    for target, verdict, role in _targets():
        builder.resource(target, verdict, internal=False, detail=f"{verdict}：{target}", content_type=target)
        builder.link(target, role, internal=False, samples=[Source(HOME, target, "a")])
    with open_snapshot(builder.seal()) as snapshot:
        return list(run_checks(load_registry(()), snapshot))


def _targets() -> Iterator[tuple[str, Verdict, Role]]:
    verdicts, roles = sorted(Verdict), sorted(Role)
    for word in WORDS:
        yield word, Verdict.MALFORMED, Role.PAGE
    for number, verdict in enumerate(verdicts * len(roles)):
        yield f"{HOME}{number}/{WORDS[number % len(WORDS)]}", verdict, roles[number % len(roles)]


def test_no_check_stumbles_over_words(observations: list[Observation]) -> None:
    assert [(seen.check, seen.message) for seen in observations if "检查程序出错" in seen.message] == []


def test_every_misspelt_address_is_told_in_its_own_words(observations: list[Observation]) -> None:
    told = {seen.subject: seen.message for seen in observations if seen.check == "link.malformed"}
    assert {word for word in WORDS if " ".join(word.split()) in told.get(word, "")} == set(WORDS)
