"""Signed deliveries as Meta sends them."""
import hashlib
import hmac
import json
import secrets
import time

PHONE_NUMBER_ID = "700800900100200"


def phone(number):
    return f"9198{70_000_000 + number}"


def user_id(number):
    return f"IN.{88_412_007_341_290_000_000 + number}"


def name(number):
    return f"Patient {number}"


def message(number, text, wamid=None, phone_number_id=PHONE_NUMBER_ID):
    """The body of a text message of the patient with that number."""
    sent = {"from": phone(number), "from_user_id": user_id(number), "id": wamid or "wamid." + secrets.token_hex(16),
            "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}
    contact = {"profile": {"name": name(number)}, "wa_id": phone(number), "user_id": user_id(number)}
    return body(phone_number_id, contacts=[contact], messages=[sent])


def status(number, wamid, word):
    """The body of a report about a message to the patient with that number."""
    report = {"id": wamid, "status": word, "timestamp": str(int(time.time())), "recipient_id": phone(number),
              "recipient_user_id": user_id(number),
              "pricing": {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "service"}}
    contact = {"profile": {"name": name(number)}, "wa_id": phone(number), "user_id": user_id(number)}
    return body(PHONE_NUMBER_ID, contacts=[contact], statuses=[report])


def body(phone_number_id, **members):
    value = {"messaging_product": "whatsapp",
             "metadata": {"display_phone_number": "912012345678", "phone_number_id": phone_number_id}} | members
    change = {"value": value, "field": "messages"}
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()


def request(app_secret, delivered, is_genuine=True):
    """The whole HTTP request. One that is not genuine has a signature of the right form."""
    signature = hmac.digest(app_secret.encode(), delivered, hashlib.sha256).hex() if is_genuine else "0" * 64
    head = (f"POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(delivered)}\r\n\r\n")
    return head.encode() + delivered


def ingest_requests(app_secret, count, patients, is_genuine=True):
    """Messages of so many patients, one after the other."""
    for number in range(count):
        text = f"Can I come today at {number % 12 + 1}? This is question {number}."
        yield request(app_secret, message(number % patients, text), is_genuine)
