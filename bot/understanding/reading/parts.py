"""The parts of a long text that can be a question of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from bot.text.normalise import QUESTION_MARKS
from bot.understanding.reading.reader import Reader

SHORTEST_SEGMENT = 2
"""Words that a sentence needs to be a question of its own."""
LONG_SENTENCE = 12
"""Words from which a sentence is also read from each of its pauses on."""
MOST_PARTS = 2
"""Parts of a question that are read beside the whole: each costs as much as a question, and more help no labelled one."""
SHORTEST_ENDING = 4
"""Words that must follow a pause."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_PAUSE = re.compile(r"\s*[,;:–—(]\s+")


def segments(text: str, reader: Reader) -> Iterator[str]:
    """The whole text, its sentences when it has several, and of a long one what follows a pause or its question word.

    Of many parts the last few that end with a question mark are read, or the last few where none does: people tell who they are
    before they ask, and thank afterwards.
    """
    yield text
    parts = list(dict.fromkeys(_parts(text, reader)))
    asking = [part for part in parts if part.endswith(tuple(QUESTION_MARKS))]
    yield from (asking or parts)[-MOST_PARTS:]


def spoken(text: str, reader: Reader) -> str:
    """``text`` without the sentences that say nothing of their own (« merci ! »); all of it where nothing would be left."""
    sentences = _sentences(text)
    kept = [sentence for sentence in sentences if _says_something(sentence, reader)]
    return " ".join(kept) if 0 < len(kept) < len(sentences) else text


def last_sentence(text: str, reader: Reader) -> str:
    """The last sentence of ``text`` where those before it only react: they neither ask nor name anybody; else all of it."""
    *before, last = _sentences(text.strip())
    return text if any(_asks_or_names(sentence, reader) for sentence in before) else last


def _sentences(text: str) -> Sequence[str]:
    return [sentence.strip() for sentence in _SENTENCE.split(text)]


def _asks_or_names(sentence: str, reader: Reader) -> bool:
    reading = reader.read(sentence)
    asks = not set(QUESTION_MARKS).isdisjoint(sentence) or reader.asking_words.within(reading.words)
    return asks or bool(reading.mentions or reading.years)


def _says_something(sentence: str, reader: Reader) -> bool:
    reading = reader.read(sentence)
    words = reading.words
    around = reader.frames.covered(words)
    says = any(place not in around and word not in reader.functions for place, word in enumerate(words))
    return says or reader.asking_words.within(words)


def _parts(text: str, reader: Reader) -> Iterator[str]:
    sentences = _sentences(text)
    for sentence in sentences:
        words = len(sentence.split())
        if len(sentences) > 1 and words >= SHORTEST_SEGMENT:
            yield sentence
        if words >= LONG_SENTENCE:
            yield from reversed(list(islice(_endings(sentence, reader), MOST_PARTS)))


def _endings(sentence: str, reader: Reader) -> Iterator[str]:
    """What follows a pause, or the question word on, that can be a question of its own; the last one first.

    No part that goes on (« et auprès de qui ? »), and none whose question word was left before the pause. Each costs a reading of all
    that follows: who wants the last few takes no more.
    """
    asked = reader.question_word(sentence)
    pauses = {pause.end() for pause in _PAUSE.finditer(sentence)} - _listed(sentence, reader)
    for start in sorted(pauses | ({asked} if asked else set()), reverse=True):
        ending = sentence[start:]
        torn = asked is not None and asked < start and reader.question_word(ending) is None
        if len(ending.split()) >= SHORTEST_ENDING and not torn and not reader.goes_on(ending):
            yield ending


def _listed(sentence: str, reader: Reader) -> frozenset[int]:
    """Where the next of several names begins that a sentence enumerates, with what grammar puts before it."""
    reading = reader.read(sentence)
    starts = set[int]()
    for left, right in pairwise(reading.mentions):
        between = reading.tokens[left.last : right.first]
        if all(token.text in reader.functions for token in between):
            starts.add((between[0] if between else reading.tokens[right.first]).start)
    return frozenset(starts)


def halves(text: str, reader: Reader) -> Iterator[tuple[str, str]]:
    """What stands before and after each word that joins a second question to a first one.

    Each half asks, by a question word or by its beginning, the second one at its start, with one word of grammar before it at
    most: « qui l'a acheté et pour combien », "is it signed, and when?". Of two question words side by side each asks the rest:
    « quand et pourquoi l'audit ? ».
    """
    tokens = reader.read(text).tokens
    words = [token.text for token in tokens]
    asked = dict(reader.asking_words.found(words))
    first = min(asked, default=len(words))
    starts = {
        start: place
        for place in reversed(range(1, len(words)))
        if (start := _second(words, place, asked, reader))
    }
    for start, place in sorted(starts.items()):
        left, right = text[: tokens[start - 1].start].rstrip(" ,;:–—"), text[tokens[start].start :]
        rest = tokens[place + asked.get(place, 0) :]
        if first + asked.get(first, 0) == start - 1 and rest:
            left = f"{left} {text[rest[0].start :]}"
        if first < start - 1 or reader.is_polar(reader.read(left)):
            yield left, right


def _second(words: Sequence[str], place: int, asked: Mapping[int, int], reader: Reader) -> int:
    """Where a second question begins that asks at ``place``, a joining word being before it; 0 where none does."""
    if place in asked:
        leads = place > 1 and words[place - 1] in reader.functions - reader.joining
        start = place - 1 if leads else place
    else:
        start = place if reader.polar_starts.starts(words, place) else 0
    return start if start > 1 and words[start - 1] in reader.joining else 0
