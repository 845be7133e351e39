"""Service platforms that hold sites' guides."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the list; sites registered before have none."""
    op.add_column("site", sa.Column("platforms", sa.JSON(), nullable=False, server_default="[]"))
