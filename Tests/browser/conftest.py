"""One browser for all tests, a demo for every module, and for every test pages that are watched."""
import os
import shutil
from pathlib import Path

import pytest
from clinic import Clinic
from desk import Desk
from playwright.sync_api import expect, sync_playwright
from program import ROOT
from screens import DESKTOP, PHONE
from watch import Watch

FIGURE = "figure"
FAILED = pytest.StashKey[bool]()
NAMES = ("chromium", "chromium-browser", "google-chrome")
MAC = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")


def find_chromium():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(MAC) if MAC.exists() else None)


@pytest.fixture(scope="session")
def browser():
    path = find_chromium()
    if not path:
        sentence = "NOT CHECKED: there is no Chromium here; bin/setup installs it"
        pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)
    expect.set_options(timeout=10_000)
    # Chromium refuses its own sandbox to root. There is a microphone, which a page may use once it is allowed to.
    arguments = ["--use-fake-device-for-media-stream"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    with Clinic(tmp_path_factory.mktemp("clinic")) as running:
        yield running


@pytest.fixture(scope="module")
def session(clinic):
    return clinic.session()


@pytest.fixture(params=[PHONE, DESKTOP], ids=str)
def screen(request):
    return request.param


@pytest.fixture
def watch():
    """Fails the test in the end for what must never happen on any of its pages."""
    watch = Watch()
    yield watch
    assert not watch.problems, "\n".join(watch.problems)


@pytest.fixture
def visit(browser, clinic, screen, watch, request):
    """Opens an empty page in a browser context of its own, relative to the dashboard."""
    contexts = []

    def open_page(session=None, screen=screen, base=clinic.dashboard, **options):
        context = browser.new_context(base_url=base, storage_state=session, **screen.options | options)
        watch.add(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for number, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False):
            keep_picture(context.pages[0], f"{request.node.name}-{number}")
        context.close()


@pytest.fixture
def desk(visit, session, screen):
    """The dashboard of a doctor who is signed in, with its list on the screen."""
    desk = Desk(visit(session), screen)
    desk.page.goto("/")
    expect(desk.rows.first).to_be_visible()
    return desk


@pytest.fixture
def figure(request, screen):
    """Notes a measured time for the summary."""
    def note(words, seconds):
        # A property of the test, because that also comes from the processes that share the tests.
        request.node.user_properties.append((FIGURE, f"{words} ({screen}): {seconds * 1000:.0f} ms"))
    return note


def keep_picture(page, name):
    folder = ROOT / ".build" / "browser-failures"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == FIGURE:
                terminalreporter.write_line(line)
