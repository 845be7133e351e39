"""What is learnt of impossible addresses does not depend on which page came first, however many shapes there are."""

from pathlib import Path

from crawler.record import Recorder
from crawler.spider.learning import MAX_REMEMBERED, NotFoundPages
from crawler.spider.robots import NoRobots
from tests.crawler.fetch.servers import fetcher
from tests.crawler.site import page, serve

SHAPES = MAX_REMEMBERED + 20


async def learnt(folder: Path, home: str, order: range) -> dict[int, str]:
    recorder = Recorder(folder, "test")
    async with fetcher() as client:
        pages = NotFoundPages(recorder, client, NoRobots())
        found = {number: await pages.of(f"{home}f{number}/a.html", inside=True) for number in order}
        again = {number: await pages.of(f"{home}f{number}/b.html", inside=True) for number in order}
    recorder.close()
    assert found == again
    return {number: one.outcome for number, one in found.items()}


async def test_every_shape_is_asked_about_once_in_whatever_order(tmp_path: Path) -> None:
    async with serve({"/": page("首页")}) as live:
        forward = await learnt(tmp_path / "a", live.home, range(SHAPES))
        asked = len(live.asked)
        backward = await learnt(tmp_path / "b", live.home, range(SHAPES - 1, -1, -1))
    assert forward == backward
    assert set(forward.values()) == {"absent"}
    assert asked == SHAPES
