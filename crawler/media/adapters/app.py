"""Adapter `app`: whether the registered download of a program works, by the first bytes of it; it has no posts.

An APK is a zip file: it begins with PK. Nothing is installed or run.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from core.clock import beijing_now
from core.county import Account
from core.snapshot.link import Role
from core.snapshot.media import FetchStatus, Window
from core.snapshot.probe import Probe
from core.snapshot.resource import Verdict
from crawler.extract.charset import decode
from crawler.fetch import Chain, judge
from crawler.fetch.decoded import decoded
from crawler.media.interface import Context, Found
from crawler.media.words import read_words, web_address

#: Kind of the probe. Data: {"url", "kind", "verdict", "detail", "status", "final", "content_type", "zip", "html",
#: "filing", "gone"}.
KIND = "app.download"
#: Bytes of the file or page that are read.
_FIRST = 256 * 1024
_RANGE = {"Range": f"bytes=0-{_FIRST - 1}", "Accept-Encoding": "identity"}
_PLAIN = {"Accept-Encoding": "identity"}
_ZIP = b"PK\x03\x04"
_FILING = re.compile(r"[\u4e00-\u9fff]ICP备\d{6,10}号-\d{1,4}A", re.I)
#: What stores say of what is no longer there, in place of the app.
_GONE = re.compile(
    r"(?:该|此|您(?:访问|查找)的)?(?:应用|软件|APP)(?:已经?下架|已被下架|不存在|未找到|已停止(?:下载|服务))", re.I
)
_SHORT = 400
_LINK_KINDS = ((".apk", "apk"), (".ipa", "ipa"), (".plist", "plist"))


class App:
    """Looks at the download that the register names."""

    title: ClassVar[str] = "应用程序（下载地址、备案编号、域名）"
    consents: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context) -> None:
        self._client = context.client

    async def fetch(self, account: Account, window: Window) -> Found:
        """Whether the download is there; no post is looked for."""
        address = download_address(account.download_url)
        if not address:
            return Found(FetchStatus.OK_EMPTY, reason="没有登记可打开的下载地址", source=account.download_url)
        chain = await self._client.look(address, _RANGE, _FIRST)
        if chain.last.status >= 400 or (chain.failure is not None and chain.last.status):
            # Some servers refuse ranges.
            chain = await self._client.look(address, _PLAIN, _FIRST)
        probe = Probe(KIND, account.key, beijing_now().isoformat(), describe(address, chain))
        works = probe.data["verdict"] == Verdict.OK
        status = FetchStatus.OK_EMPTY if works else _STATUSES.get(probe.data["verdict"], FetchStatus.FAILED)
        reason = "" if works else f"下载地址检查结果：{probe.data['verdict']}"
        return Found(status, reason=reason, source=address, probes=(probe,))


_STATUSES = {Verdict.BLOCKED: FetchStatus.BLOCKED, Verdict.LOGIN_WALL: FetchStatus.BLOCKED}


def download_address(written: str) -> str:
    """The web address behind a registered download; of an itms-services link that of its manifest."""
    if written.startswith("itms-services:"):
        query = parse_qs(urlsplit(written).query)
        return web_address(next(iter(query.get("url", ())), ""))
    return web_address(written)


def describe(address: str, chain: Chain) -> dict[str, object]:
    """What came of the download."""
    answer = chain.last
    kind = next((kind for ending, kind in _LINK_KINDS if urlsplit(address).path.lower().endswith(ending)), "page")
    verdict, detail = judge(chain, Role.PAGE)
    # A file is cut at our own limit, and has no encoding to undo.
    body = answer.body if answer.cut or answer.status == 206 else decoded(answer)[1]
    text = decode(body, answer.header("content-type")).text if _is_text(body) else ""
    words = "".join(read_words(text)[0].split())
    filing = _FILING.search(words)
    return {
        "url": address,
        "kind": kind,
        "verdict": verdict.value,
        "detail": detail,
        "status": answer.status,
        "final": answer.url,
        "content_type": answer.header("content-type")[:200],
        "zip": body.startswith(_ZIP),
        "html": bool(text) and "<html" in text[:20000].lower(),
        "filing": filing[0] if filing else "",
        "gone": len(words) <= _SHORT and _GONE.search(words) is not None,
    }


def _is_text(body: bytes) -> bool:
    return bool(body) and b"\0" not in body[:4096]
