"""Lists that platforms give page by page, newest first: read until they are older than the window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from core.snapshot.media import FetchStatus, Post, Window
from crawler.media.interface import MAX_PAGES, MAX_POSTS, Found
from crawler.media.replies import Told
from crawler.media.spans import since_oldest, whole_window

_CIRCLE = "列表的下一页又指回已经读过的页，不能确定已经取全"
_HOLLOW = "列表有一页没有内容却还有下一页，不能确定已经取全"
#: What was read stands, and nothing is said of the rest.
_OPEN = FetchStatus.OK


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its posts, where the next begins; empty: it is the last. `whole`: the list really ends there."""

    posts: tuple[Post, ...]
    onward: str = ""
    whole: bool = True


#: Gets the page that begins at a place (empty: the first), or says what went wrong.
Turn = Callable[[str], Awaitable[Sheet | Told]]


async def read_list(turn: Turn, window: Window, source: str) -> Found:
    """All posts of the window. What was read before something went wrong is kept, but no time is certain then."""
    posts: list[Post] = []
    place, seen = "", set[str]()
    while True:
        seen.add(place)
        sheet = await turn(place)
        if isinstance(sheet, Told):
            return replace(sheet.found(source), posts=tuple(posts))
        posts += sheet.posts
        place = sheet.onward
        if not place:
            ended = whole_window if sheet.whole else since_oldest
            return replace(ended(tuple(posts), window), source=source)
        if _is_past(posts, window):
            return replace(since_oldest(tuple(posts), window), source=source)
        if place in seen or not sheet.posts:
            found = since_oldest(tuple(posts), window)
            doubt = _CIRCLE if place in seen else _HOLLOW
            return replace(found, status=_OPEN, reason=doubt, covered_from=None, covered_to=None, source=source)
        # A list that has no end.
        if len(seen) >= MAX_PAGES or len(posts) >= MAX_POSTS:
            return replace(since_oldest(tuple(posts), window), source=source)


def _is_past(posts: list[Post], window: Window) -> bool:
    """Whether the list has come to posts from before the window; pinned ones stand out of order."""
    last = next((post.at for post in reversed(posts) if post.at is not None and not post.pinned), None)
    return last is not None and last < window.first
