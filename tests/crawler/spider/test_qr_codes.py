"""Which pictures are fetched for their codes, and what is kept of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.county import Site
from core.snapshot import Role
from crawler.extract import FoundLink
from crawler.fetch import Fetcher
from crawler.record import Recorder
from crawler.record.links import LinkTable, Place
from crawler.spider.qr_codes import KIND, MAX_ASIDE, MAX_IMAGES, measure_qr_codes
from crawler.spider.visit import Visit
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import Site as Served
from tests.crawler.fetch.site import site
from tests.crawler.probes.test_qr import TEXT, code, encoded

NAME = "www.yunling-demo.gov.cn"


class Robots:
    async def allows(self, url: str) -> bool:
        return "secret" not in url


@pytest.fixture
async def served() -> AsyncIterator[tuple[Served, Fetcher, str]]:
    picture, words = encoded(code()), encoded(code("云岭发布"))
    names = ("1.png", "foot.png", "ewm.jpg", "plain.png", "secret_qr.png", *(f"qr{number}.png" for number in range(60)))
    answers = {f"/{name}": ok(picture, "image/png") for name in names}
    answers |= {"/qr_words.png": ok(words, "image/png"), "/qr_page.png": ok(b"<p>no picture</p>")}
    async with (
        site({**answers}) as live,
        dns_server(lambda _name, kind: ("127.0.0.1",) if kind == "A" else ()) as dns,
        fetcher(dns_servers=(dns,)) as client,
    ):
        yield live, client, f"http://{NAME}:{live.url.rpartition(':')[2]}"


def visit_of(folder: Path, client: Fetcher, home: str, images: list[tuple[str, str, str]], **changes: Any) -> Visit:
    """Images are (name, words, region), all on the home page."""
    recorder = Recorder(folder / "s.partial", "Xunjian")
    with recorder.step():
        links = (
            FoundLink(f"{home}/{name}", name, Role.IMAGE, "img", words, 1, region) for name, words, region in images
        )
        LinkTable(recorder.db, lambda _: True).add(Place(f"{home}/", 0, home=True), links)
    values: dict[str, Any] = {
        "recorder": recorder,
        "fetcher": client,
        "job": SimpleNamespace(site=Site("k", "云岭县", f"{home}/")),
        "options": SimpleNamespace(max_depth=5),
        "robots": Robots(),
        "quick": None,
        "earlier_pages": None,
        "over": None,
    }
    return cast(Visit, SimpleNamespace(**{**values, **changes}))


async def test_by_name_words_and_place(served: tuple[Served, Fetcher, str], tmp_path: Path) -> None:
    _live, client, home = served
    images = [
        ("1.png", "扫码关注微信公众号", ""),
        ("foot.png", "", "footer"),
        ("ewm.jpg", "", ""),
        ("plain.png", "山水", "main"),
        ("secret_qr.png", "", ""),
        ("qr_words.png", "", ""),
        ("qr_page.png", "", ""),
    ]
    visit = visit_of(tmp_path, client, home, images)
    (probe,) = await measure_qr_codes(visit)
    visit.recorder.close()
    assert (probe.kind, probe.subject) == (KIND, f"{home}/")
    assert [(clue["how"], clue["url"], clue["image"].rpartition("/")[2]) for clue in probe.data["clues"]] == [
        ("qr", TEXT, "1.png"),
        ("qr", TEXT, "ewm.jpg"),
        ("qr", TEXT, "foot.png"),
    ]
    assert probe.data["clues"][0]["excerpt"] == "扫码关注微信公众号"


async def test_at_the_side_of_a_page_what_words_suggest_goes_first(
    served: tuple[Served, Fetcher, str], tmp_path: Path
) -> None:
    live, client, home = served
    aside = [("plain.png", "", "aside"), *((f"plain{number}.png", "", "aside") for number in range(20))]
    visit = visit_of(tmp_path, client, home, [*aside, ("1.png", "扫码关注云岭发布", "main")])
    (probe,) = await measure_qr_codes(visit)
    visit.recorder.close()
    assert [clue["image"].rpartition("/")[2] for clue in probe.data["clues"]] == ["1.png", "plain.png"]
    assert len(live.asked) <= MAX_ASIDE + 1


async def test_never_more_than_so_many(served: tuple[Served, Fetcher, str], tmp_path: Path) -> None:
    _live, client, home = served
    images = [(f"qr{number}.png", "", "") for number in range(60)]
    visit = visit_of(tmp_path, client, home, images)
    (probe,) = await measure_qr_codes(visit)
    assert len(probe.data["clues"]) == MAX_IMAGES
    visit.recorder.close()


@pytest.mark.parametrize("changes", [{"quick": object()}, {"over": "deadline"}], ids=lambda value: str(*value))
async def test_when_nothing_is_asked(
    served: tuple[Served, Fetcher, str], tmp_path: Path, changes: dict[str, Any]
) -> None:
    live, client, home = served
    visit = visit_of(tmp_path, client, home, [("qr1.png", "", "")], **changes)
    assert await measure_qr_codes(visit) == []
    visit.recorder.close()
    assert live.asked == []
