"""The checker of the race of flags sees what must not be."""
import pytest

from flag_checker import Flag, FlagLog, Message, Store, check_flags

PHONE, TEXTS = "919810000001", {"general": {"en": "call 108"}, "self_harm": {"en": "call 14416"}}
WORDS = f"chest pain {PHONE}"


def found(sent=(), requests=(), reply_at=None, drafts=(), text="call 108", closed=float("inf")):
    log = FlagLog(told={PHONE: [(WORDS, False)]}, forms={PHONE: "en"}, drafts=set(drafts))
    log.attended, log.gaps = {PHONE: []}, {PHONE: []}
    messages = [Message("p", 1, "patient", WORDS, "received", 100, "heart"),
                Message("e", 2, "assistant", text, "sent", 100, None)]
    if reply_at:
        messages.append(Message("r", 3, "assistant", "At nine.", "sent", reply_at, None))
    store = Store({PHONE: messages}, [Flag(PHONE, 1, 100, closed, "heart", "e")])
    return check_flags(log, [call("e", text, 101), *sent], requests, store, TEXTS)


def call(callback, text, at):
    return {"to": PHONE, "text": text, "at": at, "callback_data": callback, "outcome": "accepted"}


@pytest.mark.parametrize("kind,what", [
    ("flagged", {"reply_at": 150}),
    ("asked", {"requests": [(101, PHONE, WORDS)]}),
    ("asked", {"requests": [(150, PHONE, "something else")]}),
    ("emergency", {"sent": [call("e", "call 108", 110)]}),
    ("emergency", {"closed": 90}),
    ("words", {"text": "call 14416"}),
    ("draft", {"drafts": ["d"], "sent": [call("d", "At nine.", 110)]}),
])
def test_it_sees_each_kind(kind, what):
    assert found(**what).get(kind)


def test_it_is_content_with_what_is_right():
    assert not found()
