"""Starlette with asyncpg under uvicorn: verify, find or create the patient, insert the message, commit, 200."""
import contextlib
import hashlib
import hmac
import json
import os
import uuid
from datetime import UTC, datetime

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

SECRET = os.environ["META_APP_SECRET"].encode()
FIND = "SELECT id FROM patients WHERE doctor_id = $1 AND phone_number = $2"
CREATE = """INSERT INTO patients (id, doctor_id, name, phone_number, whatsapp_user_id, last_activity_at)
    VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT DO NOTHING"""
INSERT = """INSERT INTO messages (id, doctor_id, patient_id, direction, message_type, message_body,
        whatsapp_message_id, status, sent_at, created_at)
    VALUES ($1, $2, $3, 'incoming', $4, $5, $6, 'received', $7, now()) ON CONFLICT DO NOTHING"""


@contextlib.asynccontextmanager
async def connected(app):
    size = int(os.environ["DATABASE_CONNECTIONS"])
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=size, max_size=size) as app.state.pool:
        rows = await app.state.pool.fetch("SELECT id, phone_number_id FROM doctors")
        app.state.doctors = {row["phone_number_id"]: row["id"] for row in rows}
        yield


def is_genuine(body, header):
    wanted = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, header)


async def patient_id(connection, doctor, contact):
    if found := await connection.fetchval(FIND, doctor, contact["wa_id"]):
        return found
    await connection.execute(CREATE, uuid.uuid4(), doctor, contact["profile"]["name"], contact["wa_id"], contact["user_id"])
    return await connection.fetchval(FIND, doctor, contact["wa_id"])


async def store(app, value):
    doctor = app.state.doctors[value["metadata"]["phone_number_id"]]
    async with app.state.pool.acquire() as connection, connection.transaction():
        patient = await patient_id(connection, doctor, value["contacts"][0])
        for message in value["messages"]:
            sent_at = datetime.fromtimestamp(int(message["timestamp"]), UTC)
            await connection.execute(INSERT, uuid.uuid4(), doctor, patient, message["type"], message["text"]["body"],
                                     message["id"], sent_at)


async def webhook(request):
    body = await request.body()
    if not is_genuine(body, request.headers.get("x-hub-signature-256", "")):
        return PlainTextResponse("", 401)
    for entry in json.loads(body)["entry"]:
        for change in entry["changes"]:
            await store(request.app, change["value"])
    return PlainTextResponse("EVENT_RECEIVED")


async def ready(request):
    return PlainTextResponse("ready")


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"]), Route("/ready", ready)], lifespan=connected)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), access_log=False, log_level="warning",
                loop="uvloop", http="httptools", timeout_keep_alive=60)
