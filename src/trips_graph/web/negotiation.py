"""Which of the forms that we have a client wants most, by its Accept header (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence

from mimeparse import MimeTypeParseException, parse_media_range, quality_and_fitness_parsed

_RANGE = re.compile(r'(?:[^,"]|"(?:\\.|[^"\\])*")+')  # a comma in quotes parts no ranges


def rank(accept: str | None, offered: Sequence[str]) -> tuple[str, ...]:
    """Return the offered media types that the client accepts, the most wanted first.

    Equal weights fall to the more specific range, then to the order of the offer. No header, an
    empty one, or one that cannot be read accepts everything, as the RFC permits.
    """
    ranges = [part for part in _RANGE.findall((accept or "").lower()) if part.strip()]
    try:
        parsed = [parse_media_range(part.strip()) for part in ranges]
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
