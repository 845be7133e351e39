"""Authorisations: encrypted, readable by their owner only, never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ConsentError
from crawler.media.vault import Vault

VALUES = {"app_id": "wx-demo", "secret": "very-secret-value"}


def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "consents", tmp_path / "key")


def test_what_was_kept_comes_back_and_no_file_holds_it_in_the_clear(tmp_path: Path) -> None:
    vault(tmp_path).keep("微博:1", VALUES)
    found = vault(tmp_path).consent("微博:1")
    assert found is not None
    assert (found.values, found.secrets) == (VALUES, ("very-secret-value",))
    assert "very-secret" not in repr(found)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert not any(b"very-secret" in path.read_bytes() for path in files)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_others_have_none_and_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    kept = vault(tmp_path)
    kept.keep("微博:1", VALUES)
    assert kept.consent("微博:2") is None
    assert (kept.forget("微博:1"), kept.forget("微博:1"), kept.consent("微博:1")) == (True, False, None)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    vault(tmp_path).keep("微博:1", VALUES)
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(ConsentError, match="chmod 600"):
        vault(tmp_path).consent("微博:1")


@pytest.mark.parametrize("key", [b"", b"not a key", b"A" * 43 + b"="])
def test_another_key_opens_nothing_and_says_so(tmp_path: Path, key: bytes) -> None:
    vault(tmp_path).keep("微博:1", VALUES)
    (tmp_path / "key").write_bytes(key)
    with pytest.raises(ConsentError) as caught:
        vault(tmp_path).consent("微博:1")
    assert "very-secret" not in str(caught.value)


def test_a_renewed_value_is_stored_at_once(tmp_path: Path) -> None:
    vault(tmp_path).keep("微博:1", VALUES)
    found = vault(tmp_path).consent("微博:1")
    assert found is not None
    found.renewed(access_token="new-token")
    again = vault(tmp_path).consent("微博:1")
    assert again is not None
    assert again.get("access_token") == "new-token"
