from collections.abc import AsyncIterator

import pytest_asyncio

from tests.crawler.render.walk.walking import Lab, laboratory


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lab() -> AsyncIterator[Lab]:
    async with laboratory() as opened:
        yield opened
