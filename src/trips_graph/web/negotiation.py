"""Which of the forms that we have a client wants most, by its Accept header (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence

from mimeparse import MimeTypeParseException, parse_media_range, quality_and_fitness_parsed

MOST_CHARACTERS = 2_000
MOST_RANGES = 50
_RANGE = re.compile(  # a comma in quotes parts no ranges; a quote that is left open holds the rest
    r"""(?:[^,"]|"(?:\\.|[^"\\])*+(?:"|\\?+\Z))++""", re.DOTALL
)


def rank(accept: str | None, offered: Sequence[str]) -> tuple[str, ...]:
    """Return the offered media types that the client accepts, the most wanted first.

    Equal weights fall to the more specific range, then to the order of the offer. No header, an
    empty one, one that cannot be read, or one that is too long accepts everything, as the RFC
    permits.
    """
    ranges = _split(accept or "")
    try:
        parsed = [parse_media_range(part) for part in ranges]
    except MimeTypeParseException:
        return tuple(offered)
    if not parsed:
        return tuple(offered)
    scores = {media: quality_and_fitness_parsed(media, parsed) for media in offered}
    wanted = [media for media in offered if scores[media][0] > 0]
    return tuple(sorted(wanted, key=lambda media: scores[media], reverse=True))


def wants_page(accept: str | None) -> bool:
    """Return whether the client prefers a page to JSON (a browser does, curl does not)."""
    return rank(accept, ("application/problem+json", "application/json", "text/html"))[:1] == (
        "text/html",
    )


def _split(accept: str) -> list[str]:
    """Return the ranges of a header; none where it is too long to be read."""
    if len(accept) > MOST_CHARACTERS:
        return []
    ranges = [part.strip() for part in _RANGE.findall(accept.lower()) if part.strip()]
    return ranges if len(ranges) <= MOST_RANGES else []
