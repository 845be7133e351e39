"""The document by which a township or department keeps a site of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add it; of sites registered before nobody has said."""
    op.add_column("site", sa.Column("approval", sa.Text(), nullable=False, server_default=""))
