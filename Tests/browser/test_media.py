"""Files that patients send, as the doctor sees and hears them."""
import pytest
from accessibility import expect_accessible
from pictures import VOICE, media, picture
from playwright.sync_api import expect
from screens import DESKTOP, PHONE, SMALL_PHONE

RED, BLUE = (200, 30, 30), (30, 30, 200)
NAMED = [PHONE, DESKTOP]
SEEN_PHOTOS_ARE_THERE = """() => {
    const isSeen = (image) => image.getBoundingClientRect().bottom > 0 && image.getBoundingClientRect().top < innerHeight;
    const seen = [...document.querySelectorAll(".media-picture img")].filter(isSeen);
    return seen.length > 0 && seen.every((image) => image.complete && image.naturalWidth > 0);
}"""


def test_a_photo_is_seen_at_its_size_looked_at_and_left(desk, clinic):
    patient = clinic.new_patient("Nisha Rane")
    patient.writes("Hello")
    desk.pause(patient)
    desk.open_chat(patient)
    patient.sends(media("image", picture(900, 1200, RED), "image/png", caption="My hand"))
    patient.sends(media("image", picture(1600, 400, BLUE), "image/png"))
    photos = desk.chat.get_by_role("button", name="Open photo")
    expect(photos).to_have_count(2)
    expect(photos.first).to_have_accessible_name("Open photo: My hand")
    for photo, ratio in zip((photos.nth(0), photos.nth(1)), (0.75, 4)):
        box = photo.locator("img").bounding_box()
        assert abs(box["width"] / box["height"] - ratio) < 0.03 * ratio, box
        assert box["width"] <= 324 and box["height"] <= 360
    photos.first.click()
    viewer = desk.page.get_by_test_id("viewer")
    expect(viewer).to_be_visible()
    shown = viewer.get_by_test_id("viewer-picture")
    expect(shown).to_have_js_property("naturalWidth", 900)
    expect(viewer).to_contain_text("1 of 2")
    expect(viewer).to_contain_text("My hand")
    expect_accessible(desk.page, "the viewer")
    desk.page.keyboard.press("ArrowRight")
    expect(shown).to_have_js_property("naturalWidth", 1600)
    expect(viewer.get_by_test_id("viewer-next")).to_be_disabled()
    desk.page.keyboard.press("+")
    expect(viewer.get_by_test_id("viewer-zoom")).to_have_text("2×")
    with desk.page.expect_download() as download:
        viewer.get_by_test_id("viewer-download").click()
    assert download.value.suggested_filename == "picture.png"
    desk.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(desk.chat).to_be_visible()
    expect(photos.first).to_be_focused()


def test_a_voice_note_is_heard_from_any_place_at_any_speed(desk, clinic):
    patient = clinic.new_patient("Arun Gite")
    patient.writes("Hello")
    desk.pause(patient)
    patient.sends(media("audio", VOICE, "audio/ogg; codecs=opus"))
    desk.open_chat(patient)
    bubble = desk.bubbles.filter(has=desk.page.locator("audio"))
    audio = bubble.locator("audio")
    expect(audio).to_have_js_property("readyState", 4)
    assert abs(audio.evaluate("(audio) => audio.duration") - 5) < 0.1
    assert audio.evaluate("""(audio) => new Promise((resolve) => {
        audio.addEventListener("seeked", () => resolve(audio.currentTime), { once: true });
        audio.currentTime = 3;
    })""") == 3
    speed = bubble.get_by_role("button", name="Speed 1")
    speed.click()
    assert audio.evaluate("(audio) => audio.playbackRate") == 1.5
    expect(bubble.get_by_role("button", name="Speed 1.5")).to_be_visible()
    expect(bubble).to_contain_text("Voice message")
    expect_accessible(desk.page, "a voice note")


def test_a_document_says_what_it_is_and_is_kept(desk, clinic):
    patient = clinic.new_patient("Sonal Pawar")
    patient.writes("Hello")
    desk.pause(patient)
    report = b"%PDF-1.4\n" + b"x" * 250_000
    patient.sends(media("document", report, "application/pdf", filename="Blood report.pdf"))
    desk.open_chat(patient)
    link = desk.chat.get_by_role("link", name="Blood report.pdf")
    expect(link).to_contain_text("PDF, 250 kB")
    expect(desk.chat.get_by_text("Blood report.pdf")).to_have_count(1)
    with desk.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "Blood report.pdf"
    assert open(download.value.path(), "rb").read() == report


@pytest.mark.parametrize("screen", NAMED, ids=str)
def test_what_could_not_be_fetched_says_why_and_is_fetched_again(desk, clinic):
    patient = clinic.new_patient("Kiran Jadhav")
    patient.writes("Hello")
    desk.pause(patient)
    desk.open_chat(patient)
    clinic.sandbox.control("POST", "faults", {"kind": "media_damaged"})
    patient.sends(media("image", picture(60, 60, RED), "image/png"))
    bubble = desk.bubbles.last
    expect(bubble).to_contain_text("damaged")
    bubble.get_by_test_id("fetch-again").click()
    expect(bubble.get_by_role("button", name="Open photo")).to_be_visible()
    clinic.sandbox.control("POST", "faults", {"kind": "media_gone"})
    patient.sends(media("video", b"\0\0\0\x20ftypisom", "video/mp4"))
    expect(desk.bubbles.last).to_contain_text("WhatsApp has this video no more.")
    expect_accessible(desk.page, "a file that is gone")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_page_that_is_dressed_as_a_picture_is_no_page(desk, clinic):
    patient = clinic.new_patient("Vikas Shinde")
    patient.writes("Hello")
    desk.pause(patient)
    script = b"<!DOCTYPE html><title>x</title><script>document.title = 'it ran'</script>"
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>document.title = 'it ran'</script></svg>"
    for content, name in ((script, "photo.jpg"), (drawing, "photo.png"), (script, "notes.txt")):
        patient.sends(media("document", content, "image/jpeg", filename=name))
    desk.open_chat(patient)
    links = desk.chat.locator("a.media-file")
    expect(links).to_have_count(3)
    for number in range(3):
        path = links.nth(number).get_attribute("href").removesuffix("?download")
        page = desk.page.context.new_page()
        page.goto("/")
        with page.expect_download() as download:
            page.evaluate("(address) => void (location.href = address)", path)
        assert download.value.suggested_filename.startswith(("photo", "notes"))
        assert page.title() != "it ran"
        page.close()


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_twenty_photos_leave_the_reader_where_they_are(desk, clinic):
    patient = clinic.new_patient("Leena More")
    patient.writes("Hello")
    desk.pause(patient)
    for number in range(20):
        patient.sends(media("image", picture(300, 200 + 10 * number, BLUE), "image/png"))
    desk.open_chat(patient)
    expect(desk.chat.get_by_role("button", name="Open photo")).to_have_count(20)
    height = desk.log.evaluate("(log) => log.scrollHeight")
    for place in ("0", "log.scrollHeight"):
        top = desk.log.evaluate(f"(log) => {{ log.scrollTop = {place}; return log.scrollTop; }}")
        desk.page.wait_for_function(SEEN_PHOTOS_ARE_THERE)
        assert desk.log.evaluate("(log) => [log.scrollTop, log.scrollHeight]") == [top, height]
