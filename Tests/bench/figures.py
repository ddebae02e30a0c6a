"""What is measured, as rows of the tables in docs/PERFORMANCE.md."""
import statistics
import sys
from dataclasses import dataclass


@dataclass
class Figure:
    """`goal` is in words; `reached` says whether this run reached it. None where there is no goal."""

    what: str
    text: str
    goal: str = ""
    reached: bool | None = None

    def cells(self):
        verdict = {None: "", True: "yes", False: "no"}[self.reached]
        return [self.what, self.text, self.goal, verdict]


class Report:
    """Figures in the order in which they were measured; each is printed at once, since a run takes long."""

    def __init__(self):
        self.figures = []

    def add(self, what, text, goal="", reached=None):
        self.figures.append(Figure(what, text, goal, reached))
        print("  " + " | ".join(filter(None, self.figures[-1].cells())), file=sys.stderr, flush=True)

    def say(self, text):
        print(f"{text} …", file=sys.stderr, flush=True)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds, of="messages"):
    """Median and 99th percentile."""
    median, p99 = statistics.median(seconds) * 1000, percentile(seconds, 0.99) * 1000
    return f"median {median:.1f} ms, p99 {p99:.1f} ms ({len(seconds)} {of})"


def spread(values, digits=0):
    """The median of the rounds, with the least and the most where there are several."""
    text = f"{statistics.median(values):.{digits}f}"
    return text if len(values) == 1 else f"{text} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def table(heads, rows):
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in [heads, ["---"] * len(heads), *rows])
