"""From a decision to an Answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.answering.about import article
from bot.answering.answer import Answer, Status, Suggestion
from bot.answering.arithmetic import Result, compute
from bot.answering.asked import Asked
from bot.answering.claims import Checked, check_claim
from bot.answering.sources import source_lines, source_note, source_part
from bot.answering.tables import table_facts
from bot.answering.verdicts import Verdicts, claim_verdict
from bot.answering.writing import Bindings, Writer, shares_of
from bot.knowledge.citing import facts_of
from bot.knowledge.naming import capitalised
from bot.knowledge.records import Dossier, Fact, Intent, IntentKind
from bot.knowledge.templates import hole_names
from bot.text.formats import typeset
from bot.text.language import Language
from bot.text.phrases import Phrases

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
OFFERED_BESIDE = 2
"""Questions offered beside « the article does not say »."""


class Composer:
    """Writes the replies of one dossier in one language."""

    def __init__(self, dossier: Dossier, language: Language, phrases: Phrases) -> None:
        self.dossier = dossier
        self.writer = Writer(dossier, language, phrases)
        self._language = language.id
        self._verdicts = Verdicts(dossier, language)

    def reply(self, intent: Intent, slots: Mapping[str, str], asked: Asked) -> Answer:
        """The reply to ``intent`` with its slots filled."""
        if intent.kind is IntentKind.NOT_COVERED:
            return self.not_covered(intent, slots, asked)
        if intent.claim:
            return self._claim(intent, slots, asked)
        facts, computed = facts_of(self.dossier, intent, slots), self._computed(intent, slots)
        if len(computed) < len(intent.compute):
            return self.unknown(asked)
        texts = self._texts(asked) if intent.kind is IntentKind.SMALL_TALK else {}
        bindings = Bindings(slots=slots, facts=facts, computed=computed, texts=texts)
        lead = self._filled(intent.text[self._language], bindings)
        verdict = self._verdicts.of(intent, slots, computed, facts, asked)
        answer = self._answered(
            intent, slots, asked, verdict=verdict, lead=lead, facts=self._cited(intent, bindings)
        )
        return self._detailed(answer, intent, bindings)

    def _computed(self, intent: Intent, slots: Mapping[str, str]) -> Mapping[str, Result]:
        shares = shares_of(self.dossier)
        results = {
            one.name: compute(
                one.operation, shares, [slots.get(operand, operand) for operand in one.operands]
            )
            for one in intent.compute
        }
        return {name: result for name, result in results.items() if result is not None}

    def _cited(self, intent: Intent, bindings: Bindings) -> Sequence[Fact]:
        """What the short answer rests on: the facts that the author lists, then others that its holes read.

        Without those listed that the detail alone reads, unless nothing would be left.
        """
        text = intent.text.get(self._language, "")
        detail = set(hole_names(intent.more.get(self._language, ""))) - set(hole_names(text))
        listed = [fact for name, fact in bindings.facts.items() if name not in detail]
        return [*listed, *self.writer.facts_in(text, bindings)] or list(bindings.facts.values())

    def _detailed(self, answer: Answer, intent: Intent, bindings: Bindings) -> Answer:
        """``answer`` with its detail, which rests on what its holes read; without any, on the reply and its table."""
        template = intent.more.get(self._language, "")
        if not template:
            return answer
        read = list(self.writer.facts_in(template, bindings))
        whole = (*self._cited(intent, bindings), *table_facts(self.dossier, intent.view))
        lines = source_lines(read or whole, self.writer)
        shown = set(hole_names(template)) if read else set(bindings.computed)
        return replace(
            answer,
            more=self.writer.fill(template, bindings),
            more_note=source_note(lines, self.writer, computed=not shown.isdisjoint(bindings.computed)),
            more_sources=lines,
        )

    def _opened(self, verdict: str | None, lead: str, asked: Asked) -> str:
        if verdict is None or asked.unsaid or (verdict == "yes" and asked.astray):
            return lead
        if verdict == "yes" and asked.negated:
            return self._say("opening_si", text=lead)
        return self._say("opening", verdict=self._say(verdict), text=lead)

    def _claim(self, intent: Intent, slots: Mapping[str, str], asked: Asked) -> Answer:
        assert intent.claim is not None  # noqa: S101 - the caller looked
        checked = check_claim(self.dossier, intent.claim, slots)
        if checked.holds is None:
            near = self._near(intent, slots)
            key = "claim_unknown_near" if near else "claim_unknown"
            return self._refusal(Status.NOT_COVERED, self._say(key), near, asked)
        lead = self._claim_text(intent, slots, checked)
        wants_it = (asked.polar and asked.fits) or (not checked.holds and asked.puts_forward)
        verdict = claim_verdict(checked, asked) if wants_it else None
        return self._answered(intent, slots, asked, verdict=verdict, lead=lead, facts=checked.facts)

    def _claim_text(self, intent: Intent, slots: Mapping[str, str], checked: Checked) -> str:
        own = intent.text.get(self._language, "")
        if own and not checked.holds:
            facts = facts_of(self.dossier, intent, slots)
            return self.writer.fill(own, Bindings(slots=slots, facts=facts))
        return " ".join(f"{capitalised(self.writer.clause(fact))}." for fact in checked.facts)

    def _answered(
        self,
        intent: Intent,
        slots: Mapping[str, str],
        asked: Asked,
        *,
        verdict: str | None,
        lead: str,
        facts: Sequence[Fact],
    ) -> Answer:
        lines = source_lines(facts, self.writer)
        small_talk = intent.kind is IntentKind.SMALL_TALK
        return Answer(
            question=asked.text,
            status=Status.SMALL_TALK if small_talk else Status.ANSWERED,
            language=self._language,
            dossier=self.dossier.id,
            intent=intent.id,
            confidence=asked.confidence,
            lead=self._opened(verdict, lead, asked),
            more="",
            source_note=source_note(lines, self.writer, computed=bool(intent.compute)),
            sources=lines,
            suggestions=(),
            candidates=asked.candidates,
            denies=verdict == "no" and not asked.unsaid,
            view=intent.view,
            slots=dict(slots),
        )

    def untold(self, answer: Answer) -> Answer:
        """``answer``, saying that it tells nothing of the second thing that was asked."""
        return replace(answer, lead=f"{answer.lead}\n\n{self._say('untold')}")

    def not_covered(self, intent: Intent, slots: Mapping[str, str], asked: Asked) -> Answer:
        """The source is silent on this; what it says that is nearest is offered."""
        bindings = Bindings(slots=slots)
        near = self._near(intent, slots)
        if text := intent.text.get(self._language, ""):
            lead = self.writer.fill(text, bindings)
        else:
            topic = self.writer.fill(intent.topic[self._language], bindings)
            lead = self._say("not_covered_offers" if near else "not_covered", topic=topic)
        return self._refusal(Status.NOT_COVERED, lead, near, asked)

    def offer(self, offered: Sequence[tuple[Intent, Mapping[str, str]]], asked: Asked) -> Answer:
        """A choice between a few questions."""
        suggestions = tuple(self.suggestion(intent, slots) for intent, slots in offered)
        key = "suggested_one" if len(suggestions) == 1 else "suggested"
        return self._refusal(Status.SUGGESTED, self._say(key), suggestions, asked)

    def which(self, offered: Sequence[tuple[Intent, Mapping[str, str]]], asked: Asked) -> Answer:
        """The choice once more, after a yes to all of it."""
        suggestions = tuple(self.suggestion(intent, slots) for intent, slots in offered)
        return self._refusal(Status.SUGGESTED, self._say("which"), suggestions, asked)

    @staticmethod
    def brief(answer: Answer) -> Answer:
        """``answer`` without what comes after its first sentence that tells something; a choice or a refusal as it is."""
        if answer.status is not Status.ANSWERED:
            return answer
        sentences = _SENTENCE_END.split(answer.lead)
        # A yes or no is no sentence of its own.
        told = next((place for place, one in enumerate(sentences) if " " in one), 0)
        return replace(answer, lead=" ".join(sentences[: told + 1]), more="", more_note="", more_sources=())

    def unknown(self, asked: Asked, *, key: str = "unknown", lead: str = "") -> Answer:
        """The bot does not know, and says what it does know about, or ``lead``."""
        told = lead or self._say(key, about=asked.about or self.about)
        return self._refusal(Status.UNKNOWN, told, (), asked)

    @property
    def about(self) -> str:
        """What the dossier is about, as a noun phrase."""
        return self.dossier.about.get(self._language) or self.dossier.title.get(
            self._language, self.dossier.id
        )

    def small_talk(self, intent: Intent, asked: Asked, *, confidence: float) -> Answer:
        """The bot about itself."""
        lead = self._filled(intent.text[self._language], Bindings(texts=self._texts(asked)))
        return replace(
            self._refusal(Status.SMALL_TALK, lead, (), asked), confidence=round(confidence, 4), dossier=None
        )

    def _texts(self, asked: Asked) -> Mapping[str, str]:
        """What small talk may tell; where nothing is known of all the dossiers asked, of this one."""
        own = article(self.dossier, self.writer.language, self.writer.phrases.say)
        return {
            "about": asked.about or self.about,
            "languages": asked.languages,
            "source": asked.source or own,
        }

    def _filled(self, template: str, bindings: Bindings) -> str:
        """``template`` filled; where it tells of the article and nothing is known of that, the bot says so instead."""
        silent = "source" in hole_names(template) and bindings.texts.get("source") == ""
        return self._say("no_article") if silent else self.writer.fill(template, bindings)

    def sources(self, intent: str, told: Sequence[str], asked: Asked) -> Answer:
        """Where a reply comes from, fact by fact.

        Args:
            intent: what that reply was to.
            told: ids of the facts that it rests on, at least one that still exists.
            asked: the question about it.
        """
        facts = [self.dossier.facts[id_] for id_ in told if id_ in self.dossier.facts]
        lines = source_lines(facts, self.writer)
        clauses = [self.writer.clause(fact) for fact in facts]
        if len(clauses) == 1:
            lead, note = self._say("rests_on_one", fact=clauses[0]), source_note(lines, self.writer)
        else:
            rows = zip(clauses, lines, strict=True)
            listed = [
                self._say("rests_on_row", fact=capitalised(clause), part=source_part(line, self.writer))
                for clause, line in rows
            ]
            lead, note = "\n".join([self._say("rests_on"), *listed]), ""
        return replace(
            self._refusal(Status.ANSWERED, lead, (), asked), intent=intent, source_note=note, sources=lines
        )

    def elaborated(
        self, intent: str, slots: Mapping[str, str], asked: Asked, *, told: bool = False
    ) -> Answer:
        """What else there is to a reply: its detail, or what people ask next.

        Args:
            intent: what that reply was to.
            slots: filled.
            asked: the question for more.
            told: its detail was given before.
        """
        found = self.dossier.intents.get(intent)
        if found is None:
            return self.unknown(asked)
        near = self._near(found, slots)
        whole = self.reply(found, slots, asked)
        if not whole.more or told:
            return self._refusal(
                Status.SUGGESTED if near else Status.UNKNOWN,
                self._say("no_more_offers" if near else "no_more"),
                near,
                asked,
            )
        return replace(
            whole,
            lead=whole.more,
            source_note=whole.more_note,
            sources=whole.more_sources,
            more="",
            more_note="",
            more_sources=(),
        )

    @cached_property
    def openers(self) -> tuple[Suggestion, ...]:
        """Every question that can be answered, as the bot would offer it, in the dossier's order."""
        answers = (one for one in self.dossier.intents.values() if one.kind is IntentKind.ANSWER)
        offers = (self.suggestion(one, slots) for one in answers for slots in _fillings(one))
        return tuple(dict.fromkeys(offers))

    def suggestion(self, intent: Intent, slots: Mapping[str, str]) -> Suggestion:
        """``intent`` as a question to tap, its slots filled (by their first filler where the talk gives none)."""
        language = self.writer.language
        title = intent.title.get(language.id) or next(iter(intent.title.values()))
        filled = filled_out(intent, slots)
        return Suggestion(intent.id, self.writer.fill(title, Bindings(slots=filled)), filled)

    def _near(self, intent: Intent, slots: Mapping[str, str]) -> tuple[Suggestion, ...]:
        near = [self.dossier.intents[id_] for id_ in intent.near if id_ in self.dossier.intents]
        return tuple(self.suggestion(one, slots) for one in near[:OFFERED_BESIDE])

    def _refusal(self, status: Status, lead: str, suggestions: Sequence[Suggestion], asked: Asked) -> Answer:
        return Answer(
            question=asked.text,
            status=status,
            language=self._language,
            dossier=self.dossier.id,
            intent=None,
            confidence=asked.confidence,
            lead=lead,
            more="",
            source_note="",
            sources=(),
            suggestions=tuple(suggestions),
            candidates=asked.candidates,
        )

    def _say(self, key: str, **values: object) -> str:
        return typeset(
            self.writer.phrases.say(f"answering.{key}", self._language, **values), self.writer.language
        )


def joined(writer: Writer, first: Answer, second: Answer) -> Answer:
    """One reply to a question that asks two things: both texts, the sources of both, and what may stand behind a button of one."""
    main = first if first.status is Status.ANSWERED else second
    lines = tuple(dict.fromkeys((*first.sources, *second.sources)))
    return replace(
        main,
        confidence=min(first.confidence, second.confidence),
        lead=f"{first.lead}\n\n{second.lead}",
        sources=lines,
        source_note=source_note(lines, writer),
        view=first.view or second.view,
    )


def filled_out(intent: Intent, slots: Mapping[str, str]) -> Mapping[str, str]:
    """``slots`` with every slot of ``intent`` filled: those missing by their first filler that is not taken yet."""
    filled = {
        name: entity
        for name, entity in slots.items()
        if name in intent.slots and entity in intent.slots[name].fillers
    }
    for name, slot in intent.slots.items():
        free = (filler for filler in slot.fillers if filler not in filled.values())
        filled.setdefault(name, next(free, slot.fillers[0]))
    return filled


def _fillings(intent: Intent) -> Sequence[Mapping[str, str]]:
    """The ways to fill an intent's slots that are worth offering: each filler of a lone slot, else the first ones."""
    if len(intent.slots) == 1:
        name, slot = next(iter(intent.slots.items()))
        return [{name: filler} for filler in slot.fillers]
    return [{}]
