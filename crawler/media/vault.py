"""Where owners' authorisations are kept: one encrypted file an account, the key in a file only its owner may read."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from core.errors import ConsentError
from crawler.media.consent import Consent

_OTHERS = 0o077


class Vault:
    """Keeps consents by account key. `folder` holds them, `key_file` the key, which is made when it is first needed."""

    def __init__(self, folder: Path, key_file: Path) -> None:
        self._folder, self._key_file = folder, key_file

    def consent(self, account: str) -> Consent | None:
        """The owner's consent for an account; None when there is none. Raises ConsentError when it cannot be read."""
        path = self._path(account)
        if not path.is_file():
            return None
        try:
            values = json.loads(self._cipher().decrypt(path.read_bytes()))
        except (InvalidToken, ValueError, OSError) as error:
            raise ConsentError(
                f"账号“{account}”的授权无法解密：密钥文件 {self._key_file} 可能已更换。请重新授权。"
            ) from error
        return Consent({str(name): str(value) for name, value in values.items()}, partial(self.keep, account))

    def keep(self, account: str, values: Mapping[str, str]) -> None:
        """Store a consent, encrypted, replacing an earlier one. Raises ConsentError when it cannot be stored."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            sealed = self._cipher(make=True).encrypt(json.dumps(dict(values), sort_keys=True).encode())
            _write_private(self._path(account), sealed)
        except OSError as error:
            raise ConsentError(f"授权无法保存到 {self._folder}：{error.strerror or error}。") from error

    def forget(self, account: str) -> bool:
        """Remove a consent; False when there was none."""
        path = self._path(account)
        found = path.is_file()
        path.unlink(missing_ok=True)
        return found

    def _path(self, account: str) -> Path:
        return self._folder / f"{sha256(account.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.sealed"

    def _cipher(self, *, make: bool = False) -> Fernet:
        if make and not self._key_file.exists():
            self._key_file.parent.mkdir(parents=True, exist_ok=True)
            # Whoever made one meanwhile has made the right one.
            with suppress(FileExistsError):
                _write_new(self._key_file, Fernet.generate_key())
        try:
            if self._key_file.stat().st_mode & _OTHERS:
                raise ConsentError(f"密钥文件 {self._key_file} 可被其他用户读取，拒绝使用。请执行 chmod 600 后重试。")
            return Fernet(self._key_file.read_bytes().strip())
        except (OSError, ValueError) as error:
            raise ConsentError(f"密钥文件 {self._key_file} 无法使用：{error}。") from error


def _write_new(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)


def _write_private(path: Path, content: bytes) -> None:
    # mkstemp makes files that only their owner may read.
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).replace(path)
