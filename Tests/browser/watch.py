"""What must never happen on a page, whatever the test is about."""
from urllib.parse import urlsplit

REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));"""


class Watch:
    """Collects uncaught errors, console errors, dialogs, and requests to other hosts."""

    def __init__(self):
        self.problems, self.expected = [], []

    def expect_refusals(self, path):
        """Chromium writes a console error for every request that fails; these are what the test is about."""
        self.expected.append(path)

    def add(self, context):
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("page", self.add_page)

    def add_page(self, page):
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        page.on("console", self.hear)
        page.on("dialog", self.dismiss)
        page.on("request", self.look_at)

    def hear(self, message):
        if message.type != "error":
            return
        path = urlsplit(message.location.get("url", "")).path
        if message.text.startswith("Failed to load resource") and path in self.expected:
            return
        self.problems.append(f"console: {message.text} ({path})")

    def dismiss(self, dialog):
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look_at(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.hostname != "127.0.0.1":
            self.problems.append(f"request to {address.hostname}")
