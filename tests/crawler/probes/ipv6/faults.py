"""The faulty sites of the little internet in network namespaces, and what every check must say of them with IPv6.

Each site has one IPv4 address that works (but for `four_down`), and a fault on the side of IPv6.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

#: The sites' networks; BEHIND lies beyond the host that serves, where the way ends.
FOUR, SIX, BEHIND = IPv4Address("10.78.0.0"), IPv6Address("2001:db8:2::"), IPv6Address("2001:db8:3::")
CONTROLS = ("control1.test", "control2.test")
#: A host that has IPv4 only: a redirect over IPv6 leads there.
FOUR_ONLY = "four-only.test"

PASSED, FAILED, CANT_TELL, INAPPLICABLE = "passed", "failed", "cantTell", "inapplicable"


@dataclass(frozen=True)
class Fault:
    """One site. `aaaa`: how DNS answers; `serves`: what its IPv6 address does; `expected`: outcome by check, with IPv6.

    `route`: how packets to the address end before any server (an iproute2 route type). Several outcomes of one check
    (addresses, levels) come down to the gravest.
    """

    name: str
    expected: dict[str, str]
    aaaa: str = "found"
    serves: str = "well"
    route: str = ""
    addresses: int = 1

    @property
    def host(self) -> str:
        """Its name."""
        return f"{self.name.replace('_', '-')}.test"

    def four(self, number: int) -> str:
        """Its IPv4 address, as the site of that number."""
        return str(FOUR + number)

    def six(self, number: int) -> tuple[str, ...]:
        """Its IPv6 addresses."""
        return tuple(str((BEHIND if self.route else SIX) + number * 16 + place) for place in range(self.addresses))


def _told(aaaa: str, home: str, ports: str, rate: str, content: str, links: str) -> dict[str, str]:
    names = ("aaaa", "home", "ports", "success_rate", "content", "inner_links")
    return dict(zip((f"ipv6.{name}" for name in names), (aaaa, home, ports, rate, content, links), strict=True))


_UNKNOWN = _told(CANT_TELL, *(CANT_TELL,) * 5)
_LACKS = _told(FAILED, *(INAPPLICABLE,) * 5)
_WELL = _told(PASSED, PASSED, PASSED, PASSED, PASSED, PASSED)
_DOWN = _told(PASSED, FAILED, INAPPLICABLE, INAPPLICABLE, CANT_TELL, INAPPLICABLE)
#: The port opens, and what stands behind it does not serve the page.
_MUTE = _told(PASSED, FAILED, PASSED, INAPPLICABLE, CANT_TELL, INAPPLICABLE)

FAULTS = (
    Fault("well", _WELL),
    Fault("no_record", _LACKS, aaaa="nodata"),
    Fault("servfail", _UNKNOWN, aaaa="servfail"),
    Fault("silent_dns", _UNKNOWN, aaaa="timeout"),
    Fault("nxdomain", _UNKNOWN, aaaa="nxdomain"),
    Fault("refused_dns", _UNKNOWN, aaaa="refused"),
    Fault("private", _DOWN, aaaa="ula"),
    Fault("closed", _DOWN, serves="nothing"),
    Fault("black_hole", _DOWN, route="blackhole"),
    Fault("unreachable", _DOWN, route="unreachable"),
    Fault("prohibited", _DOWN, route="prohibit"),
    Fault("bad_gateway", _MUTE, serves="502"),
    Fault("cut_off", _MUTE, serves="cut"),
    Fault("gateway", _told(PASSED, CANT_TELL, PASSED, CANT_TELL, CANT_TELL, CANT_TELL), serves="403"),
    Fault("onward", _MUTE, serves="onward"),
    Fault("other_page", _told(PASSED, PASSED, PASSED, PASSED, FAILED, PASSED), serves="other"),
    Fault("one_of_two", _told(PASSED, PASSED, FAILED, FAILED, PASSED, PASSED), serves="first", addresses=2),
    Fault("flaky", _told(PASSED, PASSED, PASSED, FAILED, PASSED, PASSED), serves="flaky"),
    Fault("home_only", _told(PASSED, PASSED, PASSED, PASSED, PASSED, FAILED), serves="home"),
    Fault("four_down", _told(PASSED, PASSED, CANT_TELL, CANT_TELL, CANT_TELL, PASSED), serves="four_down"),
)
