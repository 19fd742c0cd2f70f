"""Choosing the form of a document, by profile first and by media type second.

Source: https://www.w3.org/TR/dx-prof-conneg/, by headers (7.1) and by fields of the address (7.2),
which outweigh the headers. A suffix of the path fixes the media type.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from trips_graph.formats import LOOSE
from trips_graph.web.linked.profiles import ALTERNATES, Profile, Representation
from trips_graph.web.negotiation import MOST_CHARACTERS, rank

_PROFILE = re.compile(r"\s*<?([^<>;,\s]+)>?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a client wants: profiles by IRI or token, None for any; media types as in Accept."""

    profiles: tuple[str, ...] | None
    accept: str | None


def read_wishes(request: Request, suffix_type: str | None) -> Wishes:
    """Return what a request wants; `suffix_type` is the media type of the path's suffix."""
    fields, headers = request.query_params, request.headers
    profiles = fields.get("_profile") or ",".join(headers.getlist("accept-profile"))
    accept = suffix_type or fields.get("_mediatype") or ",".join(headers.getlist("accept"))
    return Wishes(read_profiles(profiles), accept)


def read_profiles(text: str) -> tuple[str, ...] | None:
    """Return the wanted profiles, the most wanted first; None where the text wants none.

    What cannot be read, or is too long, is a wish for what is not there: a client that asks for a
    profile should not get another one unawares.
    """
    if len(text) > MOST_CHARACTERS:
        return ()
    weighed: list[tuple[float, str]] = []
    for part in filter(str.strip, text.split(",")):
        found = _PROFILE.fullmatch(part)
        weight = float(found[2] or 1) if found else 1.0
        if weight > 0:
            weighed.append((weight, found[1] if found else part.strip()))
    weighed.sort(key=lambda pair: -pair[0])
    return tuple(name for _, name in weighed) or (() if text.strip() else None)


def choose(profiles: Sequence[Profile], wishes: Wishes) -> Representation | None:
    """Return the most wanted form that there is, None where there is none.

    The first profile is the default; the list of alternates is given only to who asks for it.
    """
    wanted = _wanted(profiles, wishes.profiles)
    for profile in wanted:
        for media_type in rank_forms(wishes.accept, profile.media_types)[:1]:
            return Representation(profile, media_type)
    return None


def rank_forms(accept: str | None, offered: Sequence[str]) -> tuple[str, ...]:
    """Return the offered media types that the client accepts, by a looser name, too."""
    loose = {name: form.media_type for name, form in LOOSE.items() if form.media_type in offered}
    return tuple(loose.get(name, name) for name in rank(accept, (*offered, *loose)))


def _wanted(profiles: Sequence[Profile], names: tuple[str, ...] | None) -> Sequence[Profile]:
    if names is None:
        return profiles[:1]
    known = {key: profile for profile in (*profiles, ALTERNATES) for key in _keys(profile)}
    known["*"] = profiles[0]
    return [known[name] for name in names if name in known]


def _keys(profile: Profile) -> tuple[str, ...]:
    """A profile goes by its token, and by its IRI with or without the mark at its end."""
    bare = profile.iri.rstrip("/#")
    return profile.token, profile.iri, bare, bare + "/", bare + "#"
