"""An emergency, while somebody looks at something else."""
import re
import time

import pytest
from accessibility import expect_accessible
from desk import Desk
from playwright.sync_api import expect
from screens import DESKTOP

WORDS = "My father has severe chest pain since morning"
COUNT_TONES = """window.tones = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...times) { window.tones += 1; return start.apply(this, times); };
    null;"""
# What a browser has, and what was asked of it and shown by it.
NOTICES = """(() => {
    const kept = localStorage.getItem("test-permission");
    Object.assign(window, { asked: 0, shown: [], answer: "granted" });
    window.Notification = class {
        static permission = kept ?? "default";
        static async requestPermission() {
            window.asked += 1;
            localStorage.setItem("test-permission", window.answer);
            return (this.permission = window.answer);
        }
        constructor(title, options) { window.shown.push(`${title} ${JSON.stringify(options)}`); }
        addEventListener() {}
        close() {}
    };
})();"""
HIDDEN = "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });"
THROWS = "window.Notification = class { static permission = 'granted'; constructor() { throw new TypeError(); } };"


@pytest.fixture
def urgent(clinic, desk):
    """Who will write of an emergency. Afterwards nobody is urgent any more."""
    yield clinic.new_patient("Ramesh Gaikwad")
    done(desk)


def done(desk):
    for patient in desk.page.request.get("/api/patients?filter=urgent").json()["patients"]:
        desk.post("needs-human/done", patientId=patient["id"], seq=patient["last_message"]["seq"])


@pytest.fixture
def other(clinic, desk):
    """Another patient, whose chat is open."""
    patient = clinic.new_patient("Asha Bhide")
    patient.asks_and_is_answered()
    expect(desk.row(patient)).to_be_visible()
    desk.open_chat(patient)
    desk.page.evaluate(COUNT_TONES)
    return patient


def toast(desk):
    return desk.page.get_by_test_id("toast")


def expect_called(desk, patient):
    expect(desk.chat.get_by_test_id("toast")).to_contain_text(f"May be an emergency: {patient.name}")
    wait_until(desk.page, "tones >= 2")
    assert is_red(desk, toast(desk)), "a toast of an emergency has a colour of its own"


def wait_until(page, expression):
    """The page's policy lets nobody evaluate a text again and again within it."""
    end = time.monotonic() + 10
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"{expression} does not come true"
        page.wait_for_timeout(50)


def is_red(desk, locator):
    text = locator.evaluate("(element) => getComputedStyle(element).backgroundColor")
    red, green, blue, *_ = (float(number) for number in re.findall(r"[\d.]+", text))
    return red > 1.03 * green and red > 1.03 * blue


def expect_shown(desk, patient):
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(patient.name)
    expect(desk.bubble(WORDS).get_by_test_id("red-flag")).to_have_text("May be an emergency: chest pain or heart")
    expect(desk.bubble("call 108")).to_be_visible()
    expect(desk.banner).to_contain_text("the AI is silent")
    assert is_red(desk, desk.banner)
    expect(toast(desk).get_by_test_id("toast-action")).to_be_hidden()


def test_an_emergency_is_called_into_another_chat_and_closed(desk, other, urgent):
    urgent.writes("Good morning")
    urgent.writes(WORDS)
    expect_called(desk, urgent)
    expect_accessible(desk.page, "an emergency elsewhere")
    desk.page.emulate_media(color_scheme="light")
    toast(desk).get_by_test_id("toast-action").click()
    expect_shown(desk, urgent)
    expect_accessible(desk.page, "an emergency")
    desk.page.emulate_media(color_scheme="light")

    # The way back leads to where one was.
    desk.chat.get_by_role("button", name="Back to patients" if desk.screen.is_phone else "Close chat").click()
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(other.name)
    desk.close_chat()
    expect(desk.rows.first).to_contain_text(urgent.name)
    expect(desk.rows.first).to_have_attribute("data-attention", "urgent")
    expect(desk.badge(urgent)).to_have_text("Urgent")
    expect(desk.row(urgent).get_by_test_id("needs-human-mark")).to_contain_text("Chest pain or heart")
    assert is_red(desk, desk.row(urgent)) and not is_red(desk, desk.row(other))
    expect(desk.page.get_by_role("button", name=re.compile("^Urgent 1$|^Urgent1$"))).to_be_visible()
    expect_accessible(desk.page, "a list with an emergency")
    desk.page.emulate_media(color_scheme="light")

    desk.open_chat(urgent)
    desk.chat.get_by_test_id("mark-done").click()
    expect(desk.chat.get_by_test_id("needs-human")).to_be_hidden()
    # What was closed stands in the history.
    expect(desk.bubble(WORDS).get_by_test_id("red-flag")).to_be_visible()
    desk.close_chat()
    expect(desk.row(urgent)).not_to_have_attribute("data-attention", "urgent")
    desk.page.reload()
    desk.open_chat(urgent)
    expect(desk.bubble(WORDS).get_by_test_id("red-flag")).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_call_is_answered_with_the_keyboard(desk, other, urgent):
    urgent.writes(WORDS)
    expect_called(desk, urgent)
    desk.input.focus()
    for _ in range(20):
        if desk.page.evaluate("document.activeElement.dataset.testid") == "toast-action":
            break
        desk.page.keyboard.press("Shift+Tab")
    desk.page.keyboard.press("Enter")
    expect_shown(desk, urgent)
    expect(desk.chat.get_by_test_id("chat-name")).to_be_focused()


def test_what_is_told_at_once_with_a_call_ends_neither(desk, clinic, other, urgent):
    other.writes("Do you repair bicycles?")
    expect(desk.chat.get_by_test_id("needs-human")).to_be_visible()
    urgent.writes(WORDS)
    expect_called(desk, urgent)
    desk.chat.get_by_test_id("mark-done").click()
    expect(toast(desk)).to_contain_text("marked done")
    toast(desk).get_by_role("button", name="Undo").click()
    expect(toast(desk)).to_contain_text(f"May be an emergency: {urgent.name}")
    expect(desk.chat.get_by_test_id("needs-human")).to_be_visible()
    desk.chat.get_by_test_id("mark-done").click()
    expect(toast(desk)).to_contain_text("marked done")
    second = clinic.new_patient("Second Call")
    second.writes(WORDS)
    expect_called(desk, second)
    toast(desk).get_by_test_id("toast-action").click()
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(second.name)
    expect(toast(desk)).to_contain_text(f"{other.name}: marked done")
    expect(toast(desk).get_by_role("button", name="Undo")).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_mouse_that_rests_on_the_list_keeps_no_emergency_from_the_top(desk, clinic, urgent):
    calm = clinic.new_patient("Calm Patient")
    desk.rows.nth(1).hover()
    urgent.writes(WORDS)
    expect(desk.rows.first).to_contain_text(urgent.name)
    desk.rows.nth(1).hover()
    calm.asks_and_is_answered()
    # Anybody else waits until the mouse has gone.
    expect(desk.rows.last).to_contain_text(calm.name)


@pytest.fixture
def noticed(visit, session, screen, clinic):
    """A browser of which it is known what it shows."""
    def open_desk(*scripts):
        page = visit(session)
        for script in (NOTICES, *scripts):
            page.add_init_script(script)
        page.goto("/")
        desk = Desk(page, screen)
        expect_counted(desk)
        return desk
    desks = []
    yield lambda *scripts: desks.append(open_desk(*scripts)) or desks[-1]
    done(desks[-1])


def expect_counted(desk):
    """What is urgent from here on is news."""
    expect(desk.page.get_by_role("button", name=re.compile(r"^All ?\d"))).to_be_visible()


def hint(desk):
    return desk.page.get_by_test_id("notice-hint")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_notices_are_offered_once_and_asked_for_on_a_click_alone(noticed, clinic):
    desk = noticed()
    page = desk.page
    expect(hint(desk)).to_be_hidden()
    clinic.new_patient("First Call").writes(WORDS)
    expect(hint(desk)).to_be_visible()
    expect_accessible(page, "the offer of notices")
    assert page.evaluate("asked") == 0
    hint(desk).get_by_role("button", name="Not now").press("Enter")
    expect(hint(desk)).to_be_hidden()
    done(desk)
    page.reload()
    expect_counted(desk)
    clinic.new_patient("Second Call").writes(WORDS)
    expect(toast(desk)).to_contain_text("Second Call")
    expect(hint(desk)).to_be_hidden()
    assert page.evaluate("asked") == 0

    page.goto("/#/settings")
    card = page.get_by_test_id("notices")
    expect(card.get_by_test_id("notices-state")).to_contain_text("Not asked yet")
    card.get_by_role("button", name="Allow notices").press("Enter")
    expect(card.get_by_test_id("notices-state")).to_contain_text("Allowed in this browser")
    expect(card).to_be_focused()
    assert page.evaluate("asked") == 1


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_who_allows_notices_is_called_by_one_that_names_nobody(noticed, clinic):
    desk = noticed()
    clinic.new_patient("First Call").writes(WORDS)
    hint(desk).get_by_role("button", name="Allow notices").click()
    expect(toast(desk)).to_contain_text("Allowed in this browser")
    desk.page.evaluate(HIDDEN)
    patient = clinic.new_patient("Second Call")
    patient.writes(WORDS)
    wait_until(desk.page, "shown.length === 1")
    [notice] = desk.page.evaluate("shown")
    assert "may have an emergency" in notice
    assert not re.search("Second|Call|chest|father|98330", notice), notice


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_browser_that_blocks_or_has_no_notices_says_what_to_do(noticed):
    desk = noticed()
    page = desk.page
    page.evaluate("answer = 'denied'")
    page.goto("/#/settings")
    state = page.get_by_test_id("notices-state")
    page.get_by_test_id("notices-ask").click()
    expect(state).to_contain_text("site settings")
    expect(page.get_by_test_id("notices-ask")).to_be_hidden()
    desk = noticed("delete window.Notification;")
    desk.page.goto("/#/settings")
    expect(desk.page.get_by_test_id("notices-state")).to_contain_text("shows none")
    expect(desk.page.get_by_test_id("notices-ask")).to_be_hidden()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_notice_that_fails_takes_nothing_else_with_it(noticed, clinic):
    desk = noticed(THROWS, HIDDEN)
    desk.page.evaluate(COUNT_TONES)
    clinic.new_patient("Third Call").writes(WORDS)
    expect(toast(desk)).to_contain_text("Third Call")
    wait_until(desk.page, "tones >= 2")
