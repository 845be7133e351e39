"""How many seconds must lie between two inspections for a problem to count as seen twice."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; what was seen before counts as it did."""
    op.add_column("finding_event", sa.Column("apart", sa.Integer(), nullable=False, server_default="0"))
