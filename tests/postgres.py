"""A PostgreSQL server of the suite's own, from the binaries of this machine, in a temporary folder."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from bot.addresses import PostgresAddress

_PLACES = ("/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb", "/usr/local/bin/initdb")
_OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=60 -k {folder}"
_MISSING = "no PostgreSQL server on this machine: install the package postgresql to run this test"


def find_binaries() -> Path | None:
    """The folder with `initdb` and `pg_ctl`; None where PostgreSQL is not installed."""
    found = [path for place in _PLACES for path in Path("/").glob(place.removeprefix("/"))]
    return max(found).parent if found else None


class Cluster:
    """A server that runs for as long as somebody uses it. It listens on a socket in its folder alone."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._numbers = count(1)

    def start(self) -> None:
        self._control("start", "-o", _OPTIONS.format(folder=self._folder), "-l", str(self._folder / "log"))

    def stop(self) -> None:
        """Cut every connection and stop."""
        self._control("stop", "-m", "fast")

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """No connection gets an answer for the length of a block; none is cut."""
        server = self.read_pid()
        processes = [server, *_list_children(server)]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    def create(self) -> None:
        """Make the files of a server."""
        self._run("initdb", "-D", str(self._data), "-U", "glassbox", "-A", "trust", "-E", "UTF8", "--no-sync")

    def create_database(self) -> PostgresAddress:
        """An empty database of its own."""
        name = f"test{next(self._numbers)}"
        with psycopg.connect(self._write_address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return PostgresAddress(url=SecretStr(self._write_address(name)))

    def read_pid(self) -> int:
        """The process whose children serve the connections."""
        return int((self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self._folder / ".s.PGSQL.5432"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _write_address(self, name: str) -> str:
        return f"postgresql://glassbox@/{name}?host={self._folder}"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", *arguments, "-D", str(self._data), "-w", "-s")

    def _run(self, name: str, *arguments: str) -> None:
        """As a user without rights: PostgreSQL refuses to run as root."""
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(self._binaries / name), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)


def _list_children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [int(child) for child in listed.split()]


@contextlib.contextmanager
def run_cluster(binaries: Path) -> Iterator[Cluster]:
    """A server for the length of a block; its folder has a short name, as sockets need."""
    folder = Path(tempfile.mkdtemp(prefix="glassbox-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        cluster = Cluster(binaries, folder)
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serve_tests() -> Iterator[Cluster]:
    """What a fixture yields: a server, where this machine has one; else its tests are skipped."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(_MISSING)
    with run_cluster(binaries) as cluster:
        yield cluster
