"""axe-core as it is shipped with the program, and the page with known faults that it must find first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

#: Folder of the vendored files, and the record of their version and digests.
AXE = files("crawler.render").joinpath("axe")
RECORD = "vendored.json"

#: Every rule here must be broken on the canary by exactly one element, and must not be broken by the others.
KNOWN_FAULTS = frozenset(
    {"image-alt", "label", "button-name", "link-name", "html-has-lang", "color-contrast", "target-size", "frame-title"}
)
_CANARY = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>检验页</title></head>
<body style="margin:20px;background:#fff;color:#000;font-size:16px"><main><h1>检验页</h1>
<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC" width="40" height="40">
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC" width="40" height="40" alt="县政府大楼"></p>
<p><input type="text" style="width:200px;height:40px"></p>
<p><label>姓名 <input type="text" style="width:200px;height:40px"></label></p>
<p><button style="width:80px;height:40px"></button> <button style="width:80px;height:40px">查询</button></p>
<p><a href="#a" style="display:inline-block;width:80px;height:40px"></a></p>
<p style="color:#aaaaaa">这一行文字与背景的对比度不足。</p>
<p>这一行文字清清楚楚。</p>
<p style="height:40px"><button style="position:absolute;left:20px;width:10px;height:10px;padding:0;border:0"
aria-label="上一页"></button><button style="position:absolute;left:31px;width:30px;height:30px;padding:0;border:0"
aria-label="下一页"></button></p>
<iframe srcdoc="&lt;html lang=zh&gt;&lt;title&gt;框架&lt;/title&gt;" width="200" height="60"></iframe>
</main></body></html>"""
CANARY_URL = "data:text/html;charset=utf-8," + quote(_CANARY)


@dataclass(frozen=True, slots=True)
class Engine:
    """What is loaded into every page: `source` is JavaScript for a world of its own."""

    version: str
    source: str


@cache
def load_engine() -> Engine:
    """The shipped engine with its Chinese texts and our own way of asking it."""
    version = str(json.loads(AXE.joinpath(RECORD).read_text("utf-8"))["version"])
    locale = json.dumps(json.loads(AXE.joinpath("zh_CN.json").read_text("utf-8")))
    own = files("crawler.render").joinpath("scanning.js").read_text("utf-8")
    parts = (AXE.joinpath("axe.min.js").read_text("utf-8"), f"axe.configure({{locale: {locale}}});", own)
    # In the empty page between two others there is nothing to ask.
    return Engine(version, "if (location.href !== 'about:blank' || top !== self) {" + "\n;".join(parts) + "\n}")
