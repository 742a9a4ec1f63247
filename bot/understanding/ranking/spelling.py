"""Spelling repair: a word that no phrasing has becomes the dossier's own words that it most likely stands for.

An everyday word of the language that no phrasing has is left as it is, unless it is another form of one that some have. Of the others,
in the order in which they are tried, for the language that the rest of the question speaks first: chat shorthand;
letters repeated for effect; an elided word stuck to the next; a known word one edit away (two from eight letters on);
a known word that sounds the same; two or three words stuck together that phrasings have side by side. Two typed words
that make a known one are joined. Edits are counted by optimal string alignment, a swap of neighbours being one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text.sounds import Sounds
from bot.understanding.ranking.features import LONGEST_WORD, MARK
from bot.understanding.ranking.habits import Corrected, Habits, Phrasing, count_words

ONE_EDIT, TWO_EDITS = 3, 8
"""Fewest letters of a word that may be one edit, or two edits, away from a known one."""
SAME_START = 3
"""A near word is meant when it fits its neighbours, sounds alike, has the same letters, or, one edit away, begins with
so many of the same. Without a dictionary "clock" and "block" differ like a word and its typo: this rule keeps most
real words as they are."""
CLEARLY = 3
"""How many times as many words as another language's, and one more, make a question clearly one of a language."""
MOST_REPAIRS = 12
"""Unknown words of one question that are looked at: real questions have fewer, and noise need not be understood."""

REMEMBERED = 4096
"""Unknown words whose neighbours are kept: a question's parts share its words, and people share their slips."""
END = ""
"""Stands for the end of a text where a neighbour is asked for."""

FORMS = ("s", "x", "ed")
"""Ends of a word that is one letter longer than another form of it: "prices", « niveaux », "used"."""
BOTH = 2
"""Neighbours of a word."""

_STRETCHED = re.compile(r"(.)\1{2,}")


def _never(_left: str, _right: str) -> bool:
    return False


class Speller:
    """Knows the words of the phrasings, and finds those meant by a word that is not among them.

    Attributes:
        known: word → number of phrasings that have it.
        spoken: language → word → number of its phrasings that have it.
    """

    def __init__(
        self,
        spoken: Mapping[str, Mapping[str, int]],
        habits: Habits,
        *,
        heard: Mapping[str, Mapping[str, str]] | None = None,
        neighbours: Callable[[str, str], bool] = _never,
    ) -> None:
        """Take what is known.

        Args:
            spoken: as the attribute.
            habits: how people write.
            heard: as the attribute; None: worked out from the rules when first asked for, a second for 10,000 words.
            neighbours: whether any phrasing has the first word right before the second.
        """
        known: dict[str, int] = {}
        for words in spoken.values():
            for word, count in words.items():
                known[word] = known.get(word, 0) + count
        self.known: Mapping[str, int] = known
        self.spoken = spoken
        self.habits = habits
        self._neighbours = neighbours
        self._sounds = {
            language: Sounds(rules) for language, rules in habits.sound_rules.items() if language in spoken
        }
        self._heard = heard
        self._near = lru_cache(maxsize=REMEMBERED)(self._find_near)
        self._by_length: dict[int, list[str]] = {}
        for word in known:
            if len(word) >= ONE_EDIT - 1 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)

    @classmethod
    def learn(
        cls, examples: Sequence[Phrasing], habits: Habits, neighbours: Callable[[str, str], bool] = _never
    ) -> Speller:
        """The speller of these phrasings."""
        return cls(count_words(examples), habits, neighbours=neighbours)

    @property
    def heard(self) -> Mapping[str, Mapping[str, str]]:
        """Language → how a word sounds → the commonest word that sounds so."""
        if self._heard is None:
            self._heard = self._listen()
        return self._heard

    def _listen(self) -> Mapping[str, Mapping[str, str]]:
        heard: dict[str, dict[str, str]] = {}
        for language, sounds in self._sounds.items():
            words = self.spoken[language]
            common = {word: 0 for word in sorted(self.habits.function_words) if word in words} | dict(words)
            keys = heard.setdefault(language, {})
            for word in sorted(common, key=lambda word: -common[word]):
                keys.setdefault(sounds.key(word), word)
        return heard

    def correct(self, tokens: Sequence[str]) -> Corrected:
        """Repair every word that needs and allows it; marks, numbers and function words stay."""
        functions, known = self.habits.function_words, self.known
        if all(word in known or word in functions or word[:1] == MARK for word in tokens):
            return Corrected(tuple(tokens), (), ())
        languages = self._spoken_in(tokens)
        out: list[str] = []
        repairs: list[tuple[str, str]] = []
        unknown: list[str] = []
        joined = list(self._joined(tokens, repairs))
        for at, typed in enumerate(joined):
            repaired = None
            if not self._is_right(typed) and len(repairs) + len(unknown) < MOST_REPAIRS:
                beside = (out[-1] if out else END, joined[at + 1] if at + 1 < len(joined) else END)
                repaired = self.repair(typed, languages, beside)
            if repaired is not None:
                repairs.append((typed, repaired))
            elif not self._is_right(typed):
                unknown.append(typed)
            out.extend((repaired or typed).split())
        return Corrected(tuple(out), tuple(repairs), tuple(unknown))

    def repair(
        self, token: str, languages: Sequence[str] = (), beside: tuple[str, str] | None = None
    ) -> str | None:
        """The known words, joined by spaces, that ``token`` was meant to be; None when it is right or none is near.

        Args:
            token: one folded word.
            languages: those whose words may be meant, the likeliest first; none: all.
            beside: the words before and after it, ``END`` for none: of several near words, one that phrasings have
                beside them is meant.
        """
        if self._is_right(token) or token.isdigit() or len(token) > LONGEST_WORD:
            return None
        likely = languages or list(self.spoken)
        is_short = any(token in self.habits.shorthand.get(language, {}) for language in likely)
        if not is_short and any(token in self.habits.everyday(language) for language in likely):
            return self._inflected(token, likely, beside)
        return next(self._readings(token, likely, beside), None)

    def _inflected(self, token: str, languages: Sequence[str], beside: tuple[str, str] | None) -> str | None:
        """The known word that an everyday one is another form of ("prices", "price"), or that it stands for between its very neighbours.

        "Did it fire people?" does not ask whom it hired.
        """
        near, distance = self._nearest(token, languages, beside)
        if near is None or distance != 1:
            return None
        short, long = sorted((token, near), key=len)
        is_form = long[:-1] == short and long.endswith(FORMS)
        return near if is_form or self._fits(near, beside) == BOTH else None

    def _readings(
        self, token: str, languages: Sequence[str], beside: tuple[str, str] | None
    ) -> Iterator[str]:
        for language in languages:
            plain = self.habits.shorthand.get(language, {}).get(token)
            if plain is not None:
                yield plain
        for copies in (r"\1\1", r"\1"):
            squeezed = _STRETCHED.sub(copies, token)
            if squeezed != token and self._is_right(squeezed):
                yield squeezed
        for language in languages[:1]:
            yield from self._unstuck_elision(token, self.habits.elisions.get(language, ()))
        near, distance = self._nearest(token, languages, beside)
        if near is not None and distance == 1:
            yield near
        yield from self._sounding(token, languages)
        yield from self._unstuck(token)
        if near is not None:
            yield near

    def _sounding(self, token: str, languages: Sequence[str]) -> Iterator[str]:
        """The commonest word that sounds the same, in each of the languages that has one."""
        for language in languages:
            sounds = self._sounds.get(language)
            word = self.heard[language].get(sounds.key(token)) if sounds else None
            if word is not None:
                yield word

    def _is_right(self, token: str) -> bool:
        return token in self.known or token[:1] == MARK or token in self.habits.function_words

    def _spoken_in(self, tokens: Sequence[str]) -> list[str]:
        """Languages that a word of these may be meant in, those first whose phrasings share the most of them.

        Where one has ``CLEARLY`` as many as any other, it alone: no word of a French question is a mistyped English one.
        """
        shared = {
            language: sum(words.get(token, 0) / self.known[token] for token in tokens if token in self.known)
            for language, words in self.spoken.items()
        }
        ranked = sorted(shared, key=lambda language: -shared[language])
        return [one for one in ranked if CLEARLY * shared[one] >= shared[ranked[0]] - 1]

    def _joined(self, tokens: Sequence[str], repairs: list[tuple[str, str]]) -> Iterator[str]:
        """The tokens, but for neighbours that only together are known: those as one, noted in ``repairs``."""
        at = 0
        while at < len(tokens):
            pair = tokens[at : at + 2]
            whole = "".join(pair)
            if len(pair) > 1 and whole in self.known and not all(self._is_right(token) for token in pair):
                repairs.append((" ".join(pair), whole))
                yield whole
                at += 2
            else:
                yield tokens[at]
                at += 1

    def _find_near(self, token: str) -> Sequence[tuple[int, str]]:
        """(edits, word) for every known word few enough edits away."""
        bound = 2 if len(token) >= TWO_EDITS else 1
        return [
            (int(distance), word)
            for length in range(len(token) - bound, len(token) + bound + 1)
            for word, distance, _ in process.extract(
                token, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=bound, limit=None
            )
        ]

    def _nearest(
        self, token: str, languages: Sequence[str], beside: tuple[str, str] | None
    ) -> tuple[str | None, int]:
        """The best known word few enough edits away, and how many edits; (None, 0) when there is none."""
        if len(token) < ONE_EDIT:
            return None, 0
        found = [
            one
            for one in self._near(token)
            if any(one[1] in self.spoken[language] for language in languages)
            and not self._is_contrary(token, one[1])
        ]
        if not found:
            return None, 0
        sounds = self._sounds.get(languages[0]) if languages else None
        key = sounds.key(token) if sounds else ""

        def rank(one: tuple[float, str]) -> tuple[float, int, bool, bool, bool, int, str]:
            distance, word = one
            alike = sounds is not None and sounds.key(word) == key
            return (
                distance,
                -self._fits(word, beside),
                not alike,
                not _drops_letters(token, word),
                word[0] != token[0],
                -self.known[word],
                word,
            )

        distance, strange, other_sound, *_, word = min(rank(one) for one in found)
        alike = strange < 0 or not other_sound or sorted(word) == sorted(token)
        if not alike and (distance > 1 or word[:SAME_START] != token[:SAME_START]):
            return None, 0
        return word, int(distance)

    def _is_contrary(self, token: str, word: str) -> bool:
        """Whether ``token`` is ``word`` with a prefix that says no: "unprofitable" is no slip of "profitable"."""
        return any(token == prefix + word for prefix in self.habits.negative_prefixes)

    def _fits(self, word: str, beside: tuple[str, str] | None) -> int:
        """On how many sides phrasings have ``word`` next to what it stands beside here: 0, 1 or 2."""
        if beside is None:
            return 0
        return self._neighbours(beside[0], word) + self._neighbours(word, beside[1])

    def _unstuck_elision(self, token: str, elisions: Sequence[str]) -> Iterator[str]:
        for letters in elisions:
            rest = token.removeprefix(letters)
            if rest != token and len(rest) > 1 and self._is_right(rest):
                yield f"{letters} {rest}"

    def _unstuck(self, token: str) -> Iterator[str]:
        """Two words, then three, that make up ``token`` and that phrasings have side by side."""
        cuts = range(1, len(token))
        for cut in cuts:
            if self._neighbours(token[:cut], token[cut:]):
                yield f"{token[:cut]} {token[cut:]}"
        for first in cuts:
            if token[:first] in self.known:
                for second in range(first + 1, len(token)):
                    left, middle, right = token[:first], token[first:second], token[second:]
                    if self._neighbours(left, middle) and self._neighbours(middle, right):
                        yield f"{left} {middle} {right}"


def _drops_letters(token: str, word: str) -> bool:
    """Whether ``token`` is ``word`` with letters left out, as people shorten ("whn", « qund »)."""
    letters = iter(word)
    return all(letter in letters for letter in token)
