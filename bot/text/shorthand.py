"""Chat shorthand spelled out: « pk » is « pourquoi », "abt" is "about".

Done when a text is read, for phrasings and questions alike, so that all that follows sees plain words. Several
spellings mean one thing in one language and another elsewhere (« pub », "pub"; « y », "y"): those are spelled out
where the rest of the text speaks the language in which they are short. A word that is short only behind another is
written with that (« le ca »); what it is short for stands in its place alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.text.language import Language
from bot.text.normalise import HYPHENS, Token, is_apostrophe


class Shorthand:
    """Spells out the shorthand of several languages.

    Args:
        languages: id → language, each with its ``shorthand``.
        kept: folded words that stay as they are, such as those of names.
    """

    def __init__(self, languages: Mapping[str, Language], kept: Collection[str] = ()) -> None:
        self._plain = {
            language.id: {
                short: tuple(plain.split())
                for short, plain in language.shorthand.items()
                if short.split()[-1] not in kept
            }
            for language in languages.values()
        }
        self._short = frozenset(key.split()[-1] for short in self._plain.values() for key in short)
        self._elisions = {language.id: frozenset(language.elisions) for language in languages.values()}
        self._own = {
            language.id: language.function_words | language.witnesses | frozenset(language.shorthand)
            for language in languages.values()
        }

    def spell_out(self, text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """``tokens`` of ``text`` with shorthand in plain words, all of them at its place in the text."""
        words = ["", *[token.text for token in tokens], ""]
        if self._short.isdisjoint(words):
            return tuple(tokens)
        spoken = self._spoken(tokens)
        out: list[Token] = []
        for token, before, following in zip(tokens, words, words[2:], strict=False):
            behind = f"{before} {token.text}"
            plain = self._meant(text, token, behind, following, spoken) if token.text in self._short else ()
            out.extend(Token(word, token.start, token.end) for word in plain or (token.text,))
        return tuple(out)

    def _spoken(self, tokens: Sequence[Token]) -> str | None:
        """The language with the most words of its own among ``tokens``; None when two are level."""
        counts = {id_: sum(self._is_own(token.text, id_) for token in tokens) for id_ in self._plain}
        most = max(counts.values(), default=0)
        first = [id_ for id_, count in counts.items() if count == most]
        return first[0] if len(first) == 1 else None

    def _is_own(self, word: str, language: str) -> bool:
        return word in self._own[language] and not any(
            word in words for other, words in self._own.items() if other != language
        )

    def _meant(
        self, text: str, token: Token, behind: str, following: str, spoken: str | None
    ) -> tuple[str, ...]:
        """The plain words for ``token``; none when it is no shorthand here, as in a word of several parts (« wi-fi »)."""
        after, before = text[token.end : token.end + 2], text[max(0, token.start - 2) : token.start]
        if (after[:1] in HYPHENS and after[1:].isalpha()) or (before[1:] in HYPHENS and before[:1].isalpha()):
            return ()
        for language, short in self._plain.items():
            plain = short.get(behind) or short.get(token.text)
            if plain is None or not (language == spoken or self._is_own(token.text, language)):
                continue
            elided = token.text in self._elisions[language] and is_apostrophe(text[token.end : token.end + 1])
            if not elided and (len(plain) == 1 or following != plain[1]):
                return plain
        return ()
