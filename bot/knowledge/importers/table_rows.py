"""The rows of a table → what they ask: by their answers, or by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final, NamedTuple

from bot.knowledge.collisions import same_words
from bot.knowledge.importers.entry import Faq, FaqEntry, some
from bot.text.normalise import fold

FEWEST_WORDS: Final = 5
"""Words of an answer from which rows that share it ask the same: “No.” answers many questions."""

_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH: Final = 60
_SHOWN: Final = 60
"""Characters of what stands in the table that a remark quotes."""


class Cells(NamedTuple):
    """What a row says, without white space around it; empty where it has no such column."""

    line: int
    """On which the row ends."""
    question: str
    answer: str
    label: str
    group: str
    is_in_context: bool


def by_label(rows: Iterable[Cells]) -> Faq:
    """An entry for each label, as typed, without an answer; rows that lack either are told with their lines."""
    asked: dict[str, list[str]] = {}
    partial = []
    for row in rows:
        if row.question and row.label:
            asked.setdefault(row.label, []).append(row.question)
        elif row.question or row.label:
            partial.append(_quoted(row.question or row.label, row.line))
    entries = [FaqEntry(label, phrasings, None) for label, phrasings in asked.items()]
    return Faq(entries, _told("a question without its name, or a name without a question", partial))


def by_answer(rows: Iterable[Cells]) -> Faq:
    """An entry for each answer: the rows with the same group or, without one, the same answer sentence are its phrasings.

    Named after its first question, since such tables have no names. Told with their lines are rows without a question, rows
    that are asked after another one only, and another answer to what was asked before.
    """
    groups: dict[str, list[Cells]] = {}
    homes: dict[str, str] = {}
    answers: dict[str, str] = {}
    in_context, mute, others = [], [], []
    for row in rows:
        words = same_words(row.question)
        if not words:
            if row.question or row.answer:
                mute.append(_quoted(row.question or row.answer, row.line))
        elif row.is_in_context:
            in_context.append(_quoted(row.question, row.line))
        elif row.answer and answers.setdefault(words, row.answer) != row.answer:
            others.append(f"“{_short(row.answer)}” to {_quoted(row.question, row.line)}")
        else:
            telling = row.answer if len(row.answer.split()) >= FEWEST_WORDS else ""
            home = homes.setdefault(words, row.group or telling or words)
            groups.setdefault(home, []).append(row)
    remarks = (
        *_told("asked only after another question (IsContextOnly)", in_context),
        *_told("rows without a question: write one into each and import again, or do without them", mute),
        *_told("another answer to what is asked above", others),
    )
    return Faq(_entries(list(groups.values())), remarks)


def _told(what: str, rows: Sequence[str]) -> Sequence[str]:
    return [f"left out, {what}: {some(rows)}"] if rows else []


def _quoted(text: str, line: int) -> str:
    return f"“{_short(text)}” (line {line})"


def _short(text: str) -> str:
    return " ".join(text[:_SHOWN].split())


def _entries(groups: Sequence[Sequence[Cells]]) -> list[FaqEntry]:
    """Entries named after their first question, since such tables have no names."""
    taken: set[str] = set()
    entries = []
    for group in groups:
        name = _NOT_WORD.sub("-", fold(group[0].question)).strip("-")[:_NAME_LENGTH].strip("-") or "question"
        unique = next(
            it for number in count(1) if (it := name if number == 1 else f"{name}-{number}") not in taken
        )
        taken.add(unique)
        answers = list(dict.fromkeys(row.answer for row in group if row.answer))
        phrasings = [row.question for row in group]
        entries.append(
            FaqEntry(unique, phrasings, next(iter(answers), None), others=max(0, len(answers) - 1))
        )
    return entries
