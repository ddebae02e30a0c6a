"""Reads what WhatsApp received and what the API answered, and finds what must not be."""
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Takeover:
    phone: str
    told: float
    """When the answer had come."""
    ended: float
    """Just before the resume was asked for."""


@dataclass
class Log:
    takeovers: list = field(default_factory=list)
    doctor_texts: dict = field(default_factory=lambda: defaultdict(list))
    """Phone → what was answered 200 or 202, in the order of the answers."""
    patient_texts: dict = field(default_factory=lambda: defaultdict(list))
    """Phone → what a node has answered 200, one after the other."""


def check(log, sent, histories):
    """`sent` are the sandbox's records with `at` in seconds; `histories` phone → messages of the API.
    Returns kind → what was found."""
    found = defaultdict(list)
    by_phone = defaultdict(list)
    for message in sent:
        by_phone[message["to"]].append(message)
    written = {phone: set(texts) for phone, texts in log.doctor_texts.items()}
    for takeover in log.takeovers:
        for message in by_phone[takeover.phone]:
            if message["text"] not in written.get(takeover.phone, ()) and takeover.told < message["at"] < takeover.ended:
                found["rule"].append(f"{message['callback_data']} inside a takeover")
    for callback, count in Counter(m["callback_data"] for m in sent if m["outcome"] == "accepted").items():
        if count > 1:
            found["doubled"].append(f"{callback} {count} times")
    for phone, texts in log.doctor_texts.items():
        arrived = [m["text"] for m in by_phone[phone] if m["outcome"] == "accepted" and m["text"] in written[phone]]
        for text in texts:
            if arrived.count(text) != 1:
                found["lost" if text not in arrived else "doubled"].append(text)
        if [t for t in arrived] != [t for t in texts if t in arrived]:
            found["order"].append(f"what the doctor wrote to {phone[-4:]}")
    for phone, texts in log.patient_texts.items():
        history = histories.get(phone, [])
        kept = [m["message_body"] for m in history if m["author"] == "patient"]
        for text, count in Counter(texts).items():
            if kept.count(text) != count:
                found["lost" if text not in kept else "doubled"].append(text)
        if [t for t in kept if t in set(texts)] != texts:
            found["order"].append(f"what {phone[-4:]} wrote")
        if [m["seq"] for m in history] != list(range(1, len(history) + 1)):
            found["order"].append(f"the numbers of {phone[-4:]}")
    return dict(found)
