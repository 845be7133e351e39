"""Settings: sources in order, wrong values refused, documentation held to the code."""

import importlib.util
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def test_documentation_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate_settings", ROOT / "docs" / "generate_settings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == module.render(), "run: make docs"


def test_every_setting_says_what_it_does() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_sources_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xunjian.toml").write_text('max_pages = 7\ncontact = "toml"\noffice = "县府办"\n', "utf-8")
    monkeypatch.setenv("XUNJIAN_CONTACT", "environment")
    settings = Settings(max_pages=9)
    assert (settings.max_pages, settings.contact, settings.office) == (9, "environment", "县府办")


def test_unknown_and_wrong_values_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xunjian.toml").write_text("max_page = 7\n", "utf-8")
    with pytest.raises(ValidationError, match="max_page"):
        Settings()
    (tmp_path / "xunjian.toml").unlink()
    with pytest.raises(ValidationError):
        Settings(robots="sometimes")


def test_database_default_and_user_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(data_dir=Path("d"), contact="0000-1234567")
    assert settings.database == "sqlite:///d/xunjian.db"
    assert "+0000-1234567" in settings.user_agent
    assert Settings(database_url="sqlite://").database == "sqlite://"
