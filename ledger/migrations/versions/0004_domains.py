"""Further and old domain names of sites."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add both lists; sites registered before have none."""
    for name in ("aliases", "old_domains"):
        op.add_column("site", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
