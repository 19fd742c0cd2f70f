"""How fast the queries of one client are read: what is refused costs time to read, too.

Short queries are free. A client that sends long ones, one upon another, waits in between; its
neighbours do not.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from trips_graph.web.querying.engine import Busy

FREE_BYTES = 4_096
"""A request is charged for what it has beyond this."""
BYTES_A_SECOND = 50_000
LONGEST_WAIT = 10.0
_MOST_CLIENTS = 10_000


class Allowance:
    """Until when each client has used up its share; who asked longest ago is forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._used_until: OrderedDict[str, float] = OrderedDict()

    async def take(self, client: str, length: int) -> None:
        """Wait for the client's turn to have that many bytes read. Errors: `Busy`."""
        wait = self.charge(client, length)
        if wait > 0:
            await asyncio.sleep(wait)

    def charge(self, client: str, length: int) -> float:
        """Return the seconds to wait. Errors: `Busy` beyond `LONGEST_WAIT`; nothing is charged."""
        charged = length - FREE_BYTES
        if charged <= 0:
            return 0.0
        now = self._clock()
        begin = max(now, self._used_until.get(client, now))
        if begin - now > LONGEST_WAIT:
            raise Busy("too many long queries of yours are waiting to be read")
        self._used_until[client] = begin + charged / BYTES_A_SECOND
        self._used_until.move_to_end(client)
        if len(self._used_until) > _MOST_CLIENTS:
            self._used_until.popitem(last=False)
        return begin - now
