"""The process that forks the workers: it loads what they need once, and does nothing else."""

import threading
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext

EXITS = threading.Lock()
"""Held while a process is started, or asked how it ended.

`multiprocessing` reads how any of its processes ended wherever it looks at one, and can read it
once: two that look at the same time both go wrong.
"""
_WORKER = "trips_graph.web.querying.worker"


def fork_context() -> ForkServerContext:
    """Return the context in which workers are started."""
    return get_context("forkserver")


def prepare_forking(main: str = _WORKER) -> None:
    """Start the forking process, which then loads beside whatever this one does meanwhile.

    `main` is the module that the program begins in: Python has each child load it, and the forking
    process has it then already.
    """
    fork_context().set_forkserver_preload([main, _WORKER])
    forkserver.ensure_running()
