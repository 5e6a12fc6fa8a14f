"""Run by alembic for each upgrade, over the connection and inside the transaction it is handed."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import DateTime
from sqlmodel import AutoString, SQLModel

import storage.records  # noqa: F401  it names all tables
from storage.columns import Moment


def plain_type(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """How a step writes a column's type down: without our classes, which may change after it."""
    if kind != "type":
        return False
    if isinstance(item, Moment):
        return "sa.DateTime()"
    return "sa.String()" if isinstance(item, AutoString) else False


def same_type(_context: Any, _column: Any, _table: Any, found: Any, wanted: Any) -> bool | None:
    """Whether a moment's column changed its type; None leaves all others to alembic."""
    return not isinstance(found, DateTime) if isinstance(wanted, Moment) else None


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=plain_type,
    compare_type=same_type,
)
context.run_migrations()
