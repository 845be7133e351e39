"""Days that a page's scripts write as they stand are shown days; what only running them would tell is none."""

from __future__ import annotations

from datetime import date

import pytest

from core.snapshot.facts import PageFacts
from crawler.extract import extract
from tests.crawler.extract.article_shapes import BODY, TITLE, Shape

SEEN, DAY = date(2026, 11, 23), date(2026, 11, 10)


def facts_of(header: str, after: str = "") -> PageFacts:
    shape = Shape(f"<h1>{TITLE}</h1>{header}{BODY}{after}")
    return extract(shape.html, "text/html", shape.url, SEEN).facts


SHOWN = {
    "written": "<p>发布时间：<script>document.write('2026-11-10')</script> 来源：县政府办</p>",
    "label and all": '<p><script>document.writeln("发布时间：2026-11-10 10:30")</script></p>',
    "with markup": "<p><script>document.write('<span class=\"t\">发布日期：2026年11月10日</span>')</script></p>",
    "cut": "<p>发布时间：<script>document.write('2026-11-10 10:30:00.0'.substring(0, 10))</script></p>",
    "split": "<p>发布时间：<script>document.write('2026-11-10 10:30:00'.split(' ')[0]);</script></p>",
    "a constant": "<p>发布时间：<script>var when = '2026-11-10 10:30';document.write(when.substr(0,16))</script></p>",
    "in two": "<p><script>document.write('发布时间：');document.write('2026-11-10')</script></p>",
    "a sum": "<p><script>var d='2026-11-10';document.write('发布时间：' + d + ' ');</script></p>",
    "by id": "<p>发布时间：<i id=pub></i></p><script>document.getElementById('pub').innerHTML = '2026-11-10';</script>",
    "by id when ready": "<p>发布时间：<i id=pub></i></p>"
    "<script>$(function(){ $('#pub').text('2026-11-10 09:00'); })</script>",
    "by class": "<p>发布时间：<i class='a pub-time'></i></p><script>$('.pub-time').html(\"2026-11-10\")</script>",
}
NOT_SHOWN = {
    "a call": "<p>发布时间：<script>document.write(show('2026-11-10'))</script></p>",
    "a sum with a hole": "<p>发布时间：<script>document.write('2026-11-10' + rest())</script></p>",
    "two values": "<p>发布时间：<script>var d='2026-11-10';d='2026-11-12';document.write(d)</script></p>",
    "two fills": "<p>发布时间：<i id=pub></i></p>"
    "<script>if(a){$('#pub').text('2026-11-10')}else{$('#pub').text('2026-11-11')}</script>",
    "an unknown fill beside": "<p>发布时间：<i id=pub></i></p>"
    "<script>$('#pub').text('2026-11-10');$('#pub').text(now())</script>",
    "written elsewhere": "<p>发布时间：<script>function w(){document.write('2026-11-10')}</script></p>",
    "no such place": "<p>发布时间：<i id=other></i></p><script>$('#pub').text('2026-11-10')</script>",
    "two places": "<p>发布时间：<i class=p></i><i class=p></i></p><script>$('.p').text('2026-11-10')</script>",
    "the reader's day": "<p>发布时间：<script>document.write(new Date().toLocaleDateString())</script></p>",
    "fetched": "<p>发布时间：<i id=pub></i></p><script>$.get('/d?id=3', function (r) { $('#pub').text(r.t) })</script>",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_day_written_as_it_stands_is_shown(name: str) -> None:
    facts = facts_of(SHOWN[name])
    assert facts.publish_day == facts.visible_day == DAY


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_what_only_running_tells_is_no_day_but_a_doubt(name: str) -> None:
    facts = facts_of(NOT_SHOWN[name])
    assert (facts.publish_day, facts.publish_source) == (None, "script")


def test_other_days_that_scripts_write_stay_others() -> None:
    facts = facts_of("", "<p>更新时间：<script>document.write('2026-11-10')</script></p>")
    assert (facts.publish_day, facts.publish_source) == (None, "")


def test_an_empty_place_without_scripts_is_no_doubt() -> None:
    assert facts_of("<p>发布时间：<i id=pub></i></p>").publish_source == ""


def test_what_scripts_write_without_a_day_changes_nothing() -> None:
    plain, written = (
        facts_of(""),
        facts_of("<script>document.write('<a href=/2026-11-10/>2026-11-10</a> 版权所有')</script>"),
    )
    assert plain.text_digest == written.text_digest


def test_a_very_long_script_is_passed_over() -> None:
    facts = facts_of(f"<p>发布时间：<script>document.write('2026-11-10');//{'x' * 200_000}</script></p>")
    assert facts.publish_day is None
