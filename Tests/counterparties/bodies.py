"""Where the Swift tests leave the bodies that our clients encode."""
import os
from pathlib import Path

from program import ROOT


def dumped(pattern):
    """The files of that name, in order. bin/test unit writes them."""
    folder = Path(os.environ.get("SHUBHSTRA_DUMP") or ROOT / ".build" / "wire-bodies")
    return sorted(folder.glob(pattern))
