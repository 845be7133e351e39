"""Built-in checks are complete; plug-ins are found, named when broken, and never override."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from checks import Params, check, load_registry
from checks.registry import GROUP
from core.errors import CheckError, DuplicateCheck
from core.outcome import Observation
from core.snapshot import Snapshot

MINE = ("fresh.column", "fresh.empty_column", "fresh.home", "ipv6.aaaa", "ipv6.home")
LINKS = ("link.attachment", "link.dead", "link.external", "link.fragment", "link.image", "link.malformed")


@check(id="county.example", title="示例", clause="县", needs=set())
def example(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """示例。"""
    yield from ()


@check(id="link.dead", title="抢占", clause="县", needs=set())
def usurper(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """抢占。"""
    yield from ()


not_a_check = object()


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """An importable module that stands for an installed package."""
    module = ModuleType("county_plugin")
    monkeypatch.setitem(sys.modules, "county_plugin", module)
    module.__dict__.update(example=example, usurper=usurper, not_a_check=not_a_check)
    return module


def point(value: str, name: str = "x") -> EntryPoint:
    return EntryPoint(name, value, GROUP)


def test_built_in_checks() -> None:
    registry = load_registry(())
    ids = [item.id for item in registry]
    assert ids == sorted(ids)
    assert set(MINE + LINKS) <= set(ids)
    assert registry.versions()["link.dead"] == "2"


@pytest.mark.parametrize("check_id", MINE + LINKS)
def test_help_has_three_parts(check_id: str) -> None:
    item = load_registry(()).get(check_id)
    for part in ("是什么：", "为什么重要：", "如何整改："):
        assert part in item.help
    assert "国办秘函〔2019〕19号" in item.clause


def test_unknown_id_is_explained() -> None:
    with pytest.raises(CheckError, match=r"没有编号为“a\.b”的检查项"):
        load_registry(()).get("a.b")


def test_function_plugin(plugin: ModuleType) -> None:
    registry = load_registry([point("county_plugin:example")])
    assert registry.get("county.example").title == "示例"
    assert registry.broken == {}


def test_module_plugin_counts_each_check_once(plugin: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin.__dict__.update(again=example)
    del plugin.__dict__["usurper"]
    monkeypatch.setattr(plugin, "__name__", __name__)
    registry = load_registry([point("county_plugin", "a"), point("county_plugin:example", "b")])
    assert (registry.get("county.example").title, registry.broken) == ("示例", {})


def test_duplicate_names_both_places(plugin: ModuleType) -> None:
    with pytest.raises(DuplicateCheck) as caught:
        load_registry([point("county_plugin:usurper")])
    assert "checks.links.dead:dead_link" in str(caught.value)
    assert f"{__name__}:usurper" in str(caught.value)


@pytest.mark.parametrize(
    "value", ["no_such_module_here:x", "county_plugin:missing", "county_plugin:not_a_check", "county_plugin"]
)
def test_broken_plugin_is_named_and_costs_only_itself(plugin: ModuleType, value: str) -> None:
    registry = load_registry([point(value, "bad"), point("county_plugin:example", "good")])
    assert list(registry.broken) == [f"bad ({value})"]
    assert registry.get("county.example")


def test_plugin_that_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(self: EntryPoint) -> None:
        sys.exit(3)

    monkeypatch.setattr(EntryPoint, "load", leave)
    assert load_registry([point("x:y", "rude")]).broken == {"rude (x:y)": "SystemExit: 3"}


def test_installed_plugins_by_default() -> None:
    assert load_registry().get("link.dead")


def test_checks_say_which_closer_looks_their_findings_need() -> None:
    registry = load_registry(())
    looks = {name: registry.looks(name) for name in ("a11y.axe", "a11y.image_alt", "a11y.focus_trap", "a11y.pdf_lang")}
    assert looks == {
        "a11y.axe": ("scan",),
        "a11y.image_alt": ("scan",),
        "a11y.focus_trap": ("scan", "walk"),
        "a11y.pdf_lang": ("pdf",),
    }
    asked = ("link.attachment", "link.image", "dns.dangling_cname", "media.link_dead", "media.content_risk")
    assert [registry.looks(name) for name in asked] == [("attachment",), ("image",), ("aliases",), ("link",), ("link",)]
    assert registry.looks("link.dead") == registry.looks("gone.for_good") == ()
