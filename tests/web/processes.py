"""What runs below a process, by the file system of the kernel."""

import time
from collections.abc import Callable
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Return the numbers of all processes below one."""
    found = [child for child, parent in _parents() if parent == pid]
    return found + [below for child in found for below in descendants(child)]


def parent(pid: int) -> int:
    """Return the number of the process that started one."""
    return dict(_parents())[pid]


def is_alive(pid: int) -> bool:
    """Return whether a process runs; one that has ended and waits to be told of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Return whether something comes to hold within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _parents() -> list[tuple[int, int]]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        found.append((int(stat.parent.name), int(fields[1])))
    return found
