"""What sites looked like when they were taken as sound."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table of baselines."""
    op.create_table(
        "baseline",
        sa.Column("site", sa.String(length=255), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.Column("run", sa.String(length=80), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.Column("seen_run", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name=op.f("fk_baseline_site_site")),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_baseline")),
    )
