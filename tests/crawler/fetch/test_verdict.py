from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot import Role, Verdict
from crawler.fetch import Answer, Chain, by_status, judge

HTML = b"<!DOCTYPE html><html><body>gone</body></html>"
NOTICE = "<html><body>附件不存在或已被删除！</body></html>"
OFFICE = b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>'


def seen(
    body: bytes,
    *headers: tuple[str, str],
    path: str = "/f.xls",
    method: str = "GET",
    status: int = 200,
    cut: bool = False,
) -> Chain:
    answer = Answer(f"http://www.yunling-demo.gov.cn{path}", method, "", status, headers=headers, body=body, cut=cut)
    return Chain((answer.hop(),), answer, answer.failure, answer.detail)


SAVED = ("Content-Disposition", "attachment; filename=a.xls")


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.OK),
        (206, Verdict.OK),
        (304, Verdict.OK),
        (400, Verdict.CLIENT_ERROR),
        (401, Verdict.BLOCKED),
        (403, Verdict.BLOCKED),
        (404, Verdict.DEAD),
        (405, Verdict.BLOCKED),
        (410, Verdict.DEAD),
        (412, Verdict.BLOCKED),
        (418, Verdict.BLOCKED),
        (429, Verdict.BLOCKED),
        (500, Verdict.SERVER_ERROR),
        (503, Verdict.SERVER_ERROR),
        (508, Verdict.SERVER_ERROR),
        (509, Verdict.BLOCKED),
        (521, Verdict.BLOCKED),
        (567, Verdict.BLOCKED),
        (999, Verdict.BLOCKED),
        (0, Verdict.PROTOCOL),
        (700, Verdict.PROTOCOL),
    ],
)
def test_statuses(status: int, verdict: Verdict) -> None:
    assert by_status(status) is verdict


WORD = ("Content-Type", "application/msword")
TABLE = "<html><body><table><tr><td>附件不存在或已被删除的，请联系办公室。</td></tr></table></body></html>"
JSON = ("Content-Type", "application/json")
TEXT = ("Content-Type", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("chain", "role", "verdict"),
    [
        (seen(HTML, TEXT), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(HTML), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(gzip.compress(HTML), TEXT, ("Content-Encoding", "gzip")), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(HTML, TEXT), Role.IMAGE, Verdict.WRONG_TYPE),
        (seen(HTML, TEXT), Role.PAGE, Verdict.OK),
        (seen(OFFICE, TEXT), Role.ATTACHMENT, Verdict.OK),
        (seen(HTML, ("Content-Type", "application/vnd.ms-excel")), Role.ATTACHMENT, Verdict.OK),
        (seen(HTML, ("Content-Type", "application/pdf"), path="/f.pdf"), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(b"%PDF-1.7", TEXT, path="/f.pdf"), Role.ATTACHMENT, Verdict.OK),
        (seen(b"\xd0\xcf\x11\xe0", TEXT), Role.ATTACHMENT, Verdict.OK),
        (seen(HTML + b"<table>", TEXT, SAVED), Role.ATTACHMENT, Verdict.OK),
        (seen(HTML, TEXT, SAVED), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(b'{"code": 404}', ("Content-Type", "application/json")), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(b'<html><input type="password">', TEXT), Role.ATTACHMENT, Verdict.LOGIN_WALL),
        (seen(b"<html><script>$_ts=window['$_ts']", TEXT), Role.PAGE, Verdict.BLOCKED),
        (seen(b"", TEXT), Role.PAGE, Verdict.EMPTY),
        (seen(b""), Role.IMAGE, Verdict.EMPTY),
        (seen(b""), Role.STYLE, Verdict.OK),
        (seen(b"", status=204), Role.IMAGE, Verdict.OK),
        (seen(b"", status=204), Role.ATTACHMENT, Verdict.EMPTY),
        (seen(b"", ("Content-Length", "0"), method="HEAD"), Role.PAGE, Verdict.EMPTY),
        (seen(b"", TEXT, method="HEAD"), Role.IMAGE, Verdict.WRONG_TYPE),
        (seen(b"", TEXT, method="HEAD"), Role.PAGE, Verdict.OK),
        (seen(b"nonsense", ("Content-Encoding", "gzip")), Role.PAGE, Verdict.PROTOCOL),
        (seen(b"null", path="/f.docx"), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(b"<?xml version='1.0'?><Error/>", path="/f.zip"), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(b"PK\x05\x06" + bytes(18), path="/f.zip"), Role.ATTACHMENT, Verdict.OK),
        (seen(HTML, TEXT, path="/f.mp4"), Role.MEDIA, Verdict.WRONG_TYPE),
        (seen(HTML, TEXT, path="/player"), Role.MEDIA, Verdict.OK),
        (seen(HTML, TEXT, path="/s.vtt"), Role.MEDIA, Verdict.WRONG_TYPE),
        (seen(HTML, TEXT, path="/f.pdf?v=1"), Role.MEDIA, Verdict.WRONG_TYPE),
        (seen(b"WEBVTT", TEXT, path="/s.vtt"), Role.MEDIA, Verdict.OK),
        (seen(b'<html><input type="password">', TEXT, path="/f.pdf"), Role.MEDIA, Verdict.LOGIN_WALL),
        (seen(NOTICE.encode(), WORD, path="/f.doc"), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(NOTICE.encode("gb18030"), WORD, path="/f.wps"), Role.ATTACHMENT, Verdict.WRONG_TYPE),
        (seen(NOTICE.encode(), WORD, path="/f.doc", cut=True), Role.ATTACHMENT, Verdict.OK),
        # Programs export tables and letters in html as .doc, and they open.
        (seen(TABLE.encode(), WORD, path="/f.doc"), Role.ATTACHMENT, Verdict.OK),
        (
            seen(b'{"success":false,"msg":"\xe6\x96\x87\xe7\xab\xa0\xe4\xb8\x8d\xe5\xad\x98\xe5\x9c\xa8"}', JSON),
            Role.PAGE,
            Verdict.SOFT_404,
        ),
        (seen(b'{"msg":"ok"}', JSON), Role.PAGE, Verdict.OK),
        (seen(gzip.compress(HTML)[:9], ("Content-Encoding", "gzip"), cut=True), Role.ATTACHMENT, Verdict.OK),
    ],
)
def test_content_must_fit_its_role(chain: Chain, role: Role, verdict: Verdict) -> None:
    assert judge(chain, role)[0] is verdict


FIREWALL = "<title>Restricted Access</title><p>Security policy EdgeOne</p>"
DOWN = "<title>www.yunling.cn | 523: Origin is unreachable</title><h1>Error 523</h1>"
UNLISTED = "<h2>403 - 禁止访问</h2><p>HTTP 错误 403.14 - Forbidden</p><p>Web 服务器被配置为不列出此目录的内容。</p>"


@pytest.mark.parametrize(
    ("status", "page", "verdict"),
    [
        (567, FIREWALL, Verdict.BLOCKED),
        (599, "", Verdict.BLOCKED),
        (523, DOWN, Verdict.SERVER_ERROR),
        (523, DOWN.replace("523: Origin is unreachable", "523"), Verdict.BLOCKED),
        (521, DOWN, Verdict.BLOCKED),
        (999, DOWN, Verdict.BLOCKED),
        (403, UNLISTED, Verdict.CLIENT_ERROR),
        (403, UNLISTED.replace("不列出此目录的内容", "拒绝访问").replace(".14", ""), Verdict.BLOCKED),
        (500, FIREWALL, Verdict.SERVER_ERROR),
    ],
)
def test_of_a_status_without_a_meaning_the_page_tells(status: int, page: str, verdict: Verdict) -> None:
    assert judge(seen(page.encode(), TEXT, status=status), Role.PAGE)[0] is verdict
    assert judge(seen(page.encode("gb18030"), ("Content-Type", "text/html"), status=status), Role.PAGE)[0] is verdict


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        ("/pdfjs/viewer.html?file=a", Verdict.OK),
        ("/onlinePreview?url=%2Fattach%2Fa.ofd", Verdict.OK),
        ("/pdfjs/viewer.html?file=b", Verdict.WRONG_TYPE),
        ("/pdfjs/viewer.html", Verdict.WRONG_TYPE),
        ("/notice.html?id=a", Verdict.WRONG_TYPE),
        ("/404.html?from=a", Verdict.WRONG_TYPE),
    ],
)
def test_a_viewer_is_told_by_the_files_name(shown: str, verdict: Verdict) -> None:
    asked, answered = seen(b"", path="/f/a.pdf"), seen(HTML, TEXT, path=shown)
    chain = Chain((*asked.hops, *answered.hops), answered.last, None, "")
    assert judge(chain, Role.ATTACHMENT)[0] is verdict


def test_a_file_shown_in_a_viewers_page_opens() -> None:
    asked, shown = seen(b"", path="/a.pdf"), seen(HTML, TEXT, path="/web/viewer.html?file=/real/a.pdf")
    assert judge(Chain((*asked.hops, *shown.hops), shown.last, None, ""), Role.ATTACHMENT)[0] is Verdict.OK
    assert judge(Chain((*asked.hops, *shown.hops), shown.last, None, ""), Role.MEDIA)[0] is Verdict.OK
    other = seen(HTML, TEXT, path="/notice.html")
    assert judge(Chain((*asked.hops, *other.hops), other.last, None, ""), Role.ATTACHMENT)[0] is Verdict.WRONG_TYPE


@given(
    st.binary(max_size=300), st.sampled_from(list(Role)), st.sampled_from(["", "gzip", "br", "deflate", "gzip,gzip,br"])
)
def test_any_body_gets_a_verdict(body: bytes, role: Role, encoding: str) -> None:
    verdict, _ = judge(seen(body, ("Content-Encoding", encoding)), role)
    assert isinstance(verdict, Verdict)
