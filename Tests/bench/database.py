"""What the measures read from the product's database, and how rows come into it."""
import contextlib
import sqlite3
import time
import uuid
from datetime import UTC, datetime

import asyncpg

WAITING = "SELECT MIN(received_at) FROM deliveries WHERE state = 'new'"
STORED = "SELECT COUNT(*) FROM deliveries WHERE state IN ('new', 'done', 'quarantined') AND received_at >= {} AND received_at < {}"


class Database:
    """Of either engine. Identifiers are `uuid.UUID` and times `datetime` on the way in."""

    async def value(self, statement):
        rows = await self.rows(statement)
        return rows[0][0] if rows else None

    async def age(self):
        """Seconds since the oldest delivery that is not applied was received; 0 where all are applied."""
        received = await self.value(WAITING)
        return max(0, time.time() - self.seconds(received)) if received else 0

    async def stored(self, begin, end):
        """Deliveries received between the two times."""
        return await self.value(STORED.format(self.literal(begin), self.literal(end)))

    @staticmethod
    def literal(seconds):
        return "'" + datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") + "'"


class SQLite(Database):
    # Of the form of the product's, but in the order of the rows, so that an index of them grows at its end: ten million
    # in random order would take half an hour.
    message_id = "printf('%08x-0000-4000-8000-%012x', {seq}, rowid)"
    message_wamid = "printf('%08x%012x', {seq}, rowid)"

    def __init__(self, path):
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=30)

    async def close(self):
        self.connection.close()

    async def rows(self, statement):
        return self.connection.execute(statement).fetchall()

    async def insert(self, table, columns, rows):
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        self.connection.execute("BEGIN")
        self.connection.executemany(statement, ([self.stored_form(value) for value in row] for row in rows))
        self.connection.execute("COMMIT")

    @contextlib.asynccontextmanager
    async def bulk(self, table):
        """While millions of rows are written nothing waits for the disk, and pages stay in memory."""
        path = self.connection.execute("PRAGMA database_list").fetchone()[2]
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -6000000"):
            self.connection.execute("PRAGMA " + pragma)
        self.connection.execute("BEGIN")
        yield
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.close()
        self.__init__(path)

    @staticmethod
    def stored_form(value):
        """Times and identifiers are text here."""
        if isinstance(value, datetime):
            return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return str(value) if isinstance(value, uuid.UUID) else value

    @staticmethod
    def seconds(stored):
        return datetime.fromisoformat(stored).timestamp()


class Postgres(Database):
    message_id = "gen_random_uuid()"
    message_wamid = "replace(gen_random_uuid()::text, '-', '')"

    @classmethod
    async def connect(cls, uri):
        self = cls()
        self.connection = await asyncpg.connect(uri)
        return self

    async def close(self):
        await self.connection.close()

    async def rows(self, statement):
        return [tuple(row) for row in await self.connection.fetch(statement, timeout=3600)]

    async def insert(self, table, columns, rows):
        await self.connection.copy_records_to_table(table, columns=columns, records=rows)

    @contextlib.asynccontextmanager
    async def bulk(self, table):
        """While millions of rows are written the table has no keys and no indexes; afterwards it has the same as before."""
        constraints = await self.rows(f"""
            SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = '{table}'::regclass AND contype IN ('p', 'u', 'f') ORDER BY contype = 'f'""")
        for name, _ in constraints:
            await self.rows(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        # What is left belongs to no constraint.
        indexes = await self.rows(f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{table}'")
        for name, _ in indexes:
            await self.rows(f"DROP INDEX {name}")
        yield
        for _, definition in indexes:
            await self.rows(definition)
        for name, definition in constraints:
            await self.rows(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        await self.rows("VACUUM ANALYZE")

    @staticmethod
    def seconds(stored):
        return stored.timestamp()
