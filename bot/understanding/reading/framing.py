"""Words that only stand around a question: « dis-moi », "according to the article", « et », and pronouns that say a name again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.text.language import Language
from bot.text.normalise import HYPHENS, Token
from bot.text.phrasebook import Phrasebook
from bot.understanding.reading.entities import Mention, covered_by

EUPHONIC = "t"
"""Stands between a verb and its pronoun, with hyphens or, on a phone, without (« a t il »)."""

SHORTEST_CORE = 2
"""Words of grammar alone, a question word among them, that must be left of a text for its frame to be left out: « merci à toi »
says something by its « merci »."""

SHORTEST_SENTENCE = 3
"""Words of grammar alone that ask something by themselves (« c'est fait ? »)."""


class Framing:
    """Finds such words.

    Args:
        languages: whose words count.
        asking_words: the question words of every kind.

    Attributes:
        phrases: what people say around a question.
        functions: folded words of grammar.
        joining: single words that join a text to what was said before it.
        pronouns: folded words that stand for something said before.
    """

    def __init__(self, languages: Collection[Language], asking_words: Phrasebook) -> None:
        self.phrases = Phrasebook(frame for language in languages for frame in language.frames)
        self.functions = frozenset().union(*(language.function_words for language in languages))
        self.joining = frozenset(
            start for language in languages for start in language.follow_up_starts if " " not in start
        )
        self.pronouns = frozenset().union(*(language.pronouns for language in languages))
        self._subjects = frozenset().union(*(language.subject_pronouns for language in languages))
        self._asking_words = asking_words
        self._denying_starts = Phrasebook(start for one in languages for start in one.denying_starts)
        confirming = [phrase for language in languages for phrase in language.confirming]
        self._confirming = Phrasebook(confirming)
        self._belying = Phrasebook(phrase for language in languages for phrase in language.belying)
        self._polar_ends = Phrasebook(
            [*confirming, *(end for language in languages for end in language.polar_ends)]
        )

    def around(self, text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> frozenset[int]:
        """Places of the ``tokens`` of ``text`` that only stand around what is asked; none of a name's."""
        words = [token.text for token in tokens]
        around = self._framed(words) | self.hung(text, tokens) | self._tagged(words) | self._expecting(words)
        if not mentions:
            return around | self._joined(words, ())
        covered = covered_by(mentions)
        return (around | self._repeated(words, mentions) | self._joined(words, covered)) - covered

    def tag(self, words: Sequence[str]) -> int:
        """How many words at the end only ask whether it is so: "isn't it", « n'est-ce pas »; none of what asks with a question word."""
        tail = self._polar_ends.tail(words)
        is_all = self._confirming.length(words, 0) == len(words)  # "is that right?" asks nothing else
        return tail if tail and not is_all and not self._asking_words.within(words) else 0

    def confirms(self, words: Sequence[str]) -> bool:
        """Whether it is asked if what the rest says is so: « …, c'est ça ? », "is it true that…"."""
        return self._confirming.starts(words, 0) or self._confirming.tail(words) > 0

    def belies(self, words: Sequence[str]) -> bool:
        """Whether it is asked if what the rest says is false: « est-il faux que… ? », "am I wrong to think…"."""
        return self._belying.within(words)

    def _expecting(self, words: Sequence[str]) -> frozenset[int]:
        """The place of a denial that only expects a yes: "isn't it profitable?" asks what "is it profitable?" does."""
        length = self._denying_starts.length(words, 0)
        return frozenset({length - 1}) if length else frozenset()

    def _tagged(self, words: Sequence[str]) -> frozenset[int]:
        tagged = self.tag(words)
        if not tagged:
            return frozenset()
        left = len(words) - tagged
        # A single word would be another question: "sure or not?" is no "sure".
        return frozenset(range(left, len(words))) if left >= SHORTEST_CORE else frozenset()

    def hung(self, text: str, tokens: Sequence[Token]) -> frozenset[int]:
        """Places of pronouns hung to their verb, and of the « t » between: « Atos a-t-il racheté » says « Atos a racheté »."""
        found = set[int]()
        for place, token in enumerate(tokens):
            if not place or token.text not in self.pronouns:
                continue
            joint = tokens[place - 1].text == EUPHONIC and place > 1
            if joint or text[token.start - 1 : token.start] in HYPHENS:
                found.update((place - 1, place) if joint else (place,))
        return frozenset(found)

    def doubled(self, text: str, tokens: Sequence[Token]) -> frozenset[int]:
        """Places of those hung pronouns that say a subject again: « L'affaire est-elle conclue ? » asks of no « elle ».

        After a question word what stands before the verb may be its object (« combien de parts détient-elle ? »), and what a comma
        parts from it sets a scene (« En 2013, était-elle rentable ? »).
        """
        hung = self.hung(text, tokens)
        verb = max(min(hung, default=0) - 1, 0)
        before = [token.text for token in tokens[:verb]]
        parted = bool(before) and "," in text[tokens[verb - 1].end : tokens[verb].start]
        is_subject = any(word not in self.functions for word in before) and not parted
        return hung if is_subject and not self._asking_words.within(before) else frozenset()

    def _repeated(self, words: Sequence[str], mentions: Sequence[Mention]) -> frozenset[int]:
        """Places of pronouns that say once more who was just named: « Thales, il sort ? » says « Thales sort »."""
        after = (mention.last for mention in mentions if mention.last < len(words))
        return frozenset(place for place in after if words[place] in self._subjects)

    def _joined(self, words: Sequence[str], covered: Collection[int]) -> frozenset[int]:
        """Places of the words that join a text to what was said before (« et », "so"), where it tells more than a name."""
        if not words or words[0] not in self.joining:
            return frozenset()
        start = next((place for place, word in enumerate(words) if word not in self.joining), len(words))
        rest = range(start, len(words))
        own = [words[place] for place in rest if place not in covered]
        tells = any(word not in self.functions for word in own) or len(own) >= SHORTEST_SENTENCE
        return frozenset(range(start)) if tells else frozenset()

    def _framed(self, words: Sequence[str]) -> frozenset[int]:
        """Places of the words of ``phrases``; none where hardly anything would be left."""
        found = self.phrases.covered(words)
        if not found:
            return found
        left = [word for place, word in enumerate(words) if place not in found]
        tells = any(word not in self.functions for word in left)
        asks = len(left) >= SHORTEST_CORE and self._asking_words.within(left)
        return found if tells or asks else frozenset()
