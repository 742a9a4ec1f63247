"""A question without one of its words or names, for each of them in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import Reading

MOST_WORDS = 12
"""Words that are left out in turn: each costs as much as a question."""
NAME, TELLING, GRAMMAR = range(3)
"""What is left out first where a question has more words than that."""

Span = tuple[int, int]
"""Where a word begins and ends in the text."""


def left_out(text: str, reader: Reader) -> Iterator[tuple[str, str]]:
    """(word as typed, the text without it) for at most ``MOST_WORDS`` words, in the order of the text.

    A name of several words counts as one, and a word that comes several times goes everywhere.

    Args:
        text: any text.
        reader: finds its words and names, and knows which are words of grammar.
    """
    reading = reader.read(text)
    spans: dict[str, list[Span]] = {}
    kinds: dict[str, int] = {}
    for key, kind, span in _units(reading, reader):
        spans.setdefault(key, []).append(span)
        kinds.setdefault(key, kind)
    chosen = frozenset(sorted(kinds, key=lambda key: kinds[key])[:MOST_WORDS])
    for key, found in spans.items():
        if key in chosen:
            start, end = found[0]
            yield text[start:end], _without(text, found)


def _units(reading: Reading, reader: Reader) -> Iterator[tuple[str, int, Span]]:
    """(what it is, which kind, where) for each word or name; an elided word belongs to the next."""
    tokens = reading.tokens
    starts = {mention.first: mention for mention in reading.mentions}
    first = 0
    while first < len(tokens):
        mention = starts.get(first)
        last = mention.last if mention else first + 1
        leans = first > 0 and _leans(reading, first - 1, reader.elisions)
        span = (tokens[first - leans].start, tokens[last - 1].end)
        word = tokens[first].text
        if mention:
            yield f"§{mention.entity}", NAME, span
        elif word not in reader.elisions and word != "%":
            kind = GRAMMAR if word in reader.functions else TELLING
            yield word, NAME if word.isdigit() else kind, span
        first = last


def _leans(reading: Reading, place: int, elisions: Collection[str]) -> bool:
    """Whether the word at ``place`` is elided before the next one: « l' », but not the "s" of "Orange's price"."""
    word, following = reading.tokens[place : place + 2]
    return word.text in elisions and not any(
        letter.isspace() for letter in reading.text[word.end : following.start]
    )


def _without(text: str, spans: Sequence[Span]) -> str:
    kept: list[str] = []
    at = 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return " ".join("".join([*kept, text[at:]]).split())
