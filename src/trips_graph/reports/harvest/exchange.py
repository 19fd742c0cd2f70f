"""One request and its answer, limited in time and size; a redirect is told, not followed."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from trips_graph.reports.harvest.answer import PageFailed, Unanswered

_WORDS: dict[type[Exception], str] = {  # where httpx gives no message of its own
    httpx.ConnectTimeout: "no connection in time",
    httpx.ReadTimeout: "no answer in time",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest that one answer may take, in seconds, and its largest size, in bytes."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, read whole. `framed`: its length was stated, so that it is known to be whole."""

    address: httpx.URL
    status: int
    headers: httpx.Headers
    content: bytes
    onward: httpx.Request | None

    @property
    def framed(self) -> bool:
        """Whether a cut connection would have been noticed."""
        chunked = "chunked" in self.headers.get("transfer-encoding", "").lower()
        return chunked or "content-length" in self.headers


async def exchange(client: httpx.AsyncClient, request: httpx.Request, limits: Limits) -> Reply:
    """Return the reply to one request; a body is read only where the status is 200.

    Errors: `Unanswered` for a connection that fails, is cut or too slow, as a whole: a server that
    sends a byte a second is cut off, too; `PageFailed` for a body that is too large or compressed.
    """
    try:
        async with asyncio.timeout(limits.seconds):
            return await _exchange(client, request, limits)
    except TimeoutError as error:
        raise Unanswered(f"no whole answer in {limits.seconds:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        reason = str(error) or _WORDS.get(type(error), type(error).__name__)
        raise Unanswered(f"the connection failed ({reason})") from error


async def _exchange(client: httpx.AsyncClient, request: httpx.Request, limits: Limits) -> Reply:
    response = await client.send(request, stream=True)
    try:
        whole = response.status_code == httpx.codes.OK
        content = await _read(response, limits.size) if whole else b""
    finally:
        await response.aclose()
    status, onward = response.status_code, response.next_request
    return Reply(response.url, status, response.headers, content, onward)


async def _read(response: httpx.Response, largest: int) -> bytes:
    """Return the body as sent. Only uncompressed bytes were asked for, as others may swell."""
    coding = response.headers.get("content-encoding", "identity")
    if coding.lower() != "identity":
        raise PageFailed(
            f"the answer is compressed ({coding}) though asked for plain",
            "Save the page with a browser",
        )
    content = bytearray()
    async for part in response.aiter_raw():
        content += part
        if len(content) > largest:
            raise PageFailed(
                f"it is larger than {largest} bytes",
                "Look at it in a browser; if it is a report, raise the setting harvest_bytes",
            )
    return bytes(content)


def retry_after(headers: httpx.Headers, now: datetime) -> float | None:
    """Return the wait that `Retry-After` asks for, in seconds, None where it asks for none.

    Source: RFC 9110, section 10.2.3: a number of seconds or a date.
    """
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:12])
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
