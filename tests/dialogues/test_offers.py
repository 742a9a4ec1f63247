"""What the bot offers, it can answer: every suggestion asked word for word, in both languages."""

from __future__ import annotations

import re

import pytest
from assistants import cloudwatt
from opened import languages, phrases

from bot.answering.answer import Status
from bot.answering.asked import Asked
from bot.answering.composer import Composer
from bot.knowledge.records import IntentKind

SPOKEN = ("fr", "en")


def dossier():
    return cloudwatt().library.dossiers["cloudwatt"]


def composer(language: str) -> Composer:
    return Composer(dossier(), languages()[language], phrases())


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[\u202f\u00a0,.](?=\d)", "", text)))


def chosen(question: str, language: str) -> tuple[str | None, str]:
    """The intent that the question gets, or the first candidate when it is refused."""
    answer = cloudwatt().answer(question, language=language)
    best = answer.candidates[0].intent if answer.candidates else None
    return answer.intent or best, answer.status.value


@pytest.mark.parametrize("language", SPOKEN)
def test_no_offered_question_is_answered_by_another_one(language):
    strays = [
        f"{offer.text} ({offer.intent}) is taken for {intent}: {status}"
        for offer in composer(language).openers
        for intent, status in [chosen(offer.text, language)]
        if intent != offer.intent and status == Status.ANSWERED
    ]
    assert strays == []


@pytest.mark.parametrize("language", SPOKEN)
def test_nearly_every_offered_question_gets_its_answer_when_asked_word_for_word(language):
    offers = composer(language).openers
    missed = [
        f"{offer.text} ({offer.intent}): {status}, {intent} first"
        for offer in offers
        for intent, status in [chosen(offer.text, language)]
        if (intent, status) != (offer.intent, "answered") and dossier().intents[offer.intent].claim is None
    ]
    assert len(missed) <= len(offers) * 0.02, "\n".join(missed)


@pytest.mark.parametrize("language", SPOKEN)
def test_questions_that_the_article_is_silent_on_are_refused(language):
    silent = [one for one in dossier().intents.values() if one.kind is IntentKind.NOT_COVERED]
    offers = [composer(language).suggestion(one, {}) for one in silent]
    answered = [
        f"{offer.text} ({offer.intent}) is answered by {intent}"
        for offer in offers
        for intent, status in [chosen(offer.text, language)]
        if status == Status.ANSWERED
    ]
    assert answered == []


def test_both_languages_give_the_same_figures_statuses_and_sources():
    different = []
    for offer in composer("fr").openers:
        french, english = (
            cloudwatt().answer_intent(offer.intent, language=one, slots=offer.slots, dossier="cloudwatt")
            for one in SPOKEN
        )
        if figures(french.text) != figures(english.text):
            different.append(f"{offer.intent}: {figures(french.text)} but {figures(english.text)}")
        if (french.status, french.sources and len(french.sources)) != (
            english.status,
            english.sources and len(english.sources),
        ):
            different.append(f"{offer.intent}: {french.status} but {english.status}")
    assert different == []


@pytest.mark.parametrize("language", SPOKEN)
def test_every_reply_can_be_written_and_fits_a_message(language):
    for intent in dossier().intents.values():
        for polar in (False, True):
            slots = {
                name: slot.fillers[place % len(slot.fillers)]
                for place, (name, slot) in enumerate(intent.slots.items())
            }
            answer = composer(language).reply(intent, slots, Asked("?", polar=polar))
            assert answer.lead.strip(" .")
            assert len(answer.text) <= 2000
            assert not re.search(r"[{}]|  ", answer.text), answer.text
