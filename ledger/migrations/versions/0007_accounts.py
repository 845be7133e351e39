"""All that the register says of a media account, and what was done to its entry."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_WORDS = (
    "kind", "qr", "certified_body", "certification", "supervisor", "operator", "person", "phone", "function",
    "filing_number", "notice_url", "moved_to", "source", "evidence", "package", "download_url", "app_filing",
)  # fmt: skip
_DAYS = ("opened_on", "filed_on", "state_on", "authorised_until", "updated_on")


def upgrade() -> None:
    """Add the columns, empty for accounts registered before; their history begins now."""
    for name in _WORDS:
        op.add_column("account", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in _DAYS:
        op.add_column("account", sa.Column(name, sa.Date()))
    op.add_column("account", sa.Column("domains", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "account_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.key"], name=op.f("fk_account_change_account_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_change")),
    )
    op.create_index("ix_account_change_account", "account_change", ["account", "id"])
