"""A hand-written assistant for the tests of Discord: real records, a handful of questions, and any slowness wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.answering.answer import Answer, Candidate, SourceLine, Status, Suggestion
from bot.answering.views import StakeRow, StakesView, TimelineRow, TimelineView
from bot.text.normalise import fold

OWNER = {
    "fr": "Orange détient **44\u202f%** du capital.",
    "en": "Orange holds **44%** of the capital.",
}
THALES = {"fr": "Thales détient **22\u202f%** du capital.", "en": "Thales holds **22%** of the capital."}
NOTE = {
    "fr": "Source : affirmé par l'article, paragraphe 4.",
    "en": "Source: stated by the article, paragraph 4.",
}
MORE = {
    "fr": "La Caisse des Dépôts et Thales ont le reste.",
    "en": "The Caisse des Dépôts and Thales own the rest.",
}
MORE_NOTE = {
    "fr": "Source : affirmé par l'article, paragraphe 5.",
    "en": "Source: stated by the article, paragraph 5.",
}
UNKNOWN = {"fr": "Je n'ai pas de réponse sûre.", "en": "I have no sure answer."}
CHOICE = {"fr": "Que voulez-vous savoir au juste\u202f?", "en": "What would you like to know?"}
HELLO = {"fr": "Bonjour\u202f!", "en": "Hello!"}
TITLE = {"fr": "Combien détient Orange\u202f?", "en": "How much does Orange own?"}
TITLE_TALKS = {"fr": "L'affaire est-elle conclue\u202f?", "en": "Is the deal done?"}
OFFERS = {
    language: (
        Suggestion("stake-of", TITLE[language], {"holder": "orange"}),
        Suggestion("talks", TITLE_TALKS[language]),
    )
    for language in TITLE
}
TALKS = {"fr": "Non, on n'en est qu'aux négociations.", "en": "No, they are only talking."}


@dataclass
class FakeDossier:
    """As much of a dossier as Discord's side reads."""

    id: str = "cloudwatt"
    languages: tuple[str, ...] = ("fr", "en")
    version: str = "v1"
    title: Mapping[str, str] = field(default_factory=lambda: {"fr": "Le dossier", "en": "The dossier"})
    about: Mapping[str, str] = field(default_factory=lambda: {"fr": "le rachat", "en": "the purchase"})
    source: object = None
    intents: Mapping[str, object] = field(default_factory=dict)


@dataclass
class FakeSource:
    """A source that knows its publisher alone."""

    publisher: str | None = "Numerama"
    publisher_why: Mapping[str, str] = field(
        default_factory=lambda: {"fr": "le pied de page", "en": "the footer"}
    )
    title: str | None = None
    date: None = None
    url: str | None = None
    author: str | None = None


@dataclass
class FakeLibrary:
    """A library of one dossier."""

    dossiers: Mapping[str, FakeDossier]
    version: str = "v1"


class FakeAssistant:
    """Knows the question of Orange's stake, the one about the talks, hello, and an ambiguous word: « parts » / "shares"."""

    def __init__(self, *, delay: float = 0.0) -> None:
        self.delay = delay
        self.library = FakeLibrary({"cloudwatt": FakeDossier(source=FakeSource())})
        self.asked: list[tuple[str, str | None, tuple[str, ...], str | None]] = []
        self.intents = {"stake-of", "talks"}
        self.failure: Exception | None = None
        self.lead: str | None = None

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        hints: Sequence[str] = (),
        conversation: str | None = None,
        dossiers: Sequence[str] | None = None,
        bar: float | None = None,
        is_said: Callable[[Answer], bool] | None = None,
    ) -> Answer:
        del dossiers, bar, is_said
        self.asked.append((question, language, tuple(hints), conversation))
        self._work()
        folded = fold(question)
        spoken = language or _language_of(folded) or (hints[0] if hints else "en")
        base = _blank(question, spoken)
        if "orange" in folded:
            return replace(self._stake(question, spoken), lead=self.lead or OWNER[spoken])
        if "conclue" in folded or "deal done" in folded:
            return replace(self._talks(question, spoken))
        if "bonjour" in folded or "hello" in folded:
            return replace(base, status=Status.SMALL_TALK, intent="hello", lead=HELLO[spoken], confidence=1.0)
        if "parts" in folded or "shares" in folded:
            return replace(base, status=Status.SUGGESTED, lead=CHOICE[spoken], suggestions=OFFERS[spoken])
        return base

    def answer_intent(
        self,
        intent: str,
        *,
        language: str,
        slots: Mapping[str, str] | None = None,
        dossier: str | None = None,
    ) -> Answer | None:
        del dossier
        self._work()
        if intent not in self.intents:
            return None
        if intent == "talks":
            return self._talks("", language)
        match slots:
            case {"holder": "orange"}:
                return self._stake("", language)
            case {"holder": "thales"}:
                return replace(self._stake("", language), lead=THALES[language], slots=slots)
        return None

    def stakes(
        self, *, language: str, dossiers: Sequence[str] | None = None, company: str | None = None
    ) -> StakesView | None:
        del dossiers
        self._work()
        rows = tuple(
            StakeRow(fold(name).replace(" ", "-"), name, Decimal(share), f"{share}\u202f%", 4)
            for name, share in (("Orange", 44), ("Caisse des Dépôts", 33), ("Thales", 22))
            if company is None or fold(company) in fold(name)
        )
        if not rows:
            return None
        whole = company is None
        return StakesView(
            language=language,
            title={"fr": "Qui détient Cloudwatt\u202f?", "en": "Who owns Cloudwatt?"}[language],
            company="Cloudwatt",
            rows=rows,
            missing=Decimal(1 if whole else 0),
            missing_text="Non attribué : 1\u202f%" if whole else "",
            missing_note="Sans doute des arrondis." if whole else "",
            after=(StakeRow("orange", "Orange", Decimal(100), "100\u202f%", 3),) if whole else (),
            after_title="Après l'opération" if whole else "",
            source_note=NOTE[language],
        )

    def timeline(
        self,
        *,
        language: str,
        dossiers: Sequence[str] | None = None,
        first: int | None = None,
        last: int | None = None,
    ) -> TimelineView | None:
        del dossiers
        self._work()
        rows = (
            TimelineRow(
                "2012",
                None,
                "2012",
                inferred=False,
                why="",
                event="naissance de Cloudwatt",
                status="stated",
                paragraph=2,
            ),
            TimelineRow(
                "2014",
                "early",
                "début 2014",
                inferred=True,
                why="l'an dernier",
                event="audit de Bercy",
                status="stated",
                paragraph=6,
            ),
        )
        kept = tuple(row for row in rows if (first or 0) <= int(row.date or 0) <= (last or 9999))
        return TimelineView(language, "Dates", kept, "≈ : date déduite." if kept else "", NOTE[language])

    def complete(
        self, text: str, *, language: str, limit: int = 25, dossiers: Sequence[str] | None = None
    ) -> Sequence[Suggestion]:
        del dossiers
        self._work()
        return [offer for offer in OFFERS[language] if fold(text) in fold(offer.text)][:limit]

    def forget(self, conversation: str) -> None:
        """Nothing is remembered."""

    def forget_if(self, belongs: Callable[[str], bool]) -> None:
        """Nothing is remembered."""

    def _work(self) -> None:
        if self.failure is not None:
            raise self.failure
        time.sleep(self.delay)

    def _stake(self, question: str, language: str) -> Answer:
        return replace(
            _blank(question, language),
            status=Status.ANSWERED,
            intent="stake-of",
            confidence=0.97,
            lead=OWNER[language],
            more=MORE[language],
            source_note=NOTE[language],
            sources=(SourceLine(4, "stated", (), "stake-orange"),),
            suggestions=(Suggestion("talks", TITLE_TALKS[language]),),
            slots={"holder": "orange"},
            more_note=MORE_NOTE[language],
            more_sources=(SourceLine(5, "stated", (), "rest"),),
        )

    def _talks(self, question: str, language: str) -> Answer:
        return replace(
            _blank(question, language),
            status=Status.ANSWERED,
            intent="talks",
            confidence=0.95,
            lead=TALKS[language],
            source_note=NOTE[language],
            sources=(SourceLine(2, "confirmed", ("Orange",), "talks"),),
        )


def _blank(question: str, language: str) -> Answer:
    return Answer(
        question=question,
        status=Status.UNKNOWN,
        language=language,
        dossier="cloudwatt",
        intent=None,
        confidence=0.1,
        lead=UNKNOWN[language],
        more="",
        source_note="",
        sources=(),
        suggestions=(),
        candidates=(Candidate("stake-of", 0.1),),
    )


def _language_of(folded: str) -> str | None:
    if {"combien", "bonjour", "qui", "parts", "est-elle"} & set(folded.split()):
        return "fr"
    return "en" if {"how", "hello", "who", "shares", "is"} & set(folded.split()) else None
