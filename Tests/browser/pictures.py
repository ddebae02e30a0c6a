"""Files as patients send them."""
import struct
import zlib
from base64 import b64encode
from pathlib import Path

VOICE = Path(__file__).parent.joinpath("files", "voice.ogg").read_bytes()


def picture(width, height, color):
    """A PNG of one color."""
    row = b"\0" + bytes(color) * width
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
             (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
              for name, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def media(kind, content, mime_type, **more):
    """The members of a message of a patient with this file."""
    return {"type": kind, "data": b64encode(content).decode(), "mime_type": mime_type} | more
