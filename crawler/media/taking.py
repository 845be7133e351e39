"""Takes one account's posts by the adapter that the register names, and writes what became of it in one step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from core.county import Account, AccountState
from core.errors import ConsentError
from core.media_sources import named_source
from core.snapshot.media import FetchStatus, Taking, Window
from core.snapshot.reader import MAX_SHOT
from core.snapshot.taking import put_taking, taking_of
from crawler.fetch import Fetcher
from crawler.media.client import Client, Download
from crawler.media.consent import Consent
from crawler.media.entered import supplement
from crawler.media.interface import MAX_POSTS, Context, Found
from crawler.media.job import MediaJob
from crawler.media.registry import Adapters
from crawler.media.replies import read_page, trouble
from crawler.media.vault import Vault
from crawler.media.words import web_address
from crawler.record import Recorder
from crawler.record.store import recall, remember
from crawler.spider.robots import robots_of

log = logging.getLogger(__name__)

#: Seconds that asking for one account may take, all its requests together.
LIMIT = 600.0
#: What leaves open whether the account is still there.
_UNSEEN = frozenset({FetchStatus.FAILED, FetchStatus.BLOCKED, FetchStatus.AUTH_EXPIRED})


class Taker:
    """Takes the accounts of one job."""

    def __init__(self, job: MediaJob, recorder: Recorder, fetcher: Fetcher, adapters: Adapters, window: Window) -> None:
        self._job, self._recorder, self._fetcher = job, recorder, fetcher
        self._adapters, self._window = adapters, window
        self._robots = robots_of(job.options, recorder, fetcher)
        self._vault = Vault(Path(job.media.vault), Path(job.media.key_file))

    def is_taken(self, account: Account) -> bool:
        """Whether an earlier process, or this one, has written what became of it."""
        return taking_of(self._recorder.db, account.key) is not None

    async def take(self, account: Account, told: Callable[[str], None], download: Download) -> None:
        """Ask for one account and write the result; whatever an adapter does costs this account only."""
        client = Client(download, self._recorder, self._fetcher)
        named = named_source(account)
        entries = self._job.entries.get(account.key, ())
        found = await self._found(account, client)
        if found.status in _UNSEEN and account.state is AccountState.RUNNING:
            found = await self._by_home(account, client, found)
        found = supplement(found, entries, self._window)
        found = replace(found, posts=tuple({post.id: post for post in found.posts}.values()))
        taking = Taking(
            account.key,
            named.adapter,
            found.status,
            self._window.last,
            found.reason,
            found.covered_from,
            found.covered_to,
            found.gone,
            found.moved_to,
            found.identity,
            found.interaction,
            found.source,
            found.shot,
            tuple(client.records),
        )
        with self._recorder.step():
            put_taking(self._recorder.db, taking, found.posts[:MAX_POSTS])
            for probe in found.probes:
                self._recorder.probe(probe)
            self._add_up("asked", client.asked)
            self._add_up("answered", client.answered)
        told(account.title)

    def _add_up(self, name: str, number: int) -> None:
        remember(self._recorder.db, name, str(int(recall(self._recorder.db, name) or 0) + number))

    async def _found(self, account: Account, client: Client) -> Found:
        named = named_source(account)
        adapter = self._adapters.known.get(named.adapter)
        if adapter is None:
            return Found(FetchStatus.FAILED, reason=self._no_adapter(named.adapter))
        try:
            consent = self._consent(account, adapter.consents)
            if adapter.consents and consent is None:
                return Found(FetchStatus.AUTH_EXPIRED, reason="没有取得账号主办单位的授权")
            base = self._job.media.bases.get(named.adapter, "")
            entries = self._job.entries.get(account.key, ())
            context = Context(client, named.place, base, consent, entries, self._picture)
            async with asyncio.timeout(LIMIT):
                found = await adapter(context).fetch(account, self._window)
        except TimeoutError:
            return Found(FetchStatus.FAILED, reason=f"取数超过 {LIMIT:.0f} 秒，未能完成")
        except ConsentError as error:
            return Found(FetchStatus.FAILED, reason=str(error))
        except Exception as error:
            # Without the message: it might hold what authorises us.
            log.warning("the adapter %s failed: %s", named.adapter, type(error).__name__)
            return Found(FetchStatus.FAILED, reason=f"取数程序出错（{type(error).__name__}），不影响其他账号")
        return found

    async def _by_home(self, account: Account, client: Client, found: Found) -> Found:
        """What the account's own page says of it, where its way told nothing."""
        address = web_address(account.url)
        if not address or not await self._robots.allows(address):
            return found
        reply = await client.get(address)
        told = read_page(reply.body, reply.content_type) if trouble(reply) is None else None
        if told is None or told.status is not FetchStatus.GONE:
            return found
        return replace(found, status=told.status, reason=told.reason, gone=told.gone, moved_to=told.moved_to)

    def _picture(self, name: str) -> str:
        """Take a picture of evidence into the snapshot; empty when it is not the one that was entered."""
        path = Path(self._job.media.evidence) / Path(name).name
        if not path.is_file() or path.stat().st_size > MAX_SHOT:
            return ""
        picture = path.read_bytes()
        return self._recorder.keep_shot(picture, path.suffix) if sha256(picture).hexdigest() == path.stem else ""

    def _consent(self, account: Account, wanted: tuple[str, ...]) -> Consent | None:
        return self._vault.consent(account.key) if wanted else None

    def _no_adapter(self, name: str) -> str:
        if not name:
            return "登记表没有写明数据来源，未取数"
        broken = next((why for plugin, why in self._adapters.broken.items() if plugin.startswith(f"{name} ")), "")
        why = f"：{broken}" if broken else ""
        return f"没有名为“{name}”的取数途径，请核对登记表“数据来源”{why}"
