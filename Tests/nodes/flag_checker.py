"""Reads what left, what the model was asked and what is stored, and finds what must not be while a flag is open."""
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

# A call that began before the flag may still arrive so much later.
SLACK = 2.0
# A person who wrote so shortly ago is there.
PERSON_IS_THERE = 300


def phone_in(body):
    """Whom a request to the model is about: each question ends with a number."""
    return next(iter(re.findall(r"9198\d{8}", body)), None)


@dataclass
class FlagLog:
    told: dict = field(default_factory=lambda: defaultdict(list))
    """Phone → (text, whether it tells of self-harm) of the emergencies that a node has taken."""
    attended: dict = field(default_factory=lambda: defaultdict(list))
    """Phone → (asked, answered) of each thing that a person did which lets no emergency text leave."""
    gaps: dict = field(default_factory=lambda: defaultdict(list))
    """Phone → from a *done* until it was taken back: in the store these flags were never closed."""
    drafts: set = field(default_factory=set)
    """Ids that a person saw."""
    accepted: dict = field(default_factory=dict)
    """Draft → whether its sending was answered 200 or 202; no entry where nobody sent it."""
    wordings: dict = field(default_factory=dict)
    draft_modes: list = field(default_factory=list)
    """(told, ended): nothing may leave by itself."""
    forms: dict = field(default_factory=dict)
    """Phone → language and letters."""
    on_the_way: int = 0
    """What arrived within the slack after a flag."""


@dataclass
class Message:
    id: str
    seq: int
    author: str
    text: str
    status: str
    at: float
    flag: str | None
    is_edited: bool = False


@dataclass
class Flag:
    phone: str
    seq: int
    opened: float
    closed: float
    category: str
    text: str | None
    """The id of the emergency text."""

    def is_open(self, at, slack=0.0):
        return self.opened + slack < at < self.closed


@dataclass
class Store:
    messages: dict
    """Phone → messages, in order."""
    flags: list

    @classmethod
    async def read(cls, cluster, phones):
        messages = defaultdict(list)
        for row in await cluster.rows(
                "SELECT p.phone_number, m.id, m.seq, m.author, m.message_body, m.status, m.created_at, m.red_flag, "
                "m.edited_at FROM messages m JOIN patients p ON p.id = m.patient_id ORDER BY m.seq"):
            messages[row["phone_number"]].append(Message(
                str(row["id"]), row["seq"], row["author"], row["message_body"], row["status"], stamp(row["created_at"]),
                row["red_flag"], row["edited_at"] is not None))
        flags = [
            Flag(row["phone_number"], row["seq"], stamp(row["raised_at"]),
                 stamp(row["closed_at"]) if row["closed_at"] else float("inf"), row["red_flag"],
                 row["emergency_text_id"] and str(row["emergency_text_id"]))
            for row in await cluster.rows(
                "SELECT p.phone_number, a.seq, a.raised_at, a.closed_at, a.emergency_text_id, m.red_flag FROM alarms a "
                "JOIN patients p ON p.id = a.patient_id JOIN messages m ON m.patient_id = a.patient_id AND m.seq = a.seq "
                "WHERE a.reason = 'red_flag' ORDER BY a.raised_at")]
        return cls(messages, [flag for flag in flags if flag.phone in phones])


def stamp(value):
    """Of a column that holds a time; SQLite keeps it as text."""
    return (datetime.fromisoformat(value.replace("Z", "+00:00")) if isinstance(value, str) else value).timestamp()


def check_flags(log, sent, requests, store, texts):
    """`texts` are the emergency texts, kind → form → text. Returns kind → what was found."""
    found = defaultdict(list)
    known = {text for forms in texts.values() for text in forms.values()}
    flags = defaultdict(list)
    for flag in store.flags:
        flags[flag.phone].append(flag)
    check_gate(log, store, flags, found)
    check_silence(log, sent, store, flags, known, found)
    check_requests(log, requests, store, flags, found)
    check_emergency_texts(log, sent, store, flags, texts, found)
    check_drafts(log, sent, known, found)
    return dict(found)


def in_gap(log, phone, at):
    return any(begun <= at <= ended for begun, ended in log.gaps[phone])


def check_gate(log, store, flags, found):
    """Whatever tells of an emergency has raised a flag, of its kind. What stands beside it may raise one, too."""
    for phone, messages in store.messages.items():
        told = dict(log.told[phone])
        for text in told.keys() - {message.text for message in messages}:
            found["gate"].append(f"not stored: {text}")
        for message in messages:
            if message.author != "patient":
                continue
            if message.text in told:
                if message.flag is None or (message.flag == "self_harm") != told[message.text]:
                    found["gate"].append(f"{message.flag}: {message.text}")
            elif message.text == "breathing" and message.flag is None:
                found["gate"].append(f"none for the pieces of {phone}")
            if message.flag and not any(flag.seq == message.seq for flag in flags[phone]):
                found["gate"].append(f"no flag for {message.text}")


def check_silence(log, sent, store, flags, known, found):
    """While a flag is open no reply is put into the outbox, and none leaves."""
    replies = {}
    for phone, messages in store.messages.items():
        edited = {message.seq for message in messages if message.is_edited}
        for message in messages:
            if message.author != "assistant" or message.text in known:
                continue
            replies[message.id] = message
            for flag in flags[phone]:
                # The seq tells which came first, whichever transaction began first; but not of an edit.
                slack = SLACK if flag.seq in edited else 0
                if message.seq > flag.seq and flag.is_open(message.at, slack) and not in_gap(log, phone, message.at):
                    after = message.at - flag.opened
                    found["flagged"].append(f"a reply to {phone} was stored {after:.3f} s after a flag, which was open")
    for call in sent:
        if call["text"] in known or call["callback_data"] not in replies:
            continue
        if in_gap(log, call["to"], call["at"]):
            continue
        for flag in flags[call["to"]]:
            if flag.is_open(call["at"], SLACK):
                found["flagged"].append(f"a reply to {call['to']} left {call['at'] - flag.opened:.1f} s after a flag")
            elif flag.is_open(call["at"]):
                log.on_the_way += 1
        for told, ended in log.draft_modes:
            if told < call["at"] - SLACK and call["at"] < ended:
                found["mode"].append(f"a reply to {call['to']} left by itself")


def check_requests(log, requests, store, flags, found):
    """While a flag is open no model is asked: not about what came since, and soon about nothing at all."""
    for at, phone, body in requests:
        if in_gap(log, phone, at):
            continue
        for flag in flags[phone]:
            if not flag.is_open(at):
                continue
            # An edit may raise the flag of a message that is older than others.
            since = [message.text for message in store.messages[phone]
                     if message.seq >= flag.seq and message.author == "patient" and phone in message.text
                     and (message.seq == flag.seq or message.at >= flag.opened)]
            if any(text in body for text in since):
                found["asked"].append(f"about what {phone} wrote since the flag")
            elif flag.is_open(at, SLACK):
                found["asked"].append(f"about {phone}, {at - flag.opened:.1f} s after the flag")
            else:
                log.on_the_way += 1


def check_emergency_texts(log, sent, store, flags, texts, found):
    """Each flag's text leaves at most once, at least once where it may, in the right words, and never without a flag or
    beside a person."""
    forms = {text: (kind, form) for kind, all in texts.items() for form, text in all.items()}
    calls = defaultdict(list)
    for call in sent:
        if call["text"] in forms:
            calls[call["callback_data"]].append(call)
    wanted = defaultdict(list)
    for own in flags.values():
        for flag in own:
            if flag.text is None:
                found["emergency"].append(f"a flag of {flag.phone} has no text")
            else:
                wanted[flag.text].append(flag)
    for stray in calls.keys() - wanted.keys():
        # Where an edit makes the other kind of emergency of a message, its flag is about the other text from then on.
        at, phone = calls[stray][0]["at"], calls[stray][0]["to"]
        edited = {message.seq for message in store.messages[phone] if message.is_edited}
        if len(calls[stray]) > 1 or not any(flag.seq in edited and flag.is_open(at) for flag in flags[phone]):
            found["emergency"].append(f"{stray} left for no flag")
    for text, own in wanted.items():
        phone = own[0].phone
        message = next((message for message in store.messages[phone] if message.id == text), None)
        if message is None:
            found["emergency"].append(f"the text {text} of {phone} is not there")
            continue
        kind = "self_harm" if own[0].category == "self_harm" else "general"
        # An edit may have made something else of what it was for.
        if message.text not in forms or (forms[message.text][0] != kind and len(own) == 1):
            found["words"].append(f"{phone} was told {forms.get(message.text)} for {kind}")
        elif forms[message.text][1] != log.forms[phone]:
            about = [other.text for other in store.messages[phone] if other.seq in {flag.seq for flag in own}]
            found["words"].append(f"{phone} was told in {forms[message.text][1]} of {about}")
        persons = [other for other in store.messages[phone] if other.author == "doctor"]
        for call in calls[text]:
            if not any(flag.opened < call["at"] and (call["at"] < flag.closed + SLACK) for flag in own):
                found["emergency"].append(f"to {phone} without an open flag")
            if any(call["at"] - PERSON_IS_THERE < other.at < call["at"] - SLACK for other in persons):
                found["emergency"].append(f"to {phone} beside a person")
        if sum(call["outcome"] == "accepted" for call in calls[text]) > 1:
            found["emergency"].append(f"to {phone} twice")
        if calls[text]:
            continue
        is_excused = (
            any(ended >= message.at for _, ended in log.attended[phone])
            if message.status == "cancelled"
            else any(other.at > message.at - PERSON_IS_THERE for other in persons))
        if not is_excused:
            found["emergency"].append(f"to {phone} never left ({message.status})")



def check_drafts(log, sent, known, found):
    """What waits for a person leaves once somebody has sent it, in their words, and only then."""
    calls = defaultdict(list)
    for call in sent:
        calls[call["callback_data"]].append(call)
    for draft in log.drafts | log.accepted.keys():
        arrived = [call for call in calls[draft] if call["outcome"] == "accepted"]
        if calls[draft] and draft not in log.accepted:
            found["draft"].append(f"{draft} left by itself")
        if len(arrived) > 1:
            found["draft"].append(f"{draft} left {len(arrived)} times")
        if log.accepted.get(draft) and not arrived:
            found["draft"].append(f"{draft} was sent and did not leave")
        if any(call["text"] != log.wordings.get(draft, call["text"]) for call in calls[draft]):
            found["draft"].append(f"{draft} left in other words")
    for call in sent:
        if call["text"].startswith("Take two tablets") and call["callback_data"] not in log.accepted:
            found["draft"].append(f"medical advice left by itself to {call['to']}")
