"""Queries as browsers send them: in the page's own encoding, not in UTF-8 (WHATWG URL, "query state")."""

from __future__ import annotations

import re

from crawler.extract.charset import Decoded
from crawler.extract.tree import Tree

#: Attributes that hold one address, and those that hold code with addresses in it.
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "data-src", "data-original"}
)
_CODE = ("on", "srcset")
_QUERY_IN_CODE = re.compile(r"\?[^\s\"'#<>()]*")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
#: WHATWG labels whose encoder is GBK; what it lacks becomes a reference, which the encoder of gb18030 never needs.
_GBK = ("gb2312", "gbk", "gb_2312-80", "gb_2312", "chinese", "x-gbk", "csgb2312", "iso-ir-58")
#: Label → codec for pages in plain ASCII, whose bytes say nothing.
_LABELS = {
    **dict.fromkeys(_GBK, "gbk"),
    **{name: name for name in ("gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")},
}


def query_codec(decoded: Decoded) -> str:
    """The Python codec that queries on this page are written in; empty for UTF-8, which most are."""
    if decoded.text.isascii():
        return _LABELS.get(decoded.believed, "")
    if decoded.used == "gb18030" and decoded.believed in _GBK:
        return "gbk"
    # WHATWG "get an output encoding": UTF-16 is never written.
    return "" if decoded.used.startswith("utf") else decoded.used


def encode_queries(tree: Tree, codec: str) -> None:
    """Write the queries of all addresses in a page's attributes as its browser would send them, in place."""
    for element in tree.elements:
        for name, value in element.attrs.items():
            if "?" not in value or value.isascii():
                continue
            if name in _ADDRESSES or (name == "value" and element.tag == "option"):
                element.attrs[name] = _whole(value, codec)
            elif name.startswith(_CODE):
                element.attrs[name] = _QUERY_IN_CODE.sub(lambda match: _encoded(match[0], codec), value)


def _whole(address: str, codec: str) -> str:
    rest, hash_mark, fragment = address.partition("#")
    path, question_mark, query = rest.partition("?")
    return f"{path}{question_mark}{_encoded(query, codec)}{hash_mark}{fragment}"


def _encoded(text: str, codec: str) -> str:
    return _FOREIGN.sub(lambda match: _percent(match[0].encode(codec, "xmlcharrefreplace")), text)


def _percent(written: bytes) -> str:
    # No encoding's second byte is one of these three: they come from references alone.
    return "".join(chr(byte) if byte < 0x80 and byte not in b"&#;" else f"%{byte:02X}" for byte in written)
