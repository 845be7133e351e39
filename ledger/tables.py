"""The database's tables (SQLAlchemy Core). Nothing here is particular to SQLite or PostgreSQL.

What is true is kept once: a finding's state is not a column, it is folded from `finding_event`. `finding` holds what
never changes of it, and a cache of its last failed observation.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)

from core.clock import parse_moment, to_beijing

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, stored as ISO 8601 Beijing time of fixed width, so that text order is time order.

    SQLite keeps no time zones; a naive datetime raises ValueError rather than being guessed at.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment in Beijing time."""
        return None if value is None else to_beijing(value).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read it back."""
        return None if value is None else parse_moment(value)


register_info = Table(
    "register_info",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    Column("name", Text, primary_key=True),
    Column("parent", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)

site = Table(
    "site",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("name", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("id_code", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("supervisor", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("allow_private", JSON, nullable=False),
    Column("robots", String(10), nullable=False),
    Column("max_pages", Integer),
    Column("delay", Float),
    Column("aliases", JSON, nullable=False, server_default="[]"),
    Column("old_domains", JSON, nullable=False, server_default="[]"),
    Column("approval", Text, nullable=False, server_default=""),
    Column("platforms", JSON, nullable=False, server_default="[]"),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)

site_column = Table(
    "site_column",
    metadata,
    Column("site", ForeignKey("site.key"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("category", String(20), nullable=False),
    Column("interval_days", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("key", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("kind", Text, nullable=False, server_default=""),
    Column("qr", Text, nullable=False, server_default=""),
    Column("certified_body", Text, nullable=False, server_default=""),
    Column("certification", Text, nullable=False, server_default=""),
    Column("supervisor", Text, nullable=False, server_default=""),
    Column("operator", Text, nullable=False, server_default=""),
    Column("person", Text, nullable=False, server_default=""),
    Column("phone", Text, nullable=False, server_default=""),
    Column("function", Text, nullable=False, server_default=""),
    Column("opened_on", Date),
    Column("filed_on", Date),
    Column("filing_number", Text, nullable=False, server_default=""),
    Column("state_on", Date),
    Column("notice_url", Text, nullable=False, server_default=""),
    Column("moved_to", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("authorised_until", Date),
    Column("updated_on", Date),
    Column("evidence", Text, nullable=False, server_default=""),
    Column("package", Text, nullable=False, server_default=""),
    Column("download_url", Text, nullable=False, server_default=""),
    Column("domains", JSON, nullable=False, server_default="[]"),
    Column("app_filing", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)

# What was done to an account's entry in the register: appended with each import, never changed.
account_change = Table(
    "account_change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account", ForeignKey("account.key"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("changes", JSON, nullable=False),
    Index("ix_account_change_account", "account", "id"),
)

media_entry = Table(
    "media_entry",
    metadata,
    Column("account", ForeignKey("account.key"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("data", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
)

# What a person said of an account that was come across: the last word on each.
account_clue = Table(
    "account_clue",
    metadata,
    Column("key", String(12), primary_key=True),
    Column("platform", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("period", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("versions", JSON, nullable=False),
    Column("register", JSON),
)

run_site = Table(
    "run_site",
    metadata,
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("site", ForeignKey("site.key"), primary_key=True),
    Column("snapshot", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("sanity", String(20), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("checks", JSON, nullable=False),
    Column("outcomes", JSON, nullable=False),
    Column("change", JSON, nullable=False),
    Column("conclusion", Text, nullable=False),
    Column("indicator_table", Text, nullable=False),
    Column("indicator_version", Integer),
    Index("ix_run_site_site", "site", "taken_at"),
)

# Two sites may link to the same dead address: what is fixed on one is not fixed on the other, so the key has both.
finding = Table(
    "finding",
    metadata,
    Column("site", ForeignKey("site.key"), primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("check", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("identity", JSON, nullable=False),
    Column("unit", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("data_at", Moment, nullable=False),
)

finding_event = Table(
    "finding_event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("site", String(255), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("due", Date),
    Column("expires", Date),
    Column("rounds", Integer, nullable=False),
    Column("apart", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(["site", "fingerprint"], ["finding.site", "finding.fingerprint"]),
    Index("ix_finding_event_finding", "site", "fingerprint", "at"),
    # One inspection says at most one thing of a finding.
    Index(
        "uq_finding_event_run",
        "site",
        "fingerprint",
        "run",
        unique=True,
        sqlite_where=text("run <> ''"),
        postgresql_where=text("run <> ''"),
    ),
)

schedule = Table(
    "schedule",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("spec", JSON, nullable=False),
    Column("action", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("enabled", Boolean, nullable=False),
)

schedule_firing = Table(
    "schedule_firing",
    metadata,
    Column("schedule", ForeignKey("schedule.name"), primary_key=True),
    Column("due_at", Moment, primary_key=True),
    Column("claimed_at", Moment, nullable=False),
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(255), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("max_attempts", Integer, nullable=False),
    Column("ready_at", Moment, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    Column("worker", Text, nullable=False),
    Column("lease_until", Moment),
    Column("finished_at", Moment),
    Column("error", Text, nullable=False),
    Index("ix_job_state", "state", "ready_at"),
    Index(
        "uq_job_queued",
        "key",
        unique=True,
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "uq_job_running",
        "key",
        unique=True,
        sqlite_where=text("state = 'running'"),
        postgresql_where=text("state = 'running'"),
    ),
)

# One row for each slot that somebody set out to visit. Without `ended_at` after its lease it was lost: never begun
# again once `begun_at` is set, so that no site is visited twice in one slot.
availability = Table(
    "availability",
    metadata,
    Column("site", ForeignKey("site.key"), primary_key=True),
    Column("slot", String(13), primary_key=True),
    Column("host", String(255), nullable=False),
    Column("worker", Text, nullable=False),
    Column("lease_until", Moment, nullable=False),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    Column("outcome", String(10), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("status", Integer, nullable=False),
    Column("address", Text, nullable=False),
    Column("dns_ms", Integer, nullable=False),
    Column("connect_ms", Integer, nullable=False),
    Column("tls_ms", Integer, nullable=False),
    Column("first_byte_ms", Integer, nullable=False),
    Column("total_ms", Integer, nullable=False),
    Column("tries", JSON, nullable=False),
    Column("controls", JSON(none_as_null=True)),
    Column("note", Text, nullable=False),
    Index("ix_availability_slot", "slot"),
)

# What a site looked like when somebody, or its first sound inspection, took it as sound; and what was seen last.
baseline = Table(
    "baseline",
    metadata,
    Column("site", ForeignKey("site.key"), primary_key=True),
    Column("state", JSON, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("run", String(80), nullable=False),
    Column("actor", Text, nullable=False),
    Column("seen", JSON, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("seen_run", String(80), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("ix_audit_at", "at"),
)
