"""Writes files whole or not at all, whatever kills the program meanwhile."""

import os
from pathlib import Path

_PART = ".harvest-{}.part"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader, or the next run, sees the old content or the new."""
    settle(write_part(path, content), path)


def write_part(path: Path, content: bytes) -> Path:
    """Return a hidden file beside `path` that holds the content, safe on the disk.

    Errors: `OSError`; then nothing is left behind.
    """
    part = path.with_name(_PART.format(path.name))
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def settle(part: Path, path: Path) -> None:
    """Give a part its final name, and wait until the folder is on the disk."""
    part.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the parts that a killed run left behind."""
    for part in folder.glob(_PART.format("*")):
        part.unlink(missing_ok=True)
