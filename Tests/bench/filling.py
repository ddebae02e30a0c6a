"""Rows that a measure begins with, as the product itself would have written them."""
import random
import uuid
from datetime import UTC, datetime, timedelta

import webhooks

PATIENT = ("id", "doctor_id", "name", "phone_number", "whatsapp_user_id", "search_text", "pieces_of", "is_bot_paused", "bot_paused_at",
           "last_seq", "last_patient_seq", "read_seq", "answered_seq", "last_activity_at", "last_seen_at",
           "window_closes_at", "created_at")
PIECE = ("doctor_id", "piece", "patient_id")
ALIAS = ("doctor_id", "patient_id", "kind", "value", "spelling", "first_said_at", "last_said_at", "is_held")


async def patients(database, doctor, people, paused=False, activity=timedelta(hours=1)):
    """
    `people` are (name, phone number, user id, number of messages). Returns their ids, in the same order. Nobody has
    written for `activity`, in any order, and the assistant is paused where a doctor has taken over.
    """
    now, people = datetime.now(UTC), list(people)
    began = now - timedelta(days=400)
    # In order, so that what is inserted patient by patient goes through an index once.
    ids = sorted(uuid.UUID(int=random.getrandbits(128), version=4) for _ in people)
    seconds = random.sample(range(len(people)), len(people))
    rows, aliases, pieces = [], [], []
    for row_id, ago, (name, phone, user, messages) in zip(ids, seconds, people, strict=True):
        last = now - activity - timedelta(seconds=ago)
        text = f"{name.lower()} {phone}"
        rows.append((row_id, doctor, name, phone, user, text, text, paused, began if paused else None, messages,
                     messages - 1 + messages % 2 if messages else 0, messages, messages, last, last,
                     last + timedelta(days=1), began))
        aliases.append((doctor, row_id, "number", phone, phone, began, last, True))
        aliases.append((doctor, row_id, "user_id", user, None, began, last, False))
        # As `SearchPieces` cuts them.
        pieces += ((doctor, piece, row_id) for piece in {text[n:n + 8] for n in range(len(text)) if text[n] != " "})
    await database.insert("patients", PATIENT, rows)
    await database.insert("aliases", ALIAS, aliases)
    await database.insert("search_pieces", PIECE, sorted(pieces))
    return ids


def crowd(count, first=0, messages=0):
    """The patients of `webhooks`."""
    return [(webhooks.name(n), webhooks.phone(n), webhooks.user_id(n), messages) for n in range(first, first + count)]


async def clinics(database, count, accounts_each):
    """More clinics, each with a number of its own: (doctor's id, phone number id, the accounts' ids) of each."""
    now, made = datetime.now(UTC), []
    for number in range(count):
        made.append((uuid.uuid4(), str(800_000_000_000 + number), [uuid.uuid4() for _ in range(accounts_each)]))
    await database.insert("doctors", ("id", "name", "email", "phone_number", "whatsapp_phone_number_id", "created_at"), [
        (doctor, f"Dr {number}", f"doctor{number}@bench.example", f"9120{number:08}", number_id, now)
        for number, (doctor, number_id, _) in enumerate(made)])
    await database.insert("accounts", ("id", "doctor_id", "name", "email", "password_hash", "created_at"), [
        (account, doctor, "Bench", f"{account}@bench.example", "none", now) for doctor, _, ids in made for account in ids])
    return made


async def messages(database, most):
    """
    As many messages as each patient's row says, at most `most`: questions of patients, and answers of the assistant that
    were read. They come one of each patient after the other, as in a clinic's life, and all are settled.
    """
    began = datetime.now(UTC) - timedelta(days=399)
    for seq in range(1, most + 1):
        at = began + timedelta(hours=190 * seq // most * 50)
        await database.rows(MESSAGES.format(
            seq=seq, id=database.message_id.format(seq=seq), wamid=database.message_wamid.format(seq=seq),
            at=database.literal(at.timestamp()), **(QUESTION if seq % 2 else ANSWER)))


MESSAGES = """
INSERT INTO messages (id, doctor_id, patient_id, seq, phone_number, direction, author, message_type, message_body,
    whatsapp_message_id, status, sent_at, created_at)
SELECT {id}, doctor_id, id, {seq}, phone_number, '{direction}', '{author}', 'text', '{text} (' || {seq} || ')',
    'wamid.' || {wamid}, '{status}', {at}, {at}
FROM patients WHERE last_seq >= {seq}
"""
QUESTION = {"direction": "incoming", "author": "patient", "status": "received",
            "text": "Doctor, is it all right to take the tablets after food? And when may I come to show the report?"}
ANSWER = {"direction": "outgoing", "author": "assistant", "status": "read",
          "text": "We are open from Monday to Saturday, 9:00 to 18:00. The consultation fee is 500 rupees."}
