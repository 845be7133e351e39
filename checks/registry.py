"""Finds checks: the built-in ones in this package's folders, others by the entry-point group `xunjian.checks`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from checks.interface import ATTRIBUTE, Check
from core.errors import CheckError, DuplicateCheck
from core.snapshot import Look

GROUP = "xunjian.checks"
#: Folders of built-in checks, one check (or one small family) a file.
FAMILIES = (
    "links",
    "freshness",
    "availability",
    "ipv6",
    "dns",
    "accessibility",
    "walking",
    "ageing",
    "identity",
    "policy",
    "interaction",
    "service",
    "tls",
    "disclosure",
    "security",
    "media",
)


@dataclass(frozen=True, slots=True)
class Registry:
    """All checks by id, and the plug-ins that could not be loaded (name → what happened)."""

    checks: Mapping[str, Check]
    broken: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Check]:
        return iter(self.checks[name] for name in sorted(self.checks))

    @property
    def apart(self) -> frozenset[str]:
        """Checks whose word stands even when the crawl was not sound."""
        return frozenset(check.id for check in self if check.apart)

    def get(self, check_id: str) -> Check:
        """The check of this id. Raises CheckError naming the known ones."""
        try:
            return self.checks[check_id]
        except KeyError:
            raise CheckError(f"没有编号为“{check_id}”的检查项。用 xunjian checks list 查看全部编号。") from None

    def looks(self, check_id: str) -> tuple[Look, ...]:
        """Closer looks that this check's findings are watched by; none for a check that is no more."""
        return self.checks[check_id].looks if check_id in self.checks else ()

    def versions(self) -> dict[str, str]:
        """Check id → version, stored with every run."""
        return {check.id: str(check.version) for check in self}


def load_registry(plugins: Iterable[EntryPoint] | None = None) -> Registry:
    """Collect built-in and installed checks.

    A plug-in that cannot be imported is named in `broken` and costs only itself. Raises DuplicateCheck when two
    checks share an id.
    """
    found: dict[str, Check] = {}
    broken: dict[str, str] = {}
    for family in FAMILIES:
        package = importlib.import_module(f"checks.{family}")
        for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
            _add(found, checks_in(importlib.import_module(f"checks.{family}.{info.name}")))
    points = entry_points(group=GROUP) if plugins is None else plugins
    for point in sorted(points, key=lambda item: item.name):
        try:
            new = _load(point)
        # A foreign module may even leave by sys.exit while it is imported.
        except (Exception, SystemExit) as error:
            broken[f"{point.name} ({point.value})"] = f"{type(error).__name__}: {error}"
            continue
        _add(found, new)
    return Registry(found, broken)


def checks_in(module: ModuleType) -> list[Check]:
    """The checks declared in one module, or in the modules below it that it imports from; each once."""
    home = (module.__name__ + ":", module.__name__ + ".")
    declared = (getattr(value, ATTRIBUTE, None) for value in vars(module).values())
    own = [item for item in declared if isinstance(item, Check) and item.place.startswith(home)]
    return list({id(item): item for item in own}.values())


def _load(point: EntryPoint) -> list[Check]:
    loaded = point.load()
    new = checks_in(loaded) if isinstance(loaded, ModuleType) else [getattr(loaded, ATTRIBUTE, None)]
    good = [item for item in new if isinstance(item, Check)]
    if not good:
        raise CheckError("其中没有检查项。请用 checks.check 或 checks.page_check 声明。")
    return good


def _add(found: dict[str, Check], new: Iterable[Check]) -> None:
    for item in new:
        other = found.get(item.id)
        if other is not None and other is not item:
            raise DuplicateCheck(f"两个检查项使用了同一编号“{item.id}”：{other.place} 与 {item.place}。请改其中一个。")
        found[item.id] = item
