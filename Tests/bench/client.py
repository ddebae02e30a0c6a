"""A persistent connection that is asked one thing after another."""
import asyncio
import re
import time

LENGTH = re.compile(rb"(?i)content-length: *(\d+)")


class Connection:
    @classmethod
    async def open(cls, port):
        self = cls()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
        return self

    async def ask(self, request):
        """The body of the answer, which has to be 200."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        body = await self.reader.readexactly(int(LENGTH.search(head)[1]))
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"unexpected answer: {head[:60]!r} {body[:200]!r}")
        return body

    async def get(self, path, cookie):
        """The body, and the seconds it took."""
        began = time.perf_counter()
        body = await self.ask(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
        return body, time.perf_counter() - began

    def close(self):
        self.writer.close()


class Pool:
    """So many connections; who asks waits for a free one. Use as `async with`."""

    def __init__(self, port, size):
        self.port, self.size, self.free = port, size, asyncio.Queue()

    async def __aenter__(self):
        self.all = [await Connection.open(self.port) for _ in range(self.size)]
        for connection in self.all:
            self.free.put_nowait(connection)
        return self

    async def __aexit__(self, *_):
        for connection in self.all:
            connection.close()

    async def ask(self, request):
        connection = await self.free.get()
        try:
            return await connection.ask(request)
        finally:
            self.free.put_nowait(connection)
