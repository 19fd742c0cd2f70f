"""Validators: a release never changes, so release, address and format identify an answer."""

from hashlib import sha256

from trips_graph import __version__

MOST_HELD = 4_000
"""Characters of If-None-Match that are read: a longer one names nothing."""


def make_etag(release_id: str, path: str, media_type: str) -> str:
    """Return the validator of an answer; weak, for the same answer may be sent packed or plain."""
    identity = "\n".join((release_id, __version__, path, media_type))
    return f'W/"{sha256(identity.encode()).hexdigest()[:32]}"'


def make_strong_etag(*identity: str) -> str:
    """Return the validator of an answer that is the same byte for byte: release, request, form."""
    text = "\n".join((__version__, *(f"{len(part)}:{part}" for part in identity)))
    return f'"{sha256(text.encode()).hexdigest()[:32]}"'


def is_current(if_none_match: str | None, etag: str) -> bool:
    """Return whether the client holds that answer (RFC 9110, 13.1.2: weak comparison)."""
    if if_none_match is None or len(if_none_match) > MOST_HELD:
        return False
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in held or etag.removeprefix("W/") in held
