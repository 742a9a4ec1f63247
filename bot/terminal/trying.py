"""A patch on trial: the dossier's check and its figures, before and after, on a copy that nobody else sees."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering.answer import Answer, Status
from bot.app import App
from bot.assistant import Assistant
from bot.errors import KnowledgeError
from bot.knowledge.languages import load_small_talk
from bot.knowledge.library import Library
from bot.knowledge.patching import Patch
from bot.knowledge.records import Dossier
from bot.knowledge.review import review
from bot.terminal.evaluation import Outcome, Row
from bot.terminal.figures import Figures, figures
from bot.terminal.labelled import evaluate

SAMPLE = 300
"""Phrasings of each dossier that are asked, evenly taken from all that have no slot."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A question and the intent that should be found for it."""

    dossier: str
    intent: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a library as it stands."""

    problems: tuple[str, ...]
    """For which a dossier is refused; then nothing else was measured."""
    doubts: int = 0
    """What ``check`` asks to look at again."""
    known: tuple[int, int] = (0, 0)
    """Phrasings of the dossiers themselves: understood, of how many asked."""
    vain: tuple[int, int] = (0, 0)
    """Likewise of what was asked in vain."""
    labelled: Figures | None = None
    """None when no labelled questions were given."""


def measure(app: App, known: Sequence[Expected], vain: Sequence[Expected], rows: Sequence[Row]) -> Measured:
    """The figures of the app's dossiers as they are.

    Args:
        app: whose dossiers, languages, phrases and cache are used.
        known: phrasings that must go on being understood.
        vain: what should be understood in the end.
        rows: labelled questions.
    """
    return _measured(app.assistant, known, vain, rows)


def measure_patched(
    patches: Sequence[Patch],
    app: App,
    known: Sequence[Expected],
    vain: Sequence[Expected],
    rows: Sequence[Row],
) -> Measured:
    """The figures of the app's dossiers as ``patches`` would make them; the files themselves stay as they are."""
    source = app.assistant.library.folder
    with tempfile.TemporaryDirectory(prefix="dossier-") as place:
        copy = Path(place) / source.resolve().name
        shutil.copytree(source, copy)
        for patch in patches:
            patch.write(copy / patch.folder.resolve().relative_to(source.resolve()))
        try:
            library = Library.open(copy, app.languages)
        except KnowledgeError as error:
            return Measured(tuple(f"{one.file.name}:{one.line}: {one.message}" for one in error.problems))
        small_talk = load_small_talk()
        patched = Assistant.open(library, phrases=app.phrases, small_talk=small_talk, cache=app.config.cache)
        return _measured(patched, known, vain, rows)


def _measured(
    assistant: Assistant, known: Sequence[Expected], vain: Sequence[Expected], rows: Sequence[Row]
) -> Measured:
    return Measured(
        problems=(),
        doubts=sum(len(review(dossier)) for dossier in assistant.library.dossiers.values()),
        known=_understood(assistant, known),
        vain=_understood(assistant, vain),
        labelled=figures(evaluate(rows, assistant)) if rows else None,
    )


def sample(dossiers: Mapping[str, Dossier]) -> Sequence[Expected]:
    """Phrasings without slots, at most ``SAMPLE`` of each dossier, evenly taken."""
    found: list[Expected] = []
    for dossier in dossiers.values():
        rows = [
            Expected(dossier.id, intent.id, text, language)
            for intent in dossier.intents.values()
            for language, texts in intent.phrasings.items()
            for text in texts
            if "{" not in text
        ]
        step = -(-len(rows) // SAMPLE) or 1
        found.extend(rows[::step])
    return found


def comparison(before: Measured, after: Measured) -> Iterator[str]:
    """Lines that set the two side by side."""
    yield f"{'':<28}{'before':>10}{'after':>10}"
    yield _line("problems", str(len(before.problems)), str(len(after.problems)))
    if after.problems:
        yield from (f"    {problem}" for problem in after.problems)
        return
    yield _line("to look at again", str(before.doubts), str(after.doubts))
    yield _line("phrasings understood", _share(before.known), _share(after.known))
    yield _line("unanswered, now found", _share(before.vain), _share(after.vain))
    if before.labelled is None or after.labelled is None:
        return
    for language, tally in after.labelled.answers.items():
        earlier = before.labelled.answers[language]
        for outcome in (Outcome.RIGHT, Outcome.WRONG):
            yield _line(
                f"{outcome} in {language}", f"{earlier.rate(outcome):.1%}", f"{tally.rate(outcome):.1%}"
            )
    if after.labelled.refusals.total:
        rates = [one.refusals.rate(Outcome.WRONG) for one in (before.labelled, after.labelled)]
        yield _line("false answers", *(f"{rate:.1%}" for rate in rates))


def _line(name: str, before: str, after: str) -> str:
    return f"{name:<28}{before:>10}{after:>10}"


def _share(counted: tuple[int, int]) -> str:
    return f"{counted[0]}/{counted[1]}"


def _understood(assistant: Assistant, expected: Sequence[Expected]) -> tuple[int, int]:
    return sum(finds(assistant, one) for one in expected), len(expected)


def finds(assistant: Assistant, one: Expected) -> bool:
    """Whether the reply to a question is that of the intent it should find."""
    answer = assistant.answer(one.text, hints=(one.language,), dossiers=(one.dossier,))
    return _intent(answer) == one.intent


def _intent(answer: Answer) -> str | None:
    if answer.status is Status.NOT_COVERED and answer.candidates:
        return answer.candidates[0].intent
    return answer.intent if answer.status is Status.ANSWERED else None
