"""The rows of a table → what they ask: by their answers, or by their labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from bot.knowledge.collisions import same_words
from bot.knowledge.importers.entry import Faq, FaqEntry, left_out, name_after, short

FEWEST_WORDS: Final = 5
"""Words of an answer from which rows that share it ask the same: “No.” answers many questions."""

_IN_CONTEXT: Final = "asked only after another question (IsContextOnly)"


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
    """An entry for each label, as typed, without an answer.

    Told with their lines are rows that lack either, and rows that are asked after another one only.
    """
    asked: dict[str, list[str]] = {}
    partial, in_context = [], []
    for row in rows:
        if row.is_in_context:
            in_context.append(_quoted(row.question or row.label, row.line))
        elif row.question and row.label:
            asked.setdefault(row.label, []).append(row.question)
        elif row.question or row.label:
            partial.append(_quoted(row.question or row.label, row.line))
    remarks = (
        *left_out(_IN_CONTEXT, in_context),
        *left_out("a question without its name, or a name without a question", partial),
    )
    return Faq([FaqEntry(label, phrasings, None) for label, phrasings in asked.items()], remarks)


def by_answer(rows: Iterable[Cells]) -> Faq:
    """An entry for each answer: the rows with the same group or, without one, the same answer sentence are its phrasings.

    Rows of the same question are of one entry, whichever of them has the answer. Entries are named after their first question,
    since such tables have no names. Told with their lines are rows without a question, rows that are asked after another one
    only, and another answer to what was asked before.
    """
    asked: list[tuple[str, Cells]] = []
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
            others.append(f"“{short(row.answer)}” to {_quoted(row.question, row.line)}")
        else:
            asked.append((words, row))
    groups: dict[tuple[str, str], list[Cells]] = {}
    homes: dict[str, tuple[str, str]] = {}
    for words, row in asked:
        home = homes.setdefault(words, _home(words, row.group, answers.get(words, "")))
        groups.setdefault(home, []).append(row)
    remarks = (
        *left_out(_IN_CONTEXT, in_context),
        *left_out("rows without a question: write one into each and import again, or do without them", mute),
        *left_out("another answer to what is asked above", others),
    )
    return Faq(_entries(list(groups.values())), remarks)


def _home(words: str, group: str, answer: str) -> tuple[str, str]:
    """What a question shares with those that ask the same, and the kind of it: a group may read like a question."""
    if group:
        return "group", group
    return ("answer", answer) if len(answer.split()) >= FEWEST_WORDS else ("words", words)


def _quoted(text: str, line: int) -> str:
    return f"“{short(text)}” (line {line})"


def _entries(groups: Sequence[Sequence[Cells]]) -> list[FaqEntry]:
    entries: dict[str, FaqEntry] = {}
    for group in groups:
        name = name_after(group[0].question, entries)
        answers = list(dict.fromkeys(row.answer for row in group if row.answer))
        phrasings = [row.question for row in group]
        entries[name] = FaqEntry(name, phrasings, next(iter(answers), None), others=max(0, len(answers) - 1))
    return list(entries.values())
