"""Every body that our Cloud API client encodes, against Meta's repaired schema and the rules that it misses."""
import copy
import re

import jsonschema
import pytest
from bodies import dumped


def is_receipt(body):
    return body.get("status") == "read"


def rows_of(body):
    sections = body.get("interactive", {}).get("action", {}).get("sections", [])
    return [row for section in sections for row in section.get("rows", [])]


def buttons_of(body):
    return [b["reply"] for b in body.get("interactive", {}).get("action", {}).get("buttons", []) if "reply" in b]


def test_the_swift_tests_have_written_bodies():
    assert dumped("outbound-*.json"), "no outbound-*.json: run bin/test unit first, with the same SHUBHSTRA_DUMP"


def test_the_body_is_valid_under_metas_schema(whatsapp_body, outbound_schema):
    wrong = jsonschema.exceptions.best_match(outbound_schema.iter_errors(whatsapp_body))
    assert wrong is None, f"{list(wrong.absolute_path)}: {wrong.message}"


def test_an_unknown_member_would_be_refused(whatsapp_body, outbound_schema):
    altered = copy.deepcopy(whatsapp_body) | {"not_a_member": True}
    assert not outbound_schema.is_valid(altered)


def test_the_recipient_is_one_number_with_a_plus_or_one_user_id(whatsapp_body):
    addresses = [name for name in ("to", "recipient") if name in whatsapp_body]
    assert len(addresses) == (0 if is_receipt(whatsapp_body) else 1), addresses
    if "to" in whatsapp_body:
        assert re.fullmatch(r"\+[1-9]\d{6,14}", whatsapp_body["to"])
    if "recipient" in whatsapp_body:
        assert re.fullmatch(r"[A-Z]{2}\..+", whatsapp_body["recipient"])


def test_every_message_carries_our_own_id(whatsapp_body):
    if not is_receipt(whatsapp_body):
        assert 0 < len(whatsapp_body["biz_opaque_callback_data"]) <= 512


def test_a_list_has_at_most_ten_rows_and_ids_differ(whatsapp_body):
    assert len(rows_of(whatsapp_body)) <= 10
    for items in (rows_of(whatsapp_body), buttons_of(whatsapp_body)):
        assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize("body", [{"messaging_product": "whatsapp", "to": "+919876543210", "type": "text", "text": {"body": "x" * 4097}},
                                  {"messaging_product": "whatsapp", "type": "text", "text": {"body": "nobody"}}])
def test_the_schema_can_refuse(body, outbound_schema):
    assert not outbound_schema.is_valid(body)
