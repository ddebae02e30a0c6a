"""The list: nobody is forgotten, and the right patient opens."""
import pytest
from playwright.sync_api import expect
from screens import DESKTOP, PHONE, SMALL_PHONE

NOT_SURE = "Can I take ibuprofen together with my heart tablets?"
TWELVE_MINUTES = 12 * 60 + 20
# A fraction of a pixel too little is enough for dots in place of the unit.
IS_WHOLE = """(element) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    const [text, box, line] = [words, element, element.parentElement].map((one) => one.getBoundingClientRect().right);
    return text <= box + 0.02 && box <= line + 0.02;
}"""
# Presses the first row with a finger in the very moment in which the rows have moved.
TAP_AFTER_MOVE = """() => {
    const list = document.querySelector("#patients ul");
    window.moved = new Promise((resolve) => new MutationObserver(() => {
        const row = list.firstElementChild;
        row.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true, pointerType: "touch"}));
        row.dispatchEvent(new PointerEvent("pointerup", {bubbles: true, pointerType: "touch"}));
        row.dispatchEvent(new MouseEvent("click", {bubbles: true, detail: 1}));
        resolve(true);
    }).observe(list, {childList: true}));
}"""


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_patient_who_writes_into_a_taken_over_chat_is_not_forgotten(desk, clinic):
    patient, other = clinic.new_patient("Usha Patki"), clinic.new_patient("Dilip Naik")
    patient.asks_and_is_answered()
    expect(desk.row(patient)).to_be_visible()
    desk.pause(patient)
    patient.writes("The pain is back.", age_seconds=TWELVE_MINUTES)
    other.asks_and_is_answered()
    row = desk.row(patient)
    expect(row.get_by_test_id("needs-human-mark")).to_contain_text("Waiting 12 min")
    expect(row.get_by_test_id("last-message")).to_have_text("The pain is back.")
    expect(desk.row(other)).to_be_visible()
    assert row.bounding_box()["y"] < desk.row(other).bounding_box()["y"]

    desk.open_chat(patient)
    waiting = desk.chat.get_by_test_id("chat-waiting")
    expect(waiting).to_have_text("Waiting 12 min")
    assert waiting.evaluate(IS_WHOLE), "how long is cut"
    desk.write("Please come at once.")
    desk.expect_status(desk.bubble("Please come at once."), "Delivered")
    expect(desk.chat.get_by_test_id("chat-waiting")).to_be_hidden()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_row_shows_the_patients_words_and_the_chat_says_that_a_person_is_needed(desk, clinic):
    patient = clinic.new_patient("Gita Apte")
    patient.writes(NOT_SURE)
    expect(desk.row(patient).get_by_test_id("status-badge")).to_have_text("Needs human")
    expect(desk.row(patient).get_by_test_id("last-message")).to_have_text(NOT_SURE)
    desk.open_chat(patient)
    expect(desk.banner).to_contain_text("A person is needed; the AI answers what it can")
    red, green, blue = desk.color_behind(desk.banner)
    assert red > green > blue, "the banner is green"


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_done_can_be_taken_back_for_a_minute_and_the_focus_stays_in_the_chat(desk, clinic):
    patient = clinic.new_patient("Vasant Kale")
    patient.writes(NOT_SURE)
    expect(desk.row(patient).get_by_test_id("needs-human-mark")).to_be_visible()
    desk.open_chat(patient)
    strip, toast = desk.chat.get_by_test_id("needs-human"), desk.chat.get_by_test_id("toast")
    desk.chat.get_by_test_id("mark-done").press("Enter")
    expect(strip).to_be_hidden()
    expect(toast).to_contain_text("marked done")
    assert desk.chat.evaluate("(dialog) => dialog.contains(document.activeElement)")
    toast.get_by_role("button", name="Undo").press("Enter")
    expect(strip).to_be_visible()
    assert desk.chat.evaluate("(dialog) => dialog.contains(document.activeElement)")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_counts_are_true_whatever_is_loaded_and_the_focus_never_falls_to_the_page(desk, clinic):
    page = desk.page
    patient = clinic.new_patient("Charu Limaye")
    patient.writes(NOT_SURE)
    chip = page.get_by_role("button", name="Needs human")
    expect(desk.row(patient)).to_be_visible()
    counts = page.request.get("/api/patients/counts").json()["counts"]
    expect(chip).to_have_text(f"Needs human{counts['needs_human']}")
    expect(page).to_have_title(f"({counts['unread']}) Patients – Shubhstra")
    page.get_by_test_id("search").fill(patient.name)
    expect(desk.rows).to_have_count(1)
    expect(page).to_have_title(f"({counts['unread']}) Patients – Shubhstra")

    page.get_by_role("button", name="Manual").click()
    state = page.get_by_test_id("list-state")
    expect(state).to_contain_text(f"Nobody in “Manual” is found for “{patient.name}”")
    state.get_by_role("button", name="Search all").click()
    expect(desk.row(patient)).to_be_visible()

    chip.click()
    expect(desk.rows).to_have_count(1)
    desk.open_chat(patient)
    desk.chat.get_by_test_id("mark-done").click()
    expect(desk.chat.get_by_test_id("needs-human")).to_be_hidden()
    page.keyboard.press("Escape")
    page.mouse.move(700, 30)
    expect(desk.rows).to_have_count(0)
    expect(chip).to_be_focused()


@pytest.fixture
def two(desk, clinic):
    """The later one stands above the earlier one."""
    earlier, later = clinic.new_patient("Meera Kamat"), clinic.new_patient("Sanjay Lele")
    for patient in (earlier, later):
        patient.asks_and_is_answered()
        expect(desk.row(patient).get_by_test_id("last-message")).to_contain_text("AI:")
    assert top(desk, later) < top(desk, earlier)
    return earlier, later


def top(desk, patient):
    return desk.row(patient).bounding_box()["y"]


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_no_row_moves_while_the_mouse_is_on_the_list(desk, clinic, two):
    earlier, later = two
    desk.row(later).hover()
    before = top(desk, earlier), top(desk, later)
    newcomer = clinic.new_patient("Nitin Oak")
    newcomer.asks_and_is_answered()
    earlier.asks_and_is_answered()
    expect(desk.row(newcomer)).to_have_count(1)
    expect(desk.row(earlier).get_by_test_id("unread-count")).to_have_accessible_name("2 unread")
    expect(desk.page.get_by_test_id("new-order")).to_be_visible()
    assert (top(desk, earlier), top(desk, later)) == before
    assert top(desk, newcomer) > before[0]
    box = desk.row(later).bounding_box()
    desk.page.mouse.click(box["x"] + 200, box["y"] + 20)
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(later.name)

    desk.page.keyboard.press("Escape")
    desk.page.mouse.move(box["x"] + 200, 10)
    expect(desk.page.get_by_test_id("new-order")).to_be_hidden()
    assert top(desk, earlier) < top(desk, newcomer) < top(desk, later)


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_the_row_under_a_finger_is_the_one_that_opens(desk, two):
    earlier, later = two
    touch = desk.page.context.new_cdp_session(desk.page)
    box = desk.row(later).bounding_box()
    touch.send("Input.dispatchTouchEvent", {
        "type": "touchStart", "touchPoints": [{"x": box["x"] + 150, "y": box["y"] + 30}]})
    earlier.asks_and_is_answered()
    expect(desk.row(earlier).get_by_test_id("unread-count")).to_have_accessible_name("2 unread")
    assert top(desk, later) == box["y"]
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(later.name)
    desk.close_chat()

    expect(desk.page.get_by_test_id("new-order")).to_be_hidden()
    desk.page.evaluate(TAP_AFTER_MOVE)
    later.asks_and_is_answered()
    desk.page.evaluate("window.moved")
    expect(desk.chat).to_be_hidden()
    desk.row(later).tap(position={"x": 150, "y": 30})
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(later.name)


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_marked_text_neither_closes_a_chat_nor_keeps_one_from_opening(desk, two):
    _, patient = two
    desk.page.keyboard.press("Control+a")
    desk.row(patient).get_by_test_id("chat-button").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(patient.name)
    text = desk.bubble("What are your clinic hours?").bounding_box()
    desk.page.mouse.move(text["x"] + 60, text["y"] + 15)
    desk.page.mouse.down()
    desk.page.mouse.move(20, text["y"] + 60, steps=4)
    desk.page.mouse.up()
    expect(desk.chat).to_be_visible()
    desk.page.mouse.click(20, 400)
    expect(desk.chat).to_be_hidden()
