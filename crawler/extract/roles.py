"""What a link's target is used as: by the element that names it, and for anchors by the ending of the path."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from core.snapshot.link import Role

_ATTACHMENTS = frozenset(
    (
        *("doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "ofd", "wps", "et", "dps"),
        *("zip", "rar", "7z", "txt", "csv", "rtf"),
    )
)
_IMAGES = frozenset(["jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico", "tif", "tiff"])
_MEDIA = frozenset(["mp4", "mp3", "m4a", "m4v", "wav", "flv", "wmv", "wma", "avi", "mov", "webm", "ogg", "m3u8", "swf"])


@lru_cache(maxsize=16_384)
def role_of_anchor(url: str) -> Role:
    """The role of what an a, an area or a meta refresh leads to."""
    ending = urlsplit(url).path.rpartition("/")[2].rpartition(".")[2].lower() if url else ""
    if ending in _ATTACHMENTS:
        return Role.ATTACHMENT
    if ending in _IMAGES:
        return Role.IMAGE
    return Role.MEDIA if ending in _MEDIA else Role.PAGE
