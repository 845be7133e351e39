"""Content-Disposition by RFC 6266 and 8187, and what is found under a name that promises something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot import Role, Verdict
from crawler.fetch import Answer, Chain, judge
from crawler.fetch.disposition import contradicts, ending_of, is_offered, offered_name
from crawler.spider.reading import Nature, is_page, nature_of

PAGE = b"<!doctype html><html><head><title>x</title></head><body>sorry</body></html>"
PDF, ZIP, OLE = b"%PDF-1.4\n" + b"x" * 900, b"PK\x03\x04" + b"x" * 900, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 900


def answer(
    disposition: str, body: bytes = PAGE, kind: str = "text/html", url: str = "http://a.gov.cn/d?id=1"
) -> Answer:
    headers = (("Content-Type", kind), *([("Content-Disposition", disposition)] if disposition else []))
    return Answer(url, "GET", "", 200, headers=headers, body=body)


def verdict(role: Role, found: Answer) -> Verdict:
    return judge(Chain((found.hop(),), found), role)[0]


@pytest.mark.parametrize(
    ("header", "offered", "name"),
    [
        ("attachment", True, ""),
        ("ATTACHMENT; filename=a.xls", True, "a.xls"),
        ("inline; filename=a.pdf", False, "a.pdf"),
        ("", False, ""),
        ("foo; filename=a.doc", True, "a.doc"),
        ('attachment; filename="a \\"b\\".doc"', True, 'a "b".doc'),
        ("attachment; filename*=UTF-8''%E9%80%9A%E7%9F%A5.pdf; filename=b.doc", True, "通知.pdf"),
        ("attachment; filename=b.doc; filename*=utf-8'zh'%E9%80%9A.pdf", True, "通.pdf"),
        ("attachment; filename*=broken; filename=b.doc", True, "b.doc"),
        ("attachment;filename=%E9%80%9A.pdf", True, "通.pdf"),
        ("attachment; filename=通知 公告.docx", True, "通知 公告.docx"),
        ("filename=a.doc", False, "a.doc"),
    ],
)
def test_headers(header: str, name: str, *, offered: bool) -> None:
    found = answer(header)
    assert (is_offered(found), offered_name(found)) == (offered, name)


@given(st.text(max_size=200))
def test_any_header(header: str) -> None:
    found = answer(header)
    assert isinstance(is_offered(found), bool)
    assert isinstance(ending_of(offered_name(found)), str)


LOST = "<html><body><h3>文件不存在或已被删除！</h3><p>返回</p></body></html>".encode()
SAID = '{"code":404,"msg":"附件不存在"}'.encode()


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("yc.doc", LOST, Verdict.WRONG_TYPE),
        ("yc.doc", SAID, Verdict.WRONG_TYPE),
        ("yc.xls", b"null", Verdict.WRONG_TYPE),
        ("", LOST, Verdict.WRONG_TYPE),
        ("null", PAGE, Verdict.WRONG_TYPE),
        ("undefined.doc", b"-", Verdict.WRONG_TYPE),
        ("yc.docx", bytes(4096), Verdict.WRONG_TYPE),
        ("yc.doc", "请先登录后下载".encode(), Verdict.LOGIN_WALL),
        ("null", OLE, Verdict.OK),
        ("yc.txt", "文件不存在".encode(), Verdict.OK),
        ("yc.doc", "MIME-Version: 1.0\n\n<html>承诺书</html>".encode(), Verdict.OK),
        ("yc.bin", bytes(4096), Verdict.OK),
        ("yc.xls", "序号\t姓名\n1\t张三".encode("gb18030"), Verdict.OK),
    ],
)
def test_what_is_offered_must_be_a_file(name: str, body: bytes, expected: Verdict) -> None:
    header = f'attachment; filename="{name}"' if name else "attachment"
    assert verdict(Role.PAGE, answer(header, body, "application/octet-stream")) is expected


WRONG = [("pdf", PAGE), ("docx", PAGE), ("xls", PAGE), ("zip", PDF), ("pdf", ZIP), ("xlsx", PDF), ("ofd", OLE)]


@pytest.mark.parametrize(("ending", "body"), WRONG)
@pytest.mark.parametrize("role", [Role.PAGE, Role.ATTACHMENT])
def test_files_that_nobody_can_open(ending: str, body: bytes, role: Role) -> None:
    assert verdict(role, answer(f'attachment; filename="通知.{ending}"', body)) is Verdict.WRONG_TYPE


@pytest.mark.parametrize(
    ("disposition", "body"),
    [
        ("attachment; filename=a.xls", PAGE.replace(b"sorry", b"<table><tr><td>1</table>")),
        ("attachment; filename=a.xls", b"<!doctype html>" + PAGE + b" " * 5000),
        ("attachment; filename=a.xls", ZIP),
        ("attachment; filename=a.doc", PAGE),
        ("attachment; filename=a.docx", OLE),
        ("attachment; filename=a.pdf", b"\n\n" + PDF),
        ("attachment; filename=a.htm", PAGE),
        ("attachment", PAGE),
        ("inline; filename=a.pdf", PAGE),
        ("attachment; filename=a.dat", PDF),
        ("attachment; filename=a.pdf", b"\0\1\2unknown"),
    ],
)
def test_files_that_are_not_accused(disposition: str, body: bytes) -> None:
    assert verdict(Role.PAGE, answer(disposition, body)) is Verdict.OK


def test_the_name_it_is_saved_by_counts_not_the_one_in_the_address() -> None:
    url = "http://a.gov.cn/down/a.pdf"
    assert verdict(Role.ATTACHMENT, answer("", ZIP, "application/pdf", url)) is Verdict.WRONG_TYPE
    assert verdict(Role.ATTACHMENT, answer("attachment; filename=a.docx", ZIP, "x/y", url)) is Verdict.OK


def test_a_login_page_in_the_place_of_a_file_is_no_accusation() -> None:
    body = PAGE.replace(b"sorry", b"<form><input type=password></form>")
    assert verdict(Role.PAGE, answer("attachment; filename=a.pdf", body)) is Verdict.LOGIN_WALL


def test_what_is_saved_is_no_page() -> None:
    shown, saved = answer("inline"), answer("attachment; filename=a.html")
    assert [nature_of(found, PAGE) for found in (shown, saved)] == [Nature.PAGE, Nature.FILE]
    assert [is_page(found) for found in (shown, saved)] == [True, False]


@given(st.sampled_from(["pdf", "docx", "zip", "xls", ""]), st.binary(max_size=100))
def test_any_bytes(ending: str, head: bytes) -> None:
    assert isinstance(contradicts(ending, head), str)
