"""The demo county's media accounts: register rows, the feeds that bridges serve, and what must be found."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from pathlib import Path
from typing import Any

from checks.media.clues.clue import Sighting, key_of
from core.clock import BEIJING
from core.county import Account, AccountState
from core.snapshot import MEDIA
from demo.expected import Expected
from demo.pages import EXTERNAL
from demo.plan import FOLDER

#: Where the bridges of all units stand.
HOST = "media.yunling-demo.org"
_RSS = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
_ITEM = (
    "<item><title>{title}</title><link>{url}</link><guid isPermaLink='false'>{id}</guid>"
    "<pubDate>{at:%Y-%m-%dT%H:%M:%S%z}</pubDate><description>{text}</description></item>"
)
_ATOM = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><updated>{now}</updated>{items}</feed>'
_ENTRY = (
    "<entry><title>{title}</title><link href='{url}'/><id>{id}</id><published>{at}</published>"
    "<content type='html'>{text}</content></entry>"
)
_PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>提示</title></head>'
    "<body><p>{}</p></body></html>"
)
#: What may stand behind an app's download: a package, known by its first bytes, or a page in its place.
_APKS = {"zip": b"PK\x03\x04" + b"\0" * 60, "page": _PAGE.format("请在浏览器中打开").encode()}
#: Days before today when accounts were opened and filed, unless they say otherwise.
_OPENED = 2000


@dataclass(frozen=True, slots=True)
class Stranger:
    """An account of the county's units that a person found and nobody registered."""

    platform: str
    name: str
    number: str
    unit: str
    place: str
    note: str

    @property
    def key(self) -> str:
        """The key of its clue."""
        return key_of(Sighting(self.platform, self.name, self.place, number=self.number))


@dataclass(frozen=True, slots=True)
class DemoMedia:
    """The accounts, the files of HOST by path, and what an inspection must find.

    `looked` are people's notes on accounts without interaction, by account key; `unregistered` what people confirmed.
    """

    accounts: tuple[Account, ...]
    files: Mapping[str, bytes]
    expected: tuple[Expected, ...]
    looked: Mapping[str, str]
    unregistered: tuple[Stranger, ...]


def build_media(today: date, port: int, portal: str, path: Path = FOLDER / "media.toml") -> DemoMedia:
    """Read the accounts; their days are counted from `today`, `portal` is the portal's address without a slash."""
    external = f"http://{EXTERNAL}:{port}"
    told = tomllib.loads(path.read_text("utf-8").replace("{portal}", portal).replace("{external}", external))
    rows = told["account"]
    accounts = [_account(row, today, port, portal) for row in rows]
    missing = tuple(Stranger(**row) for row in told["unregistered"])
    return DemoMedia(
        tuple(accounts),
        {f"/{_file(row)}": _body(row, today, port) for row in rows if _file(row)}
        | {f"/{row['id']}.apk": _APKS[row["apk"]] for row in rows if "apk" in row},
        tuple(_expected(account, *fault) for account, row in zip(accounts, rows, strict=True) for fault in _faults(row))
        + tuple(Expected(MEDIA.key, "media.unregistered", one.key, (), "confirmed", one.name) for one in missing),
        {account.key: row["looked"] for account, row in zip(accounts, rows, strict=True) if "looked" in row},
        missing,
    )


def _account(row: Mapping[str, Any], today: date, port: int, portal: str) -> Account:
    def before(name: str, default: int | None = None) -> date | None:
        days = row.get(name, default)
        return None if days is None else today - timedelta(days=days)

    filed = row.get("filed", True)
    return Account(
        row["platform"],
        row["name"],
        row["id"],
        unit=row["unit"],
        state=AccountState(row.get("state", "正常")),
        certified_body=row.get("certified", row["unit"]),
        opened_on=before("opened_days", _OPENED),
        filed_on=before("opened_days", _OPENED) if filed else None,
        filing_number=f"云岭新媒备-{row['id'][-4:]}" if filed else "",
        state_on=before("state_days"),
        notice_url=portal + row["notice"] if "notice" in row else "",
        authorised_until=before("authorised_days"),
        download_url=f"http://{HOST}:{port}/{row['id']}.apk" if "apk" in row else "",
        app_filing=row.get("app_filing", ""),
        domains=tuple(row.get("domains", ())),
        source=f"feed http://{HOST}:{port}/{_file(row)}" if _file(row) else "",
    )


def _file(row: Mapping[str, Any]) -> str:
    """The name of the file that is served for an account; empty: none."""
    if "page" in row:
        return f"{row['id']}.html"
    return {"rss": f"{row['id']}.xml", "atom": f"{row['id']}.xml", "json": f"{row['id']}.json"}.get(
        row.get("feed", ""), ""
    )


def _body(row: Mapping[str, Any], today: date, port: int) -> bytes:
    if "page" in row:
        return _PAGE.format(row["page"]).encode()
    title = row.get("title", row["name"])
    posts = [_post(row, number, today, port) for number in range(1, len(row["posts"]) + 1)]
    if row["feed"] == "json":
        items = [
            {"id": post["id"], "url": post["url"], "title": post["title"], "content_html": post["text"],
             "date_published": post["at"].isoformat()}
            for post in posts
        ]  # fmt: skip
        version = "https://jsonfeed.org/version/1.1"
        return json.dumps({"version": version, "title": title, "items": items}, ensure_ascii=False).encode()
    whole, one = (_RSS, _ITEM) if row["feed"] == "rss" else (_ATOM, _ENTRY)
    marked = ({**post, "text": escape(post["text"])} for post in posts)
    if row["feed"] == "atom":
        marked = ({**post, "at": post["at"].isoformat()} for post in marked)
    now = datetime.combine(today, time(23, 59), BEIJING).isoformat()
    return whole.format(title=title, now=now, items="".join(one.format(**post) for post in marked)).encode()


def _post(row: Mapping[str, Any], number: int, today: date, port: int) -> dict[str, Any]:
    days, title, *text = row["posts"][number - 1]
    name = f"{row['id']}-{number}"
    return {
        "id": name,
        "url": f"http://{HOST}:{port}/{name}.html",
        "title": title,
        "text": text[0] if text else f"{title}。",
        "at": datetime.combine(today - timedelta(days=days), time(10), BEIJING),
    }


def _faults(row: Mapping[str, Any]) -> list[list[str]]:
    found: list[list[str]] = row.get("faults", [])
    return found


def _expected(account: Account, check: str, state: str, *identity: str) -> Expected:
    return Expected(MEDIA.key, check, account.key, identity, state, account.title)
