"""Judges a page with axe, in light and in dark."""
from axe_playwright_python.sync_playwright import Axe

SERIOUS = ("serious", "critical")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def expect_accessible(page, what):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = Axe().run(page)
        wrong = [violation for violation in results.response["violations"] if violation["impact"] in SERIOUS]
        assert not wrong, f"{what}, {scheme}:\n{describe(wrong)}"
    assert page.evaluate(OVERFLOW) <= 0, f"{what}: the page is wider than the screen"


def describe(violations):
    return "\n".join(f"{violation['id']}: {violation['help']}\n  {node['target']} {node['failureSummary']}"
                     for violation in violations for node in violation["nodes"])
