"""Questions that the assistant must not answer."""
from playwright.sync_api import expect

REASON = "The assistant was not sure of the answer."


def test_who_needs_a_human_is_on_top_until_it_is_done(desk, clinic):
    patient, other = clinic.new_patient("Gauri Apte"), clinic.new_patient("Omkar Phadke")
    patient.writes("Can I take ibuprofen together with my heart tablets?")
    mark = desk.row(patient).get_by_test_id("needs-human-mark")
    expect(mark).to_have_text(REASON)
    other.asks_and_is_answered()
    expect(desk.row(other)).to_be_visible()
    # Whoever waits longest stands first; who is answered by the assistant comes after them all.
    expect(desk.rows.first).to_contain_text("Fatima Shaikh")
    assert desk.row(patient).bounding_box()["y"] < desk.row(other).bounding_box()["y"]

    desk.open_chat(patient)
    strip = desk.chat.get_by_test_id("needs-human")
    expect(strip).to_contain_text(REASON)
    expect(desk.bubble("A person from the clinic will answer you here.")).to_be_visible()
    desk.chat.get_by_test_id("mark-done").click()
    expect(strip).to_be_hidden()
    desk.close_chat()
    expect(desk.row(patient)).to_be_visible()
    expect(mark).to_be_hidden()
