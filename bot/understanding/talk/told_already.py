"""Follow-ups that the reply before them has answered already: "till when?" after "… the contract runs until September 2027"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from bot.knowledge.records import Fact
from bot.text.language import Language
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.reader import Reader
from bot.understanding.reading.readings import HOW_MUCH, WHEN, WHERE, WHO, WHY, Reading
from bot.understanding.talk.conversation import Turn
from bot.understanding.talk.follow_up import FollowUps

LONGEST = 8
"""Words beyond which a text asks more than a reply can be thought to have told by the way."""
STEM = 5
"""Letters by which words of a follow-up and of a reply are taken for the same (« voiture », « voitures »)."""
BOTH = 2
"""Figures beside years that a reply must give for one of them to be what was before; names that a choice is left between."""


class ToldAlready:
    """Judges whether a follow-up asks for what the reply before it holds.

    Args:
        reader: reads texts of the dossier.
        follow_ups: knows which words tell something.
        languages: whose words count.
        facts: the dossier's, by id.
    """

    def __init__(
        self,
        reader: Reader,
        follow_ups: FollowUps,
        languages: Mapping[str, Language],
        facts: Mapping[str, Fact],
    ) -> None:
        self._facts = facts
        self._reader = reader
        self._follow_ups = follow_ups
        spoken = tuple(languages.values())
        self._which = Phrasebook(phrase for one in spoken for phrase in one.question_words.get("which", ()))
        self._in_places = frozenset().union(*(one.in_places for one in spoken))
        self._earlier = frozenset().union(*(one.before_years for one in spoken))

    def holds(self, reading: Reading, turn: Turn) -> bool:
        """Whether the reply to ``turn`` holds all that ``reading`` speaks of, and something of each kind that it asks for.

        A reason is never taken to be told by the way.
        """
        words = reading.words
        if not turn.reply or len(words) > LONGEST or WHY in reading.asks:
            return False
        reply = self._reader.read(turn.reply)
        spoken = {_stem(token.text) for token in reply.tokens}
        if self._reader.is_choice(reading):
            return not reading.mentions and self._tells_one(reading, reply, spoken)
        if not frozenset(reading.entities) <= {*reply.entities, *turn.entities}:
            return False
        asking = self._reader.asking_words.covered(words)
        asked = {word for place, word in enumerate(words) if place in asking}
        own = self._follow_ups.telling(reading.text) - asked
        lean = self._follow_ups.lean(reading)
        # « Elle date de quand ? » asks of somebody, and not merely when.
        if (lean.pronoun and not own) or any(_stem(word) not in spoken for word in own):
            return False
        if reading.asks:
            return all(self._tells(kind, reply, turn) for kind in reading.asks)
        figures = (*reply.figures, *reply.percents)
        is_earlier = not self._earlier.isdisjoint(words) and len(figures) >= BOTH
        return (bool(own) and lean.starts) or is_earlier or self._which.within(words)

    def tells_which(self, reading: Reading, turn: Turn) -> bool:
        """Whether ``reading`` but leaves a choice between names, and the reply to ``turn``, that asked for somebody, is one of them.

        "Atos or SFR?" after "it was Atos that bought Bull".
        """
        named = frozenset(reading.entities)
        bare = all(word in self._reader.functions for word in reading.plain)
        if not turn.reply or len(named) != BOTH or not bare or not self._reader.is_choice(reading):
            return False
        asked = self._reader.read(turn.question)
        told = named & frozenset(self._reader.read(turn.reply).entities)
        return asked.asks == {WHO} and len(told) == 1 and told.isdisjoint(asked.entities)

    def _tells_one(self, reading: Reading, reply: Reading, spoken: Collection[str]) -> bool:
        """Whether a reply holds one of the words or figures that are to be chosen from: "million or billion?"."""
        own = {_stem(word) for word in self._follow_ups.telling(reading.text)}
        figures = frozenset((*reading.figures, *reading.percents, *reading.years))
        told = figures.intersection((*reply.figures, *reply.percents, *reply.years))
        return bool(told) or not own.isdisjoint(spoken)

    def _tells(self, kind: str, reply: Reading, turn: Turn) -> bool:
        """Whether a reply holds something of a kind that is asked for."""
        if kind == HOW_MUCH:
            return bool(reply.figures or reply.percents)
        if kind == WHEN:
            told = (self._facts[name] for name in turn.told if name in self._facts)
            return bool(reply.years) or any(fact.when is not None and fact.when.date for fact in told)
        if kind == WHO:
            return not frozenset(reply.entities) <= frozenset(self._reader.read(turn.question).entities)
        return kind == WHERE and self._tells_where(reply)

    def _tells_where(self, reply: Reading) -> bool:
        """Whether a reply holds a word with a capital behind one that stands before places (« à Limoges », "in Oban")."""
        tokens = reply.tokens
        return any(
            before.text in self._in_places and reply.text[token.start].isupper()
            for before, token in pairwise(tokens)
        )


def _stem(word: str) -> str:
    return word[:STEM]
