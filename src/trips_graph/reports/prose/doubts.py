"""Tells what is no fact though it looks like one: what is denied, planned, or possible."""

import re
from collections.abc import Iterable

from trips_graph.reports.prose.rules import NarrativeRules, ReadingRule
from trips_graph.reports.prose.sentences import Sentence

_BEHIND = 60  # characters behind a match in which a plan shows


def doubt(match: re.Match[str], sentence: Sentence, rules: NarrativeRules) -> ReadingRule | None:
    """Return the rule that makes an event, a partner or a tool doubtful; None where none does."""
    return _before(match, sentence, rules.doubt) or _behind(match, sentence, rules)


def doubt_of_figure(
    match: re.Match[str], sentence: Sentence, rules: NarrativeRules
) -> ReadingRule | None:
    """Return the rule that makes a figure doubtful: it is denied, planned, possible or a limit."""
    before = (*rules.doubt, *rules.doubt_of_figures)
    return _before(match, sentence, before) or _behind(match, sentence, rules)


def touches(
    span: tuple[int, int], sentence: Sentence, rules: Iterable[ReadingRule]
) -> ReadingRule | None:
    """Return the first rule with a match that shares a character with the span."""
    start, end = span
    for rule in rules:
        for match in sentence.find(rule.pattern):
            if match.start() < end and start < match.end():
                return rule
    return None


def _before(
    match: re.Match[str], sentence: Sentence, rules: Iterable[ReadingRule]
) -> ReadingRule | None:
    """Look from the last semicolon to the end of the match: one thought."""
    text = match.string
    start = max(sentence.start, text.rfind(";", sentence.start, match.start()) + 1)
    return next((rule for rule in rules if rule.pattern.search(text, start, match.end())), None)


def _behind(match: re.Match[str], sentence: Sentence, rules: NarrativeRules) -> ReadingRule | None:
    end = min(sentence.end, match.end() + _BEHIND)
    rules_behind = rules.doubt_behind
    return next(
        (rule for rule in rules_behind if rule.pattern.match(match.string, match.end(), end)), None
    )
