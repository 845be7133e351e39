"""What people entered or imported about media accounts: posts, the time a list covers, evidence of a look."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "media_entry",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.key"], name=op.f("fk_media_entry_account_account")),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_media_entry")),
    )
