"""``dossier suggest``: unanswered questions → a patch, tried out, shown in figures, written when a person accepts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.app import App
from bot.errors import UsageError
from bot.knowledge.draft import did_you_mean
from bot.knowledge.patching import Patch, make_patch
from bot.storage.records import VainQuestion
from bot.storage.storage import Storage
from bot.terminal.keeping import with_storage
from bot.terminal.labelled import intents_of, read_rows
from bot.terminal.streams import printable
from bot.terminal.suggesting import Proposal, additions, moved, propose
from bot.terminal.trying import Expected, comparison, measure, measure_patched, sample

ALL = "all"


def run(
    app: App, *, dossier: str | None, questions: Sequence[Path], to: Sequence[str], accept: str | None
) -> int:
    """Print the proposals, the patch and the figures; write the patch of those in ``accept``.

    Returns 1 when the patched dossier would be refused: then nothing is written.
    """

    async def read(storage: Storage) -> Sequence[VainQuestion]:
        return await storage.look.vain(dossier=dossier)

    if dossier is not None and dossier not in app.dossiers:
        cure = did_you_mean(dossier, app.dossiers, f"there are {', '.join(app.dossiers)}")
        raise UsageError(f"“{dossier}” is no dossier: {cure}")
    proposals = _redirected(propose(with_storage(app.config, read), app), to, app)
    chosen = _chosen(proposals, accept)
    if not proposals:
        print("nothing to propose: every unanswered question is answered by now")
        return 0
    patches = _patches(chosen, app)
    for line in (*_listing(proposals, app), "", *_diff(patches), ""):
        print(printable(line))
    known, vain = sample(app.dossiers), _expected(chosen)
    rows = read_rows(questions, intents_of(app.dossiers.values()), app.languages) if questions else ()
    before = measure(app, known, vain, rows)
    after = measure_patched(patches, app, known, vain, rows)
    for line in comparison(before, after):
        print(printable(line))
    if after.problems:
        return 1
    _finish(patches, accept)
    return 0


def _finish(patches: Sequence[Patch], accept: str | None) -> None:
    if accept is None:
        print("\nnothing is written yet: accept with --accept all, or --accept 1,3")
        return
    for patch in patches:
        patch.write()
        for file in patch.files:
            print(f"written: {file}")


def _redirected(proposals: Sequence[Proposal], to: Sequence[str], app: App) -> Sequence[Proposal]:
    """``proposals`` with those, or those of their questions, that a person gives to another entry.

    Each keeps the number under which it was shown: what is given away whole stands in its old place, a part of it behind all.
    """
    kept = list(proposals)
    given: list[Proposal] = []
    for text in to:
        place, equals, intent = text.partition("=")
        index, row = _place(place, proposals)
        if not equals or intent not in app.dossiers[proposals[index].dossier].intents:
            raise UsageError(
                f"--to {text}: write N=INTENT or N.M=INTENT, with a question of the same dossier"
            )
        mine = proposals[index].asked if row is None else (proposals[index].asked[row],)
        moving = moved(replace(proposals[index], asked=mine), intent)
        rest = tuple(one for one in kept[index].asked if one not in mine)
        if rest:
            kept[index] = replace(kept[index], asked=rest)
            given.append(moving)
        else:
            kept[index] = moving
    return [*kept, *given]


def _place(text: str, proposals: Sequence[Proposal]) -> tuple[int, int | None]:
    """Indexes of a proposal and of one of its questions, from ``3`` or ``3.2``."""
    proposal, dot, row = text.partition(".")
    index = _number(proposal, len(proposals)) - 1
    return index, _number(row, len(proposals[index].asked)) - 1 if dot else None


def _chosen(proposals: Sequence[Proposal], accept: str | None) -> Sequence[Proposal]:
    if accept is None or accept == ALL:
        return proposals
    numbers = {_number(part, len(proposals)) for part in accept.split(",")}
    return [one for number, one in enumerate(proposals, start=1) if number in numbers]


def _number(text: str, most: int) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= most:
        there_is = {0: "there is none", 1: "there is but 1"}.get(most, f"there are 1 to {most}")
        raise UsageError(f"“{text}” is no proposal: {there_is}")
    return int(text)


def _patches(proposals: Sequence[Proposal], app: App) -> Sequence[Patch]:
    ids = dict.fromkeys(one.dossier for one in proposals)
    return [
        make_patch(
            app.dossiers[id_],
            [new for one in proposals if one.dossier == id_ for new in additions(one, app)],
        )
        for id_ in ids
    ]


def _expected(proposals: Sequence[Proposal]) -> Sequence[Expected]:
    return [
        Expected(one.dossier, one.intent, asked.text, asked.language)
        for one in proposals
        for asked in one.asked
    ]


def _listing(proposals: Sequence[Proposal], app: App) -> Iterator[str]:
    for number, one in enumerate(proposals, start=1):
        count = sum(asked.times for asked in one.asked)
        times = "once" if count == 1 else f"{count} times"
        if one.new:
            near = f" (nearest: {', '.join(one.near)})" if one.near else ""
            yield f"{number}. asked {times} → a new entry “{one.intent}”: the article does not say{near}"
        else:
            dossier = app.dossiers[one.dossier]
            title = dossier.intents[one.intent].title[dossier.languages[0]]
            yield f"{number}. asked {times} → {one.intent}, {one.confidence:.2f}: {title}"
        for row, asked in enumerate(one.asked, start=1):
            yield f"   {number}.{row}  {asked.times:>3} × {asked.language}  {asked.text}"


def _diff(patches: Sequence[Patch]) -> Iterator[str]:
    for patch in patches:
        yield from patch.diff()
