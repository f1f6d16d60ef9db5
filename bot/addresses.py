"""Where the database is: a file, or a PostgreSQL server."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr, model_validator

from bot.records.base import Record

_SCHEMES = ("postgresql", "postgres")


class PostgresAddress(Record):
    """A PostgreSQL database as libpq names it: `postgresql://user:password@host:port/name?sslmode=require`.

    It holds a password, so it is never printed; `shown` is what may be.
    """

    url: SecretStr

    @model_validator(mode="after")
    def _know_scheme(self) -> "PostgresAddress":
        if not is_postgres(self.url.get_secret_value()):
            raise ValueError("write postgresql://user:password@host/name")
        return self

    def __str__(self) -> str:
        """The address without the password and without options, which may hold one."""
        parts = urlsplit(self.url.get_secret_value())
        return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"


DatabaseAddress = Path | PostgresAddress


def is_postgres(address: str) -> bool:
    """Whether an address names a PostgreSQL database; every other is the path of a file."""
    return address.partition("://")[0].casefold() in _SCHEMES and "://" in address


def read_address(address: str) -> DatabaseAddress:
    """The address that somebody wrote."""
    return PostgresAddress(url=SecretStr(address)) if is_postgres(address) else Path(address)
