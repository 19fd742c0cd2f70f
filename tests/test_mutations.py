"""No mutation of a page crashes the reader; `tools/mutate.py` reads any number of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[1] / "tools" / "mutate.py"


def test_no_mutation_crashes_hangs_or_takes_too_much_memory() -> None:
    command = [sys.executable, str(TOOL), "--count", "500", "--first", "1000000"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert "500 mutations, 0 faults" in done.stdout
