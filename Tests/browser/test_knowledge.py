"""What the assistant may say, in the dashboard."""
import pytest
from accessibility import expect_accessible
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE


def topic(page, title):
    return page.get_by_test_id("topic").filter(has=page.get_by_role("heading", name=title, exact=True))


def open_knowledge(page):
    page.goto("/#/knowledge")
    expect(page.get_by_test_id("topic").first).to_be_visible()


def fill(page, title, answer):
    form = page.get_by_test_id("topic-form")
    form.get_by_label("Title").fill(title)
    form.get_by_label("Answer").fill(answer)
    return form


def try_it(page, question):
    page.get_by_test_id("try-question").fill(question)
    page.get_by_test_id("try-ask").click()
    expect(page.get_by_test_id("try-verdict")).not_to_have_text("Asking…")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_medical_topic_is_written_and_approved_by_a_doctor(visit, session, screen, watch):
    watch.expect_refusals("/api/knowledge")
    page, title = visit(session), f"Before a sugar test {screen.width}"
    open_knowledge(page)
    expect_accessible(page, "knowledge")
    page.get_by_test_id("topic-add").press("Enter")
    form = fill(page, title, "")
    expect_accessible(page, "a new topic")
    form.get_by_test_id("topic-save").click()
    expect(form.get_by_test_id("topic-error")).to_contain_text("The answer must be")
    fill(page, title, "Take no tablet before the test.").get_by_test_id("topic-save").click()
    row = topic(page, title)
    expect(row.get_by_test_id("topic-kind")).to_have_text("Medical")
    expect(row.get_by_test_id("topic-approval")).to_have_text("Not approved")
    expect(page.get_by_test_id("knowledge-banner")).to_contain_text("approval")
    try_it(page, title)
    expect(page.get_by_test_id("try-verdict")).to_contain_text("a human is called")
    # It stands at the end of a long page.
    page.get_by_test_id("knowledge-waiting").press("Enter")
    expect(row.get_by_test_id("topic-approve")).to_be_focused()
    expect(row.get_by_test_id("topic-approve")).to_be_in_viewport()
    row.get_by_test_id("topic-approve").press("Enter")
    expect(row.get_by_test_id("topic-approval")).to_contain_text("Approved by Dr. Meera Deshpande")
    expect(page.get_by_test_id("knowledge-waiting")).to_be_hidden()
    try_it(page, title)
    expect(page.get_by_test_id("try-answer")).to_have_text("Take no tablet before the test.")
    expect(page.get_by_test_id("try-verdict")).to_have_text(f"It rests on “{title}”.")
    row.get_by_test_id("topic-edit").click()
    row.get_by_label("Answer").fill("Take no tablet on that morning.")
    row.get_by_test_id("topic-save").click()
    expect(row.get_by_test_id("topic-approval")).to_have_text("Not approved")
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, "the page is wider than the screen"
    row.get_by_test_id("topic-remove").click()
    page.get_by_test_id("confirm-yes").click()
    expect(row).to_have_count(0)


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_topics_change_places_with_the_keyboard(visit, session, screen):
    page = visit(session)
    open_knowledge(page)
    titles = page.get_by_test_id("topic-title")
    first, second = titles.nth(0).inner_text(), titles.nth(1).inner_text()
    down = topic(page, first).get_by_test_id("topic-down")
    with page.expect_response("**/api/knowledge/order"):
        down.press("Enter")
    expect(titles.nth(1)).to_have_text(first)
    expect(down).to_be_focused()
    page.reload()
    expect(titles.nth(0)).to_have_text(second)
    with page.expect_response("**/api/knowledge/order"):
        topic(page, first).get_by_test_id("topic-up").press("Enter")
    expect(titles.nth(0)).to_have_text(first)


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_question_is_tried_and_nothing_is_sent(visit, session, screen):
    page = visit(session)
    open_knowledge(page)
    page.get_by_test_id("try-question").fill("What are your clinic hours?")
    page.get_by_test_id("try-question").press("Enter")
    expect(page.get_by_test_id("try-answer")).to_contain_text("9 AM – 6 PM")
    expect(page.get_by_test_id("try-verdict")).to_have_text("It rests on “Clinic hours”.")
    page.get_by_test_id("try-question").fill("Do you repair bicycles?")
    page.get_by_test_id("try-ask").click()
    expect(page.get_by_test_id("try-verdict")).to_contain_text("a human is called")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_the_word_of_the_gate_is_shown_and_nobody_is_called(visit, session, screen):
    page = visit(session)
    open_knowledge(page)
    try_it(page, "My father has severe chest pain, when do you open?")
    expect(page.get_by_test_id("try-answer")).to_contain_text("call 108")
    verdict = "This sounds like an emergency, so a human is called. Alarming: chest pain or heart."
    expect(page.get_by_test_id("try-verdict")).to_have_text(verdict)
    expect_accessible(page, "a question that alarms")
    try_it(page, "My father had chest pain years ago, when do you open?")
    expect(page.get_by_test_id("try-verdict")).not_to_contain_text("Alarming")
    assert page.request.get("/api/patients?filter=urgent").json()["patients"] == []


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_what_nobody_could_answer_becomes_a_topic(clinic, visit, session, screen):
    page = visit(session)
    patient = clinic.new_patient("Curious")
    patient.writes("Do you repair bicycles?")
    patient.sent(at_least=1)
    open_knowledge(page)
    question = page.get_by_test_id("question").filter(has_text="Do you repair bicycles?")
    question.get_by_test_id("question-topic").click()
    form = page.get_by_test_id("topic-form")
    expect(form.get_by_label("Title")).to_have_value("Do you repair bicycles?")
    form.get_by_label("Answer").fill("No, we are a clinic.")
    form.get_by_test_id("topic-save").click()
    expect(topic(page, "Do you repair bicycles?").get_by_test_id("topic-approval")).to_contain_text("Approved")
    expect(question).to_have_count(0)


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_a_receptionist_writes_and_does_not_approve(clinic, visit, screen):
    email, password = "desk-knowledge@clinic.example", "copper kettle by the door"
    clinic.add_person("Front Desk", email, password)
    page = visit(clinic.session(email, password))
    open_knowledge(page)
    page.get_by_test_id("topic-add").click()
    expect(page.get_by_label("Approve this wording")).to_have_count(0)
    fill(page, "Lift", "There is a lift.").get_by_test_id("topic-save").click()
    row = topic(page, "Lift")
    expect(row.get_by_test_id("topic-approval")).to_have_text("Not approved")
    expect(page.get_by_test_id("topic-approve").filter(visible=True)).to_have_count(0)
    expect_accessible(page, "knowledge of a receptionist")
