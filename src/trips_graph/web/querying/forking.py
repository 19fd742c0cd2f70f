"""The process that forks the workers: it loads what they need once, and does nothing else."""

from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext

_LOADED = ["trips_graph.web.querying.worker"]


def fork_context() -> ForkServerContext:
    """Return the context in which workers are started."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def prepare_forking() -> None:
    """Start the forking process, which then loads beside whatever this one does meanwhile."""
    fork_context()
    forkserver.ensure_running()
