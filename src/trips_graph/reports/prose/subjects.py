"""Tells which event a sentence speaks of: exactly one, or none."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from trips_graph.model.passage import Period
from trips_graph.reports.prose.events import Events, keys_of_ordinal
from trips_graph.reports.prose.rules import NarrativeRules
from trips_graph.reports.prose.sentences import Sentence
from trips_graph.reports.prose.spans import YEAR

_WORDS = re.compile(r"\w+")
_NUMBER_IN_SERIES = re.compile(r"[ivx]+|[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of: the event of that key, another one of its series, or none."""

    key: str | None = None
    is_another: bool = False


def subjects_of(
    sentences: Sequence[Sentence], rules: NarrativeRules, events: Events
) -> list[Subject]:
    """Return, sentence by sentence, the one event that it speaks of, if it does.

    By its own passage or surest name; by a shorter name; by its ordinal; or because the sentence
    takes up the event of the sentence before.
    """
    index = _index(events)
    subjects: list[Subject] = []
    for place, sentence in enumerate(sentences):
        sure, loose, is_another = _named(sentence, index)
        keys = sure | events.told.get(place, set()) or _of_that_time(loose, sentence, events)
        keys = keys or set(keys_of_ordinal(place, sentences, rules, events))
        if not keys and place and sentences[place - 1].paragraph is sentence.paragraph:
            keys = _taken_up(sentence, subjects[-1].key, rules, events)
        key = keys.pop() if len(keys) == 1 else None
        subjects.append(Subject(key, is_another and key is None))
    return subjects


def _of_that_time(keys: set[str], sentence: Sentence, events: Events) -> set[str]:
    """Return the events that a sentence can mean by a name without a number.

    "Operation Pangea has led to 5,000 arrests since 2008" is not about the one of 2018: the
    sentence has to speak of the event's year, or of two years of which it is one.
    """
    years = {int(match.group()) for match in sentence.find(YEAR)}
    if not years:
        return keys
    begun = {key: _year(events.by_key[key].period) for key in keys}
    return {
        key
        for key, year in begun.items()
        if year and min(years) <= year <= max(years) <= min(years) + 1
    }


def _year(period: Period | None) -> int | None:
    return int(period.start[:4]) if period and period.start else None


def _taken_up(
    sentence: Sentence, before: str | None, rules: NarrativeRules, events: Events
) -> set[str]:
    if before is None:
        return set()
    kind = events.by_key[before].activity_type
    again = any(
        rule.pattern.match(sentence.smooth.text, sentence.start, sentence.end)
        for rule in rules.again
        if rule.activity_type == kind
    )
    return {before} if again else set()


_Index = dict[str, list[tuple[tuple[str, ...], str, bool]]]


def _index(events: Events) -> _Index:
    """Return the names of events by their first word: words, key, and whether the name is sure."""
    index: _Index = defaultdict(list)
    for key in events.by_key:
        for place, name in enumerate(events.names[key]):
            words = tuple(word.casefold() for word in _WORDS.findall(name))
            if words:
                index[words[0]].append((words, key, place == 0))
    return index


def _named(sentence: Sentence, index: _Index) -> tuple[set[str], set[str], bool]:
    """Return the events that a sentence names surely, that it may mean, and if it names others.

    "Pangea IX" means no Pangea XI: it is another one of the series.
    """
    words = tuple(word.casefold() for word in _WORDS.findall(sentence.text))
    named: list[tuple[int, int, str, bool]] = []
    for place, word in enumerate(words):
        for name, key, is_sure in index.get(word, ()):
            if words[place : place + len(name)] == name:
                named.append((place, place + len(name), key, is_sure))
    whole = [one for one in named if not any(_holds(other, one) for other in named)]
    sure = {key for _, _, key, is_sure in whole if is_sure}
    loose = [(end, key) for _, end, key, is_sure in whole if not is_sure]
    others = {
        key for end, key in loose if _NUMBER_IN_SERIES.fullmatch("".join(words[end : end + 1]))
    }
    return sure, {key for _, key in loose} - others, bool(others)


def _holds(longer: tuple[int, int, str, bool], name: tuple[int, int, str, bool]) -> bool:
    """Say whether a name is part of a longer one: FIT/JP of "FIT/JP programme for Africa"."""
    return longer[0] <= name[0] and name[1] <= longer[1] and longer[:2] != name[:2]
