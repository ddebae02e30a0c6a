"""A message that comes late stands where it came, with the time at which it was written."""
import time
from datetime import datetime, timezone

from playwright.sync_api import expect

NOW, LATE, BROKEN = "I am at the door", "I wrote this the day before yesterday", "My phone has no clock"


def shown(desk, text):
    written = desk.bubble(text).locator("time").get_attribute("datetime")
    return datetime.fromisoformat(written.replace("Z", "+00:00")).timestamp()


def test_a_late_message_shows_when_it_was_written(desk, clinic):
    patient, _ = clinic.new_guise("Madhu Late", "M. on WhatsApp")
    written = int(time.time()) - 48 * 3600
    patient.writes_as(NOW, number=True)
    patient.writes_as(LATE, number=True, timestamp=str(written))
    patient.writes_as(BROKEN, number=True, timestamp="0")
    desk.open_chat(patient)
    expect(desk.bubble(BROKEN)).to_be_visible()
    assert shown(desk, LATE) == written
    assert abs(shown(desk, BROKEN) - datetime.now(timezone.utc).timestamp()) < 600
    order = [desk.bubble(text).get_attribute("data-seq") for text in (NOW, LATE, BROKEN)]
    assert order == sorted(order, key=int)
