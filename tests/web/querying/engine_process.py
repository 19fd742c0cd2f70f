"""pyoxigraph in a process of its own, asked line by line, as the server's workers have it.

What it holds is invented. Here, too, nothing of it may die in another thread than it lived in.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

DATA = b"<a:s> <a:p> 1, true, 'x', <a:t>, <http://a:80> . <a:t> <a:service> 'SERVICE', 'a'@en ."

_PROGRAM = f"""
import json, sys
from pyoxigraph import RdfFormat, Store
store = Store()
store.load({DATA!r}, format=RdfFormat.TURTLE)
for line in sys.stdin:
    rows, error = [], ""
    try:
        result = store.query(json.loads(line), use_default_graph_as_union=True)
        rows = [[str(term) for term in row] for row in result]
    except (SyntaxError, OSError, RuntimeError, ValueError) as caught:
        error = str(caught) or type(caught).__name__
    print(json.dumps([rows, error]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What the engine told: rows of terms, or an error; no error is the empty text."""

    rows: list[list[str]]
    error: str


@dataclass(frozen=True, slots=True)
class EngineProcess:
    """The process; one question at a time."""

    process: subprocess.Popen[str]

    def ask(self, query: str) -> Told:
        """Return what the engine tells of a query."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(query) + "\n")
        self.process.stdin.flush()
        return Told(*json.loads(self.process.stdout.readline()))


@contextmanager
def running_engine() -> Iterator[EngineProcess]:
    """Yield an engine that ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield EngineProcess(process)
        process.kill()
