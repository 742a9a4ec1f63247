"""The tables behind ``/stakes`` and ``/timeline``, read from the facts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.answering.arithmetic import WHOLE, ranked
from bot.answering.sources import source_lines, source_note
from bot.answering.views import StakeRow, StakesView, TimelineRow, TimelineView
from bot.answering.writing import Bindings, Writer, share_facts, shares_of
from bot.knowledge.naming import capitalised
from bot.knowledge.records import Dossier, Fact
from bot.text.formats import percent, typeset


def stakes_view(writer: Writer, holder: str | None = None) -> StakesView | None:
    """Who holds what, largest first; ``holder`` keeps one row. None: the dossier has no shares."""
    dossier = writer.dossier
    facts, shares = share_facts(dossier), shares_of(dossier)
    if dossier.shares is None or not shares:
        return None
    company = dossier.shares[1]
    wanted = [one for one in ranked(shares) if holder is None or one == holder]
    missing = WHOLE - sum(shares.values(), Decimal(0)) if holder is None else Decimal(0)
    written = percent(f"{missing.normalize():f}", writer.language)
    after = _after(writer) if holder is None and dossier.buyer else None
    told = [facts[one] for one in wanted] + ([after.fact] if after and after.fact else [])
    lines = source_lines(told, writer)
    return StakesView(
        language=writer.language.id,
        title=dossier.shares_title.get(writer.language.id)
        or _say(writer, "stakes_title", company=writer.entity(company, "the")),
        company=writer.entity(company),
        rows=tuple(_row(writer, one, shares[one], facts[one]) for one in wanted),
        missing=missing,
        missing_text=_say(writer, "missing", percent=written) if missing else "",
        missing_note=_say(writer, "missing_note") if missing else "",
        after=(_row(writer, *after),) if after else (),
        after_title=_say(writer, "after_deal"),
        source_note=source_note(lines, writer),
    )


def _row(writer: Writer, holder: str, share: Decimal, fact: Fact | None) -> StakeRow:
    text = percent(f"{share.normalize():f}", writer.language)
    name = capitalised(writer.entity(holder))
    return StakeRow(holder, name, share, text, fact.paragraph if fact else 0)


class _Held(NamedTuple):
    holder: str
    share: Decimal
    fact: Fact | None


def _after(writer: Writer) -> _Held:
    """What the buyer would hold once the deal is done: what a fact says, that is none of the shares of today; else everything."""
    dossier = writer.dossier
    relation, company = dossier.shares or ("", "")
    for fact in dossier.facts.values():
        is_another = (fact.subject, fact.object) == (dossier.buyer, company) and fact.relation != relation
        if is_another and fact.value and fact.value.number and fact.value.is_percent:
            return _Held(fact.subject, Decimal(fact.value.number), fact)
    return _Held(dossier.buyer or "", WHOLE, None)


def timeline_view(writer: Writer, first: int | None = None, last: int | None = None) -> TimelineView | None:
    """Dated events from year ``first`` to ``last``, oldest first. None: the dossier dates nothing."""
    dated = event_facts(writer.dossier)
    if not dated:
        return None
    kept = sorted((fact for fact in dated if _within(fact, first, last)), key=_order)
    rows = tuple(_event(writer, fact) for fact in kept)
    return TimelineView(
        language=writer.language.id,
        title=_say(writer, "timeline_title"),
        rows=rows,
        inferred_note=_say(writer, "inferred_note") if any(row.inferred for row in rows) else "",
        source_note=source_note(source_lines(kept, writer), writer),
    )


def event_facts(dossier: Dossier) -> Sequence[Fact]:
    """The facts that have a line on the timeline, in the dossier's order."""
    return [fact for fact in dossier.facts.values() if any(fact.event.values()) and fact.when]


def table_facts(dossier: Dossier, view: str | None) -> Sequence[Fact]:
    """The facts that the table ``view`` (``stakes`` or ``timeline``) shows; none for None."""
    match view:
        case "stakes":
            return list(share_facts(dossier).values())
        case "timeline":
            return event_facts(dossier)
        case _:
            return []


def _within(fact: Fact, first: int | None, last: int | None) -> bool:
    if fact.when is None or fact.when.date is None:
        return first is None and last is None
    year = int(fact.when.date[:4])
    return (first is None or year >= first) and (last is None or year <= last)


def _order(fact: Fact) -> tuple[str, int]:
    """By date, then by part of it; a whole year comes after its beginning and before its end; no date comes last."""
    assert fact.when is not None  # noqa: S101 - the caller kept dated facts only
    parts = {"early": 0, "mid": 1, None: 2, "late": 3}
    return fact.when.date or "9999", parts[fact.when.part]


def _event(writer: Writer, fact: Fact) -> TimelineRow:
    when = fact.when
    assert when is not None  # noqa: S101 - the caller kept dated facts only
    language = writer.language.id
    event = writer.fill(fact.event[language], Bindings(facts={"": fact}))
    written = writer.date(when) or _say(writer, "undated")
    mark = f"{_say(writer, 'inferred_mark')} " if when.inferred else ""
    why = writer.fill(when.why[language], Bindings(facts={"": fact})) if when.why else ""
    return TimelineRow(
        date=when.date,
        part=when.part,
        when=f"{mark}{written}",
        inferred=when.inferred,
        why=why,
        event=capitalised(event),
        status=fact.status.value,
        paragraph=fact.paragraph,
    )


def _say(writer: Writer, key: str, **values: object) -> str:
    return typeset(writer.phrases.say(f"answering.{key}", writer.language.id, **values), writer.language)
