"""All settings: one frozen object, from the environment (`XUNJIAN_…`), `xunjian.toml`, or defaults.

docs/settings.md is generated from this file (`xunjian-docs` in the Makefile) and a test holds it to it.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.version import VERSION


class Settings(BaseSettings):
    """Everything an operator can change. Sizes are bytes, times seconds unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="XUNJIAN_", toml_file="xunjian.toml", frozen=True, extra="forbid")

    # Where things are kept
    data_dir: Path = Field(Path("xunjian-data"), description="Snapshots and the default database live here.")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in data_dir/xunjian.db.")
    report_dir: Path = Field(Path("xunjian-report"), description="Where inspect and report write documents.")

    # Who we are
    contact: str = Field(
        "", description="E-mail or telephone shown in the User-Agent, so that site owners can reach you."
    )
    county: str = Field("", description="Name of the county in documents; empty: the register's.")
    office: str = Field("政务公开办公室", description="Name of the office that signs the notice.")

    # Politeness
    delay: float = Field(0.2, ge=0, le=60, description="Seconds between two requests to one host.")
    host_concurrency: int = Field(4, ge=1, le=32, description="Requests under way to one host.")
    total_concurrency: int = Field(32, ge=1, le=256, description="Requests under way in one site crawl.")
    robots: str = Field(
        "obey",
        pattern="^(obey|ignore)$",
        description="Whether robots.txt is obeyed where the register is silent.",
    )

    # Bounds
    max_pages: int = Field(5000, ge=1, description="Pages recorded per site; more are listed as not covered.")
    max_depth: int = Field(12, ge=1, description="Clicks from the home page.")
    max_links: int = Field(50000, ge=1, description="Distinct link targets checked per site.")
    max_body: int = Field(
        10 * 1024 * 1024, ge=1024, description="Largest body received, bytes, before and after decompression."
    )
    max_redirects: int = Field(20, ge=0, le=30, description="Redirects followed for one address, as browsers do.")
    timeout: float = Field(15.0, gt=0, description="Seconds for one request: DNS, TCP, TLS and body together.")
    attempts: int = Field(2, ge=1, le=5, description="Spaced tries before a link counts as not opening.")
    retry_wait: float = Field(5.0, ge=0, description="Seconds between those tries.")
    site_deadline: float = Field(6 * 3600.0, gt=0, description="Seconds one site's crawl may take.")
    max_site_mb: int = Field(
        4096, ge=1, description="Disk space in MB for one site's snapshot; what exceeds it is listed as not covered."
    )
    max_memory_mb: int = Field(1024, ge=128, description="A site's crawl process ends itself above this memory.")

    # Network
    dns_servers: tuple[str, ...] = Field((), description="Resolvers as host or host:port; empty: the system's.")
    dnssec_anchors: tuple[str, ...] = Field(
        (),
        description='DNSSEC trust anchors as DS records of one name (". 20326 8 2 E06D…"); empty: the root\'s, as '
        "published by IANA and shipped.",
    )
    allow_private: tuple[str, ...] = Field((), description="CIDR ranges of private addresses that may be connected to.")
    ipv4_controls: tuple[str, ...] = Field(
        (),
        description="Two or more URLs of different operators known to answer over IPv4, away from the county's own "
        "network. When none of them answers, what did not open was our own outage and nobody's fault.",
    )
    ipv6_controls: tuple[str, ...] = Field(
        (),
        description="The same for IPv6. With none set, or none that answers, reachability over IPv6 is never judged. "
        "One alone that answers is proof enough, but its own outage leaves everything undecided: set two.",
    )
    ipv6_tries: int = Field(10, ge=2, le=60, description="Times the home page is asked for over IPv6.")
    ipv6_spacing: float = Field(2.0, ge=0, le=60, description="Seconds between two of those tries.")
    ipv6_links: int = Field(
        30, ge=0, le=500, description="Pages of the second, and of the third level, that are asked for over IPv6."
    )

    cloaking_pages: int = Field(
        6,
        ge=0,
        le=20,
        description="Pages per site, home page first, that are also asked as search engines ask, naming us; 0: none.",
    )

    exposed_files: tuple[str, ...] = Field(
        (),
        description="Keys of registered sites whose owners agreed that a short list of files is asked for that must not"
        " be there (check security.exposed_files).",
    )

    # Browser
    browser: str = Field(
        "", description='Path of the Chromium that renders pages; empty: the one installed; "none": do without.'
    )
    render_pages: int = Field(
        40, ge=0, le=1000, description="Pages per site opened in the browser because scripts fill them; 0: none."
    )
    render_blocked: int = Field(
        20,
        ge=0,
        le=1000,
        description="Addresses per site opened in the browser because they refuse every other client; 0: none.",
    )

    # Media accounts
    media_days: int = Field(
        100, ge=15, le=400, description="Days of posts asked of media accounts; three months and more tell sleepers."
    )
    media_bases: dict[str, str] = Field(
        {}, description="Other addresses of platforms' interfaces, by adapter (official.weibo …), e.g. of a gateway."
    )
    media_key_file: Path | None = Field(
        None,
        description="Key that encrypts account owners' authorisations; readable by its owner only. Empty: "
        "data_dir/media/key, made when it is first needed. Keep a copy apart from the backup.",
    )
    scan_pages: int = Field(
        20,
        ge=0,
        le=500,
        description="Pages per site, of every kind, that are scanned for accessibility in the browser; 0: none.",
    )
    scan_tabs: int = Field(2, ge=1, le=8, description="Pages of one site that are scanned at once.")

    walk_pages: int = Field(
        3,
        ge=0,
        le=50,
        description="Pages per site that are walked through by keyboard and looked at in a narrow window, in the"
        " browser; the ageing-friendly mode is tried besides; 0: none of it.",
    )

    # Running
    parallel_sites: int = Field(0, ge=0, description="Sites crawled at once; 0: one per processor core.")
    keep_availability_days: int = Field(60, ge=8, description="Days for which availability visits are kept.")
    keep_snapshots: int = Field(8, ge=1, description="Sealed snapshots kept per site; older ones are removed.")
    holidays_file: Path | None = Field(None, description="Holiday table (TOML) that replaces the shipped one.")
    word_dir: str = Field(
        "",
        description="Folder of word lists (gambling.toml …) that replace shipped ones of the same name, or add kinds.",
    )
    indicator_dir: Path | None = Field(
        None, description="Folder of indicator tables that replace shipped ones of the same id."
    )
    seen_apart: int = Field(
        4 * 3600,
        ge=0,
        le=7 * 24 * 3600,
        description="Seconds between two inspections, of sites and accounts alike, for what may pass by itself to "
        "count as seen twice; sooner, both may have met the same trouble.",
    )
    deadline_days: int = Field(7, ge=1, le=60, description="Working days a unit has to put a problem right.")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'xunjian.db').as_posix()}"

    @property
    def media_dir(self) -> Path:
        """Where authorisations and pictures of evidence are kept."""
        return self.data_dir / "media"

    @property
    def media_key(self) -> Path:
        """The key file in force."""
        return self.media_key_file or self.media_dir / "key"

    @property
    def user_agent(self) -> str:
        """Honest User-Agent: name, version and contact."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"Mozilla/5.0 (compatible; Xunjian/{VERSION}; government website inspection{contact})"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line first, then environment, then xunjian.toml in the working directory."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
