"""What the database is made of: one metadata, and column types that mean the same on both engines."""

# The hooks of a TypeDecorator have SQLAlchemy's names and signatures, and its documentation.
# ruff: noqa: ANN401, ARG002, D102

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, MetaData, Table
from sqlalchemy import Text as AnyText
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator, TypeEngine

__all__ = ["Flag", "Instant", "Integer", "Json", "PersonId", "Sealed", "Snowflake", "Text", "metadata", "table"]

# Constraints need names of their own before a migration can drop them again.
NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
SQLITE: Final = "sqlite"

metadata = MetaData(naming_convention=NAMES)


class _Whole(TypeDecorator[int]):
    """A 64-bit whole number."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        # STRICT tables know INTEGER only, which holds 64 bits there.
        return dialect.type_descriptor(Integer() if dialect.name == SQLITE else BigInteger())


class Snowflake(_Whole):
    """An id given by Discord."""

    cache_ok = True


class PersonId(_Whole):
    """A person as the register of people knows them; never a Discord id."""

    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """A moment: an aware datetime outside, microseconds since 1970 in UTC inside.

    Whole numbers sort and compare alike on both engines, and no driver guesses at a zone.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == SQLITE else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + int(value) * MICROSECOND


class Flag(TypeDecorator[bool]):
    """Yes or no."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == SQLITE else Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:  # noqa: FBT001
        if value is None:
            return None
        return int(value) if dialect.name == SQLITE else bool(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Text(TypeDecorator[str]):
    """A text that both engines can hold: lone surrogates and NUL become U+FFFD."""

    impl = AnyText
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not value.isascii():
            value = "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in value)
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")


class Json(TypeDecorator[Any]):
    """Any JSON value, kept as ASCII text; None is NULL."""

    impl = AnyText
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Sealed(TypeDecorator[bytes]):
    """Bytes that `People.seal` made; nothing else opens them."""

    impl = LargeBinary
    cache_ok = True


def table(name: str, *items: SchemaItem, within: MetaData = metadata) -> Table:
    """Define a table, on the one metadata unless told otherwise; on SQLite it is STRICT."""
    for item in items:
        # Ids come from Discord or the register; a sequence of our own would be a second, silent source.
        if isinstance(item, Column) and isinstance(item.type, _Whole | Instant):
            item.autoincrement = False
    return Table(name, within, *items, sqlite_strict=True)
