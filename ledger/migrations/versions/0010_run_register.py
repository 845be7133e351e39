"""The register that an inspection went by: of a file, or as it was that day."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Earlier inspections have none: their documents go by the register of today."""
    op.add_column("run", sa.Column("register", sa.JSON(), nullable=True))
