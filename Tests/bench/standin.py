"""Meta and the model, answering at once. Lighter than the sandbox, which would be what limits a measure of full turns."""
import asyncio
import json
import secrets
import time

from client import LENGTH

REPLY = {"reply": "We are open from Monday to Saturday, 9:00 to 18:00.", "needs_human": False, "reason": "answered",
         "topic": "Opening hours"}
MODEL_ANSWER = {"candidates": [{"content": {"role": "model", "parts": [{"text": json.dumps(REPLY)}]}, "finishReason": "STOP",
                                "index": 0}],
                "usageMetadata": {"promptTokenCount": 120, "candidatesTokenCount": 18, "totalTokenCount": 138},
                "modelVersion": "bench", "responseId": "bench"}


def answer(value):
    body = json.dumps(value).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


ANSWERED, SUCCESS = answer(MODEL_ANSWER), answer({"success": True})


class Standin:
    """Use as `async with`. `sent` waits for what the clinic sends to a phone: (wamid, when it arrived)."""

    async def __aenter__(self):
        self.waiting = {}
        self.server = await asyncio.get_running_loop().create_server(lambda: Exchange(self), "127.0.0.1", 0, backlog=1000)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.server.close()

    def sent(self, phone):
        return self.waiting.setdefault(phone, asyncio.get_running_loop().create_future())

    def answer(self, path, body):
        if path.endswith(b":generateContent"):
            return ANSWERED
        message = json.loads(body)
        if "to" not in message:
            return SUCCESS
        phone, wamid = message["to"].removeprefix("+"), "wamid." + secrets.token_hex(16)
        if waiting := self.waiting.pop(phone, None):
            # After the answer, as Meta's statuses are.
            asyncio.get_running_loop().call_soon(waiting.set_result, (wamid, time.perf_counter()))
        return answer({"messaging_product": "whatsapp", "contacts": [{"input": message["to"], "wa_id": phone}],
                       "messages": [{"id": wamid}]})


class Exchange(asyncio.Protocol):
    def __init__(self, standin):
        self.standin, self.buffer = standin, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end]
            # A question, such as for the templates, has no body.
            known = LENGTH.search(head)
            length = int(known[1]) if known else 0
            if len(self.buffer) < end + 4 + length:
                return
            body, self.buffer = self.buffer[end + 4:end + 4 + length], self.buffer[end + 4 + length:]
            self.transport.write(self.standin.answer(head.split(b" ", 2)[1], body))
