"""Work that is done to its end, whatever becomes of who waits for it.

The answer to a client that leaves is cancelled, and so is each `await` of its clean-up.
"""

import asyncio
from collections.abc import Coroutine

_FINISHING: set[asyncio.Task[None]] = set()  # a loop holds its tasks weakly


async def finish(work: Coroutine[object, object, None]) -> None:
    """Return once some work is done; where the wait is cancelled, the work goes on."""
    task = asyncio.create_task(work)
    _FINISHING.add(task)
    task.add_done_callback(_FINISHING.discard)
    await asyncio.shield(task)
