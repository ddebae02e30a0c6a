"""A way to the server that can die without a word: nothing is refused, nothing is reset, nothing comes through."""
import select
import socket
import threading
from contextlib import suppress


class SilentNetwork:
    """
    A TCP proxy. While it is dead it takes whatever is sent and hands nothing on; with `answers_only` requests still
    arrive. What was under way when it died stays dead, only new connections get through again.
    """

    def __init__(self, target):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.is_dead = self.takes_requests = False
        self.dead = set()
        self.alive = set()
        threading.Thread(target=self.accept, daemon=True).start()

    def die(self, answers_only=False):
        self.takes_requests, self.is_dead = answers_only, True
        self.dead |= self.alive

    def heal(self):
        self.is_dead = False

    def close(self):
        self.listener.close()
        for pair in self.alive | self.dead:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
                pair = (client, socket.create_connection(self.target))
            except OSError:
                return
            (self.dead if self.is_dead else self.alive).add(pair)
            threading.Thread(target=self.forward, args=pair, daemon=True).start()

    def forward(self, client, server):
        with client, server, suppress(OSError):
            while True:
                for source in select.select([client, server], [], [])[0]:
                    data = source.recv(65_536)
                    if not data:
                        return
                    if (client, server) not in self.dead:
                        (server if source is client else client).sendall(data)
                    elif source is client and self.takes_requests:
                        server.sendall(data)
