"""From the assistant's records to messages: the only place that decides how a reply looks in Discord."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer, SourceLine, Status
from bot.answering.views import StakeRow, StakesView, TimelineRow, TimelineView
from bot.discord_app import limits
from bot.discord_app.plain import quoted
from bot.discord_app.reply import Reply, Tap, Tone
from bot.discord_app.speech import Speech
from bot.discord_app.tickets import Action, Ticket, encode

MOST_OFFERED = 3
"""Questions offered at once, as buttons."""
QUESTION_SHOWN = 120
"""Characters of a question that are shown to the others."""
_ROOM = 20
"""Characters for line breaks and the marks of small print around a table."""
_SHARED = "answering."
"""Phrases that the terminal shows too."""
_REFUSALS = frozenset({Status.SUGGESTED, Status.NOT_COVERED, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a reply is for."""

    asker: int
    """User id."""
    private: bool = False
    """True when only the asker sees it: then there is nothing to delete."""
    languages: tuple[str, ...] = ()
    """Languages that the reply can be had in."""
    question: str = ""
    """What was asked, where the others cannot see it otherwise; shown to them, made harmless."""


class Presenter:
    """Makes messages of answers and tables. Every text it makes fits Discord's limits."""

    def __init__(self, speech: Speech, *, rated: bool = False) -> None:
        self._speech = speech
        self._rated = rated

    def answer(self, answer: Answer, audience: Audience) -> Reply:
        """The reply to a question: the short answer, then status, speaker and source, then what can be tapped."""
        if answer.status is Status.SUGGESTED:
            return self._choice(answer, audience)
        refused = answer.status in _REFUSALS
        content = limits.message_content(
            answer.lead,
            _too_long_to_tap(answer) if refused else "",
            small(answer.source_note),
            self._asked(answer, audience),
        )
        offers = self._offers(answer, audience, Action.NEAR, row=0 if refused else 1)
        tools = self._tools(answer, audience, row=1 if refused and offers else 0)
        return Reply(content, (*offers, *tools) if refused else (*tools, *offers), private=refused)

    def settled(self, answer: Answer, audience: Audience) -> Reply:
        """The reply after a choice: as ``answer``, but never with another choice, for one round is enough."""
        if answer.status is Status.SUGGESTED:
            return self.none_of_these(answer.language)
        return self.answer(answer, audience)

    def none_of_these(self, language: str) -> Reply:
        """The honest end of a choice that held nothing right."""
        return Reply(self.say("answering.none_of_these_reply", language), private=True)

    def more(self, answer: Answer) -> Reply:
        """The detail behind « More », with its own sources."""
        text, note = (answer.more, answer.more_note) if answer.more else (answer.lead, answer.source_note)
        return Reply(limits.message_content(text, small(note)), private=True)

    def sources(self, answer: Answer, about: str, view: StakesView | TimelineView | None = None) -> Reply:
        """Each source of a reply on a line of its own, those of its table, then ``about``: what is known of the article."""
        lines = [self._source_line(line, answer.language) for line in dict.fromkeys(answer.sources)]
        lines = list(dict.fromkeys(lines)) or [self.say("source.none", answer.language)]
        if view is not None and view.source_note != answer.source_note:
            lines += [f"**{view.title}**", view.source_note]
        body = limits.join_lines(lines, limits.CONTENT // 2)
        return Reply(limits.message_content(body, small(about)), private=True)

    def stakes(self, view: StakesView) -> Reply:
        """Who owns what, today and after the deal, with the percent that is missing."""
        lines = [f"**{view.title}**", *self.stake_rows(view)]
        return self._table(lines, *table_notes(view))

    def timeline(self, view: TimelineView) -> Reply:
        """What happened when; inferred dates say so in words."""
        lines = [f"**{view.title}**", *self.event_rows(view)]
        if not view.rows:
            lines.append(self.say("answering.no_dates", view.language))
        return self._table(lines, *table_notes(view))

    def stake_rows(self, view: StakesView) -> list[str]:
        """Today's shares, one a line, what is missing of a hundred percent, and the shares after the deal."""
        rows = [self._stake(row, view.language) for row in view.rows]
        if view.missing and view.missing_text:
            rows.append(f"- *{view.missing_text}*")
        if view.after:
            rows += ["", f"**{view.after_title}**", *(self._stake(row, view.language) for row in view.after)]
        return rows

    def event_rows(self, view: TimelineView) -> list[str]:
        """The events, one a line."""
        return [self._event(row, view.language) for row in view.rows]

    def line(self, key: str, language: str, /, **values: object) -> Reply:
        """A sentence of the bot's own, for the asker alone."""
        return Reply(limits.clip(self.say(key, language, **values), limits.CONTENT), private=True)

    def say(self, key: str, language: str, /, **values: object) -> str:
        """A phrase: one of ``discord.yaml`` by its name there, one of ``answering.yaml`` by its whole key."""
        return self._speech.say(key if key.startswith(_SHARED) else f"discord.{key}", language, **values)

    def _table(self, lines: Sequence[str], *notes: str) -> Reply:
        ending = [small(note) for note in notes if note]
        body = limits.join_lines(lines, limits.CONTENT - sum(limits.length(note) + 1 for note in ending) - 1)
        return Reply(limits.message_content(f"{body}\n", *ending))

    def _asked(self, answer: Answer, audience: Audience) -> str:
        if audience.private or not audience.question:
            return ""
        return small(self.say("asked", answer.language, question=quoted(audience.question, QUESTION_SHOWN)))

    def _choice(self, answer: Answer, audience: Audience) -> Reply:
        taps = list(self._offers(answer, audience, Action.CHOOSE, row=0))
        none = encode(Ticket(Action.NONE, answer.language, audience.asker))
        if taps and none is not None:
            taps.append(Tap(self._label("answering.none_of_these", answer.language), none, row=1))
        content = limits.message_content(answer.lead, _too_long_to_tap(answer))
        return Reply(content, tuple(taps), private=True)

    def _offers(self, answer: Answer, audience: Audience, action: Action, row: int) -> list[Tap]:
        """The questions offered, as buttons; one that neither label nor memory of a button can hold is left out."""
        chooses = action is Action.CHOOSE
        tone, asker = (Tone.MAIN, audience.asker) if chooses else (Tone.PLAIN, None)
        taps = []
        for number, offer in enumerate(answer.suggestions[:MOST_OFFERED], start=1):
            label = limits.clip(offer.text, limits.BUTTON_LABEL)
            spoken = Ticket(action, answer.language, asker, number=number)
            known = replace(spoken, dossier=answer.dossier or "", intent=offer.intent, slots=offer.slots)
            custom_id = encode(known) or (encode(spoken) if label == offer.text else None)
            if custom_id is not None:
                taps.append(Tap(label, custom_id, tone, row))
        return taps

    def _tools(self, answer: Answer, audience: Audience, row: int) -> list[Tap]:
        """The row of small buttons under a reply; those that need an entry are left out where there is none."""
        taps: list[Tap | None] = []
        if answer.intent is not None and answer.status is not Status.SMALL_TALK:
            taps += self._entry_tools(answer, audience)
        if not audience.private:
            ticket = Ticket(Action.DELETE, answer.language, audience.asker)
            taps.append(self._tap(ticket, self._label("button.delete", answer.language)))
        return [replace(tap, row=row) for tap in taps if tap is not None]

    def _entry_tools(self, answer: Answer, audience: Audience) -> list[Tap | None]:
        def ticket(action: Action, language: str) -> Ticket:
            slots: Mapping[str, str] = answer.slots or {}
            return Ticket(action, language, None, answer.dossier or "", answer.intent or "", slots)

        taps: list[Tap | None] = []
        if answer.more:
            taps.append(
                self._tap(ticket(Action.MORE, answer.language), self._label("button.more", answer.language))
            )
        if answer.sources:
            label = self._label("button.source", answer.language)
            taps.append(self._tap(ticket(Action.SOURCE, answer.language), label))
        if self._rated:
            taps.append(
                self._tap(ticket(Action.RATE, answer.language), self._label("button.rate", answer.language))
            )
        others = [language for language in audience.languages if language != answer.language]
        for other in others[: limits.ROW_BUTTONS - 1 - len(taps)]:
            name = self._speech.languages[other].name
            taps.append(self._tap(ticket(Action.TRANSLATE, other), name[:1].upper() + name[1:]))
        return taps

    def _tap(self, ticket: Ticket, label: str) -> Tap | None:
        custom_id = encode(ticket)
        return Tap(limits.clip(label, limits.BUTTON_LABEL), custom_id) if custom_id is not None else None

    def _source_line(self, line: SourceLine, language: str) -> str:
        status = self.say(f"answering.short_{line.status}", language)
        who = ", ".join(line.said_by) or self.say("source.article", language)
        key = "source.line" if line.paragraph else "source.outside"
        return self.say(key, language, status=status, who=who, paragraph=line.paragraph)

    def _stake(self, row: StakeRow, language: str) -> str:
        return self._cited(
            self.say("stakes.row", language, name=row.name, share=row.text), row.paragraph, language
        )

    def _event(self, row: TimelineRow, language: str) -> str:
        key = "timeline.row_inferred" if row.inferred else "timeline.row"
        return self._cited(self.say(key, language, when=row.when, event=row.event), row.paragraph, language)

    def _cited(self, text: str, paragraph: int, language: str) -> str:
        return f"{text} ({self.say('paragraph', language, n=paragraph)})" if paragraph else text

    def _label(self, key: str, language: str) -> str:
        return limits.clip(self.say(key, language), limits.BUTTON_LABEL)


def with_table(
    answer: Answer, rows: Sequence[str], shown: Sequence[str], view: StakesView | TimelineView
) -> Answer:
    """``answer`` with the rows of ``view`` after the lead, unless that says all of ``shown``: a picture never stands alone.

    The sources of what is said stand below the lead, those of the table below the table; they are not told twice.
    """
    if all(part in answer.lead for part in shown):
        return answer
    own = small(answer.source_note) if answer.source_note != view.source_note else ""
    said = "\n".join(filter(None, (answer.lead, own)))
    notes = "\n".join(table_notes(view))
    room = limits.CONTENT - limits.length(said) - limits.length(small(notes)) - _ROOM
    return replace(answer, lead=f"{said}\n{limits.join_lines(rows, max(room, 1))}\n", source_note=notes)


def table_notes(view: StakesView | TimelineView) -> list[str]:
    """The small print below a table: what is odd about it, then its sources."""
    remark = view.missing_note if isinstance(view, StakesView) else view.inferred_note
    return [note for note in (remark, view.source_note) if note]


def _too_long_to_tap(answer: Answer) -> str:
    """The questions offered that no button shows in full, a line each; empty where all fit."""
    cut = [offer.text for offer in answer.suggestions if not limits.fits(offer.text, limits.BUTTON_LABEL)]
    return limits.join_lines([f"- {text}" for text in cut], limits.CONTENT // 2)


def small(text: str) -> str:
    """``text`` in Discord's small print, which stays plain text for embeds off, notifications and screen readers."""
    return "\n".join(f"-# {line}" for line in text.splitlines() if line.strip())
