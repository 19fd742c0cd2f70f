"""Cuts the names of partners and tools out of the prose: exactly, or not at all.

A list is divided only where each part is a name of its own, so that "Food and Agriculture
Organization" stays one. Which body a name means, `entities` decides.
"""

import re
from dataclasses import dataclass

# Capitals of Latin, Greek and Cyrillic: the regular expressions of Python have no class for them.
_CAPITAL = "".join(sign for sign in map(chr, range(0x41, 0x530)) if sign.isupper())
_WORD = rf"[{_CAPITAL}][\w&]*(?:[’'./&-]\w+)*"
_LINK = r"(?:of(?:\s+the)?|for(?:\s+the)?|on|de(?:\s+la)?|du|des|del|and)"
_GENERIC = (
    r"(?:authorit(?:y|ies)|agenc(?:y|ies)|offices?|ministr(?:y|ies)|organi[sz]ations?|partners?"
    r"|administrations?|associations?|universit(?:y|ies)|institut(?:e|es|ions?)|stakeholders?"
    r"|experts?|officials?|governments?|sectors?|holders|industry|society|academia|communit(?:y|ies)"
    r"|countries|Members|companies|police|customs|bodies|courts?|donors?|States)"
)
_SMALL = r"(?:and|or|of|for|in|on|to|the|with|from|as|by|at)"
_NAME = re.compile(
    rf"(?:[Tt]he\s+)?{_WORD}(?:\s+(?:{_LINK}\s+)?{_WORD}){{0,14}}(?:\s+\([A-Z][\w/-]{{1,15}}\))?"
    rf"(?:\s+(?:(?!{_SMALL}\b)[a-z][a-z-]*\s+){{0,2}}?{_GENERIC}(?![\w-]))?"
)
_PHRASE = re.compile(
    r"(?!(?:its|their|our|other|several|various|many|some|all|these|those|different|an?|relevant"
    rf"|such)\b)(?:the\s+)?(?:[a-z][a-z-]*\s+){{0,3}}?{_GENERIC}(?![\w-])"
)
_JOIN = re.compile(r",\s+(?:and\s+|as\s+well\s+as\s+)?|\s+and\s+|\s+as\s+well\s+as\s+")
# What may stand behind a list of names: then it was cut at its end.
_VERBS = (
    r"(?:held|was|were|is|has|have|had|organi[sz]ed|co-organi[sz]ed|conducted|launched|led|provided"
    r"|hosted|implemented|delivered|carried|resulted|took|supported|trained)\b"
)
_VERB = re.compile(rf"\s{_VERBS}")
_END = re.compile(
    r"\s*(?:$|[,.;:)(]|\s(?:in|on|for|to|from|at|during|under|within|as|which|that|who|by|with|over"
    r"|through|since|between|throughout|via|using|after|before|covering|where|when|and)\b"
    rf"|\s{_VERBS})"
)
_OFFICE = re.compile(
    r"\b(?:Offices?|Organi[sz]ation|Organisation|Agency|Bureau|Union|Ministry|Ministries|Department"
    r"|Cent(?:re|er)|Institute|Committee|Commission|Council|Fund|Conference|Association"
    r"|Institution|Authority|Directorate|Administration|Secretariat|Academy|University|School"
    r"|Court|Federation|Alliance|Community|Foundation|Bank|Society|Chamber|Group|Service|Police"
    r"|Government|Republic|Kingdom)\b"
)
_WHOLE = re.compile(
    r"Trinidad\s+and\s+Tobago|Antigua\s+and\s+Barbuda|Bosnia\s+and\s+Herzegovina"
    r"|Saint\s+Kitts\s+and\s+Nevis|Saint\s+Vincent\s+and\s+the\s+Grenadines"
    r"|Sao\s+Tome\s+and\s+Principe|Hong\s+Kong,\s+China|Macao,\s+China|Korea,\s+Republic\s+of"
)
_FIELD = rf"{_WORD}(?:\s+{_WORD}){{0,2}}"
# Its commas may stand inside its name: "Ministry of Economy, Trade and Industry"; one name then.
_OFFICE_OF_SEVERAL = re.compile(
    rf"(?:[Tt]he\s+)?(?:{_WORD}\s+){{0,4}}?(?:Ministr(?:y|ies)|Departments?|Directorates?"
    r"|Secretariats?|(?:Customs\s+)?Administrations|Offices|Authorities|Agencies|Governments)"
    rf"\s+(?:of|for)\s+(?:the\s+)?{_FIELD}(?:,\s+{_FIELD})+,?\s+and\s+{_FIELD}"
    r"(?:\s+\([A-Z][\w/-]{1,15}\))?"
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]+")
_AND = re.compile(r"\s+and\s+")


@dataclass(frozen=True, slots=True)
class NameList:
    """Names in a list, and where in the text the list ends."""

    names: tuple[str, ...]
    end: int


def cut_names(text: str) -> NameList | None:
    """Return the names that a text begins with; None where it does not tell where they end."""
    chunks = _chunks(text)
    listed = _close(chunks)
    end = _length(listed)
    if not listed or not _END.match(text, end) or _is_short(text, chunks, len(listed)):
        return None
    names = (name for _, chunk in listed for name in _divide(chunk))
    return NameList(tuple(re.sub(r"^[Tt]he ", "", name) for name in names), end)


def _is_short(text: str, chunks: list[tuple[str, str]], kept: int) -> bool:
    """Say whether a list goes on behind what was kept of it: then none of it is sure.

    In "together with WIPO, Norway trained officers" another part of the sentence begins.
    """
    others = chunks[kept:]
    goes_on = any("and" in join or " and " in chunk for join, chunk in others)
    end = _length(chunks)
    acts = _VERB.match(text, end) is not None or _END.match(text, end) is None
    return goes_on or len(others) > 1 or (len(others) == 1 and not acts)


def _length(chunks: list[tuple[str, str]]) -> int:
    return sum(len(join) + len(chunk) for join, chunk in chunks)


def cut_closed_names(text: str) -> NameList | None:
    """Return the names that a text begins with, if a comma ends the list.

    "In cooperation with A, B and C held ..." opens a sentence and does not tell who held it.
    """
    names = cut_names(text)
    return names if names and text[names.end :].lstrip().startswith(",") else None


def count_names(text: str) -> int | None:
    """Return how many names a list holds that is nothing but names; None for any other text.

    >>> count_names("the Kingdom of Bahrain, Oman, and the State of Kuwait")
    3
    """
    safe = _WHOLE.sub("Whole", text)
    parts = [part.strip() for part in re.split(r";|,|\band\b", safe)]
    named = [part.removeprefix("the ") for part in parts if part]
    proper = all(re.fullmatch(rf"{_WORD}(?:\s+(?:of\s+|the\s+)*{_WORD})*", part) for part in named)
    return len(named) if len(named) > 1 and proper else None


def _chunks(text: str) -> list[tuple[str, str]]:
    """Return names and phrases, each with what joins it to the one before."""
    chunks: list[tuple[str, str]] = []
    position, join = 0, ""
    while (found := _match_name(text, position)) is not None:
        chunks.append((join, found.group()))
        joint = _JOIN.match(text, found.end())
        if joint is None:
            break
        position, join = joint.end(), joint.group()
    return chunks


def _match_name(text: str, position: int) -> re.Match[str] | None:
    patterns = (_WHOLE, _OFFICE_OF_SEVERAL, _NAME, _PHRASE)
    return next(filter(None, (pattern.match(text, position) for pattern in patterns)), None)


def _close(chunks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep a list with commas only up to the "and" that closes it, otherwise its first name.

    "A and B, C" is a list of two: what stands behind the comma begins something else.
    """
    plain = next((place for place, (join, _) in enumerate(chunks) if "," in join), len(chunks))
    if plain == 1 and len(_divide(chunks[0][1])) == 1:
        for place, (join, chunk) in enumerate(chunks[1:], 1):
            if _closes(place, join, chunk):
                return chunks[: place + 1]
    return chunks[:plain]


def _closes(place: int, join: str, chunk: str) -> bool:
    """Say whether a list ends with a chunk; ", and" behind one name may begin another clause."""
    is_last = "as" in join or ("and" in join and (place > 1 or "," not in join))
    return is_last or len(_divide(chunk)) > 1


def _divide(part: str) -> list[str]:
    """Divide a part at each "and" that stands between two names of their own."""
    if _OFFICE_OF_SEVERAL.fullmatch(part):
        return [part]
    names: list[str] = []
    for piece in _AND.split(" ".join(part.split())):
        if names and not _apart(names[-1], piece):
            names[-1] = f"{names[-1]} and {piece}"
        else:
            names.append(piece)
    return names


def _apart(left: str, right: str) -> bool:
    if _WHOLE.fullmatch(left):
        return True
    if _WHOLE.search(f"{left} and {right}"):
        return False
    if right[0].islower() and not right.startswith("the "):
        return True
    if right.startswith("the ") and _own(right):
        return True
    if _closed(left) or (_ACRONYM.fullmatch(left) and len(left) > 3 and not _OFFICE.search(right)):
        return True
    lone = " " not in left.removeprefix("the ")
    if right.split()[-1].islower() and (lone or _own(left)):
        return True
    return (lone and " " not in right) or (_own(left) and _own(right))


def _closed(name: str) -> bool:
    """Say whether a name surely ends here: "the Seed Federation", not "the Ministry of Trade"."""
    last = name.split()[-1]
    return name.endswith(")") or (" " in name and _OFFICE.fullmatch(last) is not None)


def _own(name: str) -> bool:
    """Say whether a name is surely whole: an acronym, or an office in it."""
    bare = name.removeprefix("the ")
    return bool(_ACRONYM.fullmatch(bare) or name.endswith(")") or _OFFICE.search(bare))
