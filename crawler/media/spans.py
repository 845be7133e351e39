"""Which time posts surely cover. A post without a readable date, or dated in the future, leaves no time certain."""

from __future__ import annotations

from core.snapshot.media import AHEAD, FetchStatus, Post, Window
from crawler.media.interface import Found


def since_oldest(posts: tuple[Post, ...], window: Window) -> Found:
    """The newest posts of a source: all since the oldest of them are known."""
    dated = [post.at for post in posts if post.at is not None and not post.pinned and post.at <= window.last + AHEAD]
    doubt = doubtful(posts, window)
    status = FetchStatus.OK if any(at >= window.first for at in dated) else FetchStatus.OK_EMPTY
    if doubt or not dated:
        # Not certain that the window holds none.
        return Found(FetchStatus.OK, posts, doubt or "取得的稿件都没有可用的发布日期")
    return Found(status, posts, covered_from=min(dated), covered_to=window.last)


def whole_window(posts: tuple[Post, ...], window: Window) -> Found:
    """A list that was read to its end, or to before the window."""
    doubt = doubtful(posts, window)
    inside = [post for post in posts if post.at is not None and window.first <= post.at <= window.last + AHEAD]
    if doubt:
        return Found(FetchStatus.OK, posts, doubt)
    # A pinned post alone shows that the account is there, but is no update.
    status = FetchStatus.OK if any(not post.pinned for post in inside) else FetchStatus.OK_EMPTY
    oldest = min((post.at for post in posts if post.at is not None and not post.pinned), default=window.first)
    return Found(status, posts, covered_from=min(oldest, window.first), covered_to=window.last)


def doubtful(posts: tuple[Post, ...], window: Window) -> str:
    """Why the posts' dates leave open what was published when; empty: they do not."""
    undated = sum(post.at is None and not post.pinned for post in posts)
    ahead = sum(post.at is not None and not post.pinned and post.at > window.last + AHEAD for post in posts)
    words = [f"{undated} 篇稿件的发布日期无法识别"] if undated else []
    words += [f"{ahead} 篇稿件的日期晚于检查时间"] if ahead else []
    return "，".join(words)
