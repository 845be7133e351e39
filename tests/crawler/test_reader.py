from __future__ import annotations

import io
import pickle
from datetime import date

from crawler.reader import LENGTH, Content, main, message
from crawler.record.readings import Reading, read

DAY = date(2026, 11, 23)
PAGE = Content(b"<title>\xe9\xa1\xb5</title><a href='/a'>\xe4\xb8\x80</a>", "text/html", "http://a.example/", DAY)


def answers_to(questions: bytes) -> list[Reading | None]:
    written = io.BytesIO()
    main(io.BytesIO(questions), written)
    written.seek(0)
    found = []
    while head := written.read(LENGTH.size):
        found.append(pickle.loads(written.read(LENGTH.unpack(head)[0])))
    return found


def test_questions_are_answered_in_their_order_until_they_end() -> None:
    other = PAGE._replace(url="http://a.example/other")
    assert answers_to(message(PAGE) + message(other)) == [read(*PAGE), read(*other)]
    assert answers_to(b"") == []


def test_a_page_that_cannot_be_read_keeps_no_other_from_it() -> None:
    unreadable = PAGE._replace(seen_on=None)  # type: ignore[arg-type]
    assert answers_to(message(unreadable) + message(PAGE)) == [None, read(*PAGE)]
