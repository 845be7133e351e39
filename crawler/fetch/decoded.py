"""An answer with its Content-Encoding undone."""

from __future__ import annotations

from dataclasses import replace

from core.snapshot.decoding import DecodingError, beyond_us, decode_body
from core.snapshot.resource import Verdict
from crawler.fetch.answer import Answer


def decoded(answer: Answer) -> tuple[Answer, bytes]:
    """Undo Content-Encoding; an answer that is cut, too large or undecodable gets a `failure` that says so."""
    if answer.failure is not None:
        return answer, b""
    if answer.cut:
        return replace(answer, failure=Verdict.TOO_LARGE, detail=f"body over {len(answer.body)} bytes"), b""
    try:
        body, cut = decode_body(answer.body, answer.header_list("content-encoding"))
    except DecodingError as error:
        ours = beyond_us(answer.header_list("content-encoding"))
        return replace(
            answer, failure=Verdict.TOO_LARGE if ours else Verdict.PROTOCOL, detail=f"body cannot be decoded: {error}"
        ), b""
    if cut:
        return replace(answer, failure=Verdict.TOO_LARGE, detail=f"decoded body over {len(body)} bytes"), b""
    return answer, body
