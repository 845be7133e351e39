"""Slots of the availability monitoring."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table of slots."""
    op.create_table(
        "availability",
        sa.Column("site", sa.String(length=255), nullable=False),
        sa.Column("slot", sa.String(length=13), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.String(length=32), nullable=False),
        sa.Column("begun_at", sa.String(length=32), nullable=True),
        sa.Column("ended_at", sa.String(length=32), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("dns_ms", sa.Integer(), nullable=False),
        sa.Column("connect_ms", sa.Integer(), nullable=False),
        sa.Column("tls_ms", sa.Integer(), nullable=False),
        sa.Column("first_byte_ms", sa.Integer(), nullable=False),
        sa.Column("total_ms", sa.Integer(), nullable=False),
        sa.Column("tries", sa.JSON(), nullable=False),
        sa.Column("controls", sa.JSON(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name=op.f("fk_availability_site_site")),
        sa.PrimaryKeyConstraint("site", "slot", name=op.f("pk_availability")),
    )
    op.create_index("ix_availability_slot", "availability", ["slot"], unique=False)
