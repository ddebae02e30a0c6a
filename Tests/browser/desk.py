"""The dashboard as a person sees it: where to look, and what to press."""
from playwright.sync_api import expect

ACTIVE, PAUSED = "AI Bot is active", "AI Bot is paused - Manual chat"


class Desk:
    def __init__(self, page, screen):
        self.page, self.screen = page, screen
        self.rows = page.get_by_test_id("patient-row")
        self.chat = page.get_by_test_id("chat-dialog")
        self.bubbles = self.chat.get_by_test_id("message-bubble")
        self.banner = self.chat.get_by_test_id("banner")
        self.toggle = self.chat.get_by_test_id("pause-resume")
        self.input = self.chat.get_by_test_id("composer-input")
        self.send_button = self.chat.get_by_test_id("send")
        self.log = self.chat.get_by_test_id("chat-log")
        self.notice = page.get_by_test_id("connection-notice")

    def row(self, patient):
        name = self.page.get_by_test_id("patient-name").get_by_text(patient.name, exact=True)
        return self.rows.filter(has=name)

    def badge(self, patient):
        return self.row(patient).get_by_test_id("status-badge")

    def bubble(self, text):
        return self.bubbles.filter(has_text=text)

    def open_chat(self, patient):
        self.row(patient).get_by_test_id("chat-button").click()
        expect(self.chat.get_by_test_id("chat-name")).to_have_text(patient.name)
        expect(self.bubbles.first).to_be_visible()

    def close_chat(self):
        self.chat.get_by_role("button", name="Back to patients" if self.screen.is_phone else "Close chat").click()
        expect(self.chat).to_be_hidden()

    def write(self, text):
        """On a phone Enter begins a new line, so there it is the button."""
        self.input.fill(text)
        if self.screen.is_phone:
            self.send_button.tap()
        else:
            self.input.press("Enter")

    def pause(self, patient):
        """As another window of the same person would do it."""
        self.post("toggle-bot", patientId=self.identifier(patient), pause=True)

    def identifier(self, patient):
        return self.row(patient).get_attribute("data-patient-id")

    def post(self, path, **body):
        answer = self.page.request.post(f"/api/live-chat/{path}", data=body)
        assert answer.ok, f"{path} answered {answer.status}"

    def expect_banner(self, words, timeout=10_000):
        expect(self.banner).to_contain_text(words, timeout=timeout)
        red, green, blue = self.color_behind(self.banner)
        if words == ACTIVE:
            assert green > red and green > blue, "the banner is not green"
        else:
            assert red > green > blue, "the banner is not orange"

    def color_behind(self, locator):
        text = locator.evaluate("(element) => getComputedStyle(element).backgroundColor")
        return [int(number) for number in text.removeprefix("rgb(").removesuffix(")").split(",")]

    def expect_side(self, bubble, side):
        log, box = self.log.bounding_box(), bubble.bounding_box()
        left, right = box["x"] - log["x"], log["x"] + log["width"] - box["x"] - box["width"]
        assert left < right if side == "left" else right < left, f"{left} px at the left, {right} px at the right"

    def expect_status(self, bubble, words):
        expect(bubble.get_by_role("img", name=words, exact=True)).to_be_visible()


class Hold:
    """Keeps the requests to an address on their way until they are released."""

    def __init__(self, page, pattern):
        self.routes, self.is_open = [], False
        page.route(pattern, self.take)

    def take(self, route):
        if self.is_open:
            route.continue_()
        else:
            self.routes.append(route)

    def release(self):
        self.is_open = True
        for route in self.routes:
            route.continue_()
