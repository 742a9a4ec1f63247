"""One way of reading text, for phrasings and questions alike: folding and tokens with their places.

Folding loses what people leave out or mistype on a telephone (capitals, accents, the kind of apostrophe) and nothing
else. It works character by character, so that every folded character knows which original one it comes from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_APOSTROPHES = frozenset("'’‘ʼʹʻ′`´＇‛")
_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
_COMBINING = re.compile("[\u0300-\u036f]+")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|%")
_SPLIT_ENDINGS = frozenset({"s", "d"})
"""What may follow an apostrophe as a word of its own: English possessive, *is*, *has*; *would*, *had*."""
_LONGEST_ELISION = 12
"""Longer than any elided word; keeps the cutting linear on a text of nothing but apostrophes."""


HYPHENS = frozenset("-‐‑–")
"""What people and keyboards put between the parts of a word, and between a verb and its pronoun."""
QUESTION_MARKS = "?？؟"
"""The marks with which a text asks, of any script."""


class Token(NamedTuple):
    """A word of a text."""

    text: str
    """Folded; never empty."""
    start: int
    """Index of its first character in the original text."""
    end: int
    """Index after its last character in the original text."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """What one character becomes: none, one or several characters; a digit of any script one of ours. The cache is bounded against hostile text."""
    if character in _APOSTROPHES:
        return "'"
    if character.isspace():
        return " "
    digit = unicodedata.digit(
        character, None
    )  # ❶ and ² are no decimals, and yet what isdigit() takes for one
    if digit is not None:
        return str(digit)
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    folded = unicodedata.normalize("NFKC", character).casefold()
    folded = "".join(_LIGATURES.get(part, part) for part in folded)
    bare = _COMBINING.sub("", unicodedata.normalize("NFKD", folded))
    return unicodedata.normalize("NFC", bare)


def is_apostrophe(character: str) -> bool:
    """Whether it is one of the marks that people type for an apostrophe."""
    return character in _APOSTROPHES


def fold(text: str) -> str:
    """``text`` in the form in which words are compared.

    Compatibility forms are resolved (NFKC), case is folded, every apostrophe becomes ``'``, ligatures are written out,
    digits of all scripts are 0 to 9, accents, control, zero-width and unassigned characters are dropped, and runs of white space become one space, none at
    the ends. Takes time linear in the length of ``text``; folding twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        folded = text.lower().replace("`", "'")
    else:
        folded = "".join(map(_fold_character, text))
    return _SPACES.sub(" ", folded).strip()


def _fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """``text`` folded, and for each character of that the index of the original one it comes from."""
    if text.isascii() and text.isprintable():
        return text.lower().replace("`", "'"), range(len(text))
    parts = [_fold_character(character) for character in text]
    places = [index for index, part in enumerate(parts) for _ in part]
    return "".join(parts), places


def _pieces(word: str, elisions: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Cut one word at its apostrophes: (text, start, end) within ``word``.

    An elided word (*l'*, *qu'*) and an English *'s* or *'d* stand alone; anything else is one word with the apostrophe
    gone, as people type it who leave it out (*doesn't*, *aujourd'hui*).
    """
    text, start, end = "", 0, 0
    position = 0
    for part in word.split("'"):
        if text and (part in _SPLIT_ENDINGS or (len(text) <= _LONGEST_ELISION and text in elisions)):
            yield text, start, end
            text, start = "", position
        text += part
        position += len(part)
        end = position
        position += 1
    yield text, start, end


def tokenise(text: str, elisions: Collection[str]) -> tuple[Token, ...]:
    """The words of ``text``, folded, with their places in the original.

    Letters and digits make words; hyphens and all other marks separate, and ``%`` is a word of its own.

    Args:
        text: any text, as typed.
        elisions: folded letters that lean on the next word and are split from it (``l``, ``d``, ``qu``).
    """
    folded, places = _fold_with_places(text)
    tokens: list[Token] = []
    for match in _WORD.finditer(folded):
        word = match.group()
        first, last = match.span()
        if "'" not in word:
            tokens.append(Token(word, places[first], places[last - 1] + 1))
            continue
        for piece, start, end in _pieces(word, elisions):
            tokens.append(Token(piece, places[first + start], places[first + end - 1] + 1))
    return tuple(tokens)


def words(text: str, elisions: Collection[str]) -> tuple[str, ...]:
    """The folded words alone, as ``tokenise`` gives them: for phrasings, where places do not matter."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if "'" in word:
            found.extend(piece for piece, _, _ in _pieces(word, elisions))
        else:
            found.append(word)
    return tuple(found)
