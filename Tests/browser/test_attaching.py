"""Files and voice notes that the doctor sends."""
import re

import pytest
from accessibility import expect_accessible
from pictures import picture
from playwright.sync_api import expect
from screens import DESKTOP, PHONE
from test_keyboard import tab_to

PDF = b"%PDF-1.4\n" + b"x" * 30_000
FILM = b"\0\0\0\x14ftypqt  " + b"\0" * 20
GIVE = """async ([how, type, width, height]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, height);
    // Noise is what no program can make small.
    for (let at = 0; at < image.data.length; at += 65536) crypto.getRandomValues(image.data.subarray(at, at + 65536));
    for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
    context.putImageData(image, 0, 0);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, 1));
    const data = new DataTransfer();
    data.items.add(new File([blob], `${how === "paste" ? "pasted" : "knee"}.x`, { type }));
    const chat = document.getElementById("chat");
    const event = (Kind, name, more) => chat.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true, ...more }));
    if (how === "paste") event(ClipboardEvent, "paste", { clipboardData: data });
    else for (const name of how) event(DragEvent, name, { dataTransfer: data });
}"""
LEAVES = "() => dispatchEvent(new Event('beforeunload', { cancelable: true }))"


@pytest.fixture
def patient(clinic, desk):
    """One who has written, and waits for a person."""
    patient = clinic.new_patient("Jyoti Naik")
    patient.is_greeted()
    desk.pause(patient)
    desk.open_chat(patient)
    return patient


def chosen(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_go_out_in_order_with_the_keyboard_alone(desk, patient):
    # From the first listener on the browser hands choosers out instead of showing them.
    desk.page.on("filechooser", lambda _: None)
    desk.input.fill("Look at these")
    tab_to(desk.page, "Attach files")
    with desk.page.expect_file_chooser() as chooser:
        desk.page.keyboard.press("Enter")
    chooser.value.set_files([chosen("knee.bin", picture(400, 300, (200, 30, 30))), chosen("Report.pdf", PDF),
                             chosen("film.mp4", FILM)])
    tray = desk.chat.get_by_test_id("tray")
    items, send = tray.get_by_test_id("tray-item"), tray.get_by_test_id("send-files")
    expect(items).to_have_count(3)
    expect(items.nth(0)).to_contain_text("PNG picture")
    expect(items.nth(1)).to_contain_text("PDF, 30 kB")
    expect(items.nth(2)).to_contain_text("Save it as MP4 first.")
    expect(send).to_have_text("Send 2 of 3")
    expect(tray.get_by_test_id("caption").first).to_have_value("Look at these")
    expect_accessible(desk.page, "chosen files")
    tab_to(desk.page, "Caption of Report.pdf")
    desk.page.keyboard.type("Your report")
    if desk.screen.is_phone:
        send.press("Enter")
    else:
        desk.page.keyboard.press("Enter")
    expect(tray).to_be_hidden()
    if not desk.screen.is_phone:
        expect(desk.input).to_be_focused()
    expect(desk.input).to_have_value("")
    photo, report = desk.bubble("Look at these"), desk.bubble("Your report")
    desk.expect_status(photo, "Delivered")
    desk.expect_status(report, "Delivered")
    expect(photo.get_by_role("button", name="Open photo: Look at these")).to_be_enabled()
    expect(report.get_by_role("link", name="Report.pdf")).to_contain_text("PDF")
    first, second = [message["body"] for message in patient.sent(at_least=2)]
    assert (first["type"], first["image"]["caption"]) == ("image", "Look at these")
    assert second["type"] == "document"
    assert (second["document"]["caption"], second["document"]["filename"]) == ("Your report", "Report.pdf")
    expect_accessible(desk.page, "sent files")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_pictures_are_pasted_or_dropped_made_fit_and_stay_with_their_patient(desk, clinic, patient):
    tray, target = desk.chat.get_by_test_id("tray"), desk.chat.get_by_test_id("drop-target")
    items = tray.get_by_test_id("tray-item")
    desk.page.evaluate(GIVE, ["paste", "image/webp", 300, 200])
    expect(items.first).to_contain_text("Becomes a JPEG picture: WhatsApp takes no WebP.")
    desk.page.evaluate(GIVE, [["dragenter"], "image/png", 10, 10])
    expect(target).to_contain_text(f"Drop to attach for {patient.name}")
    expect(target).to_be_visible()
    desk.page.evaluate(GIVE, [["dragover", "drop"], "image/jpeg", 2000, 1500])
    expect(target).to_be_hidden()
    expect(items).to_have_count(2)
    expect(items.last).to_contain_text("Made smaller: WhatsApp takes pictures of 5 MB at most.")
    expect(items.last).to_contain_text(re.compile(r"JPEG picture, [1-5](\.\d)? MB"))
    tray.get_by_role("button", name="Remove knee.jpg").click()
    expect(items).to_have_count(1)

    other = clinic.new_patient("Harish Rao")
    other.writes("Hello")
    desk.close_chat()
    expect(desk.row(patient).get_by_test_id("last-message")).to_have_text("Draft: 1 file")
    desk.open_chat(other)
    expect(tray).to_be_hidden()
    desk.close_chat()
    assert not desk.page.evaluate(LEAVES), "nothing warns of the file that would be lost"
    desk.open_chat(patient)
    expect(items.first).to_contain_text("pasted.jpg")
    tray.get_by_test_id("send-files").click()
    photo = desk.bubbles.filter(has=desk.page.get_by_role("button", name="Open photo"))
    desk.expect_status(photo, "Delivered")
    expect(photo.locator("img")).to_have_js_property("naturalWidth", 300)
    assert [message["body"]["type"] for message in patient.sent()] == ["image"]
    assert desk.page.evaluate(LEAVES), "what is sent is still warned of"


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_an_upload_is_cancelled_or_waits_for_the_connection(desk, patient, watch):
    watch.expect_refusals("/api/live-chat/send-media")
    network = desk.page.context.new_cdp_session(desk.page)
    limit(network, 300_000)
    choose = desk.chat.get_by_test_id("choose-files")
    choose.set_input_files(chosen("Large.pdf", PDF * 100))
    desk.chat.get_by_test_id("send-files").click()
    bubble = desk.bubble("Large.pdf")
    expect(bubble.get_by_role("progressbar", name="Upload")).to_be_visible()
    expect(bubble.get_by_test_id("upload")).not_to_have_text("0%")
    bubble.get_by_test_id("cancel").click()
    expect(bubble).to_have_count(0)
    expect(desk.input).to_be_focused()

    limit(network, -1)
    desk.page.route("**/api/live-chat/send-media", lambda route: route.abort(), times=1)
    choose.set_input_files(chosen("Small.pdf", PDF))
    desk.chat.get_by_test_id("send-files").click()
    small = desk.bubble("Small.pdf")
    expect(small.get_by_test_id("bubble-note")).to_contain_text("Waiting for the connection")
    desk.expect_status(small, "Delivered")
    expect(small).to_have_count(1)
    assert [message["body"]["document"]["filename"] for message in patient.sent()] == ["Small.pdf"]


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_a_voice_note_is_recorded_heard_and_sent(desk, patient):
    record, panel = desk.chat.get_by_test_id("record"), desk.chat.get_by_test_id("voice")
    record.tap()
    expect(desk.chat.get_by_test_id("send-error")).to_contain_text("The microphone is not allowed for this page.")
    expect(panel).to_be_hidden()

    desk.page.context.grant_permissions(["microphone"])
    tab_to(desk.page, "Record a voice note")
    desk.page.keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Stop and listen")).to_be_focused()
    expect(panel).to_contain_text(re.compile("0:0[1-9]"))
    expect_accessible(desk.page, "a voice note that is being recorded")
    # The chat is left, and what was said stays with it.
    desk.close_chat()
    desk.open_chat(patient)
    tray = desk.chat.get_by_test_id("tray")
    heard = tray.locator("audio")
    expect(heard).to_have_js_property("readyState", 4)
    length = heard.evaluate("(audio) => audio.duration")
    assert 1 <= length < 60
    expect_accessible(desk.page, "a voice note before it is sent")
    tray.get_by_test_id("send-files").tap()
    bubble = desk.bubbles.filter(has=desk.page.locator("audio"))
    desk.expect_status(bubble, "Delivered")
    expect(bubble).to_contain_text("Voice message")
    expect(bubble.locator("audio")).to_have_js_property("readyState", 4)
    assert abs(bubble.locator("audio").evaluate("(audio) => audio.duration") - length) < 0.05
    [sent] = patient.sent(at_least=1)
    assert sent["body"]["type"] == "audio"
    assert sent["body"]["audio"]["voice"] is True

    record.tap()
    panel.get_by_role("button", name="Discard the recording").tap()
    expect(panel).to_be_hidden()
    expect(tray).to_be_hidden()
    assert desk.page.evaluate(LEAVES), "a recording that is gone is still warned of"


def limit(network, bytes_per_second):
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_per_second})
