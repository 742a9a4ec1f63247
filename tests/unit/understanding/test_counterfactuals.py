"""What would have changed a reply is tried, not guessed: whoever does what an explanation says gets what it says."""

from __future__ import annotations

import shutil

import pytest
from assistants import bakers, cloudwatt, new_assistant
from opened import DOSSIERS, languages

from bot.answering.answer import Answer
from bot.assistant import Assistant
from bot.knowledge.loader import load_dossier
from bot.knowledge.patching import NewPhrasing, make_patch
from bot.understanding.explaining.explanation import Change, Counterfactual, Explanation

POOL = (
    "quelle est la subvention de la mairie",
    "combien de farine en 2018 ?",
    "who owns how much flour",
    "who owns the bread of the sale",
    "qui possède la farine",
    "moulin et boulangerie",
    "what price for flour in 2020",
    "how many people own the mill",
    "quand la vente sera finie",
    "moulin prix combien",
    "number of shareholders",
    "le rachat pourquoi",
    "who bought the bakery",
    "naissance de la boulangerie",
)
"""Questions about the mill of which some are answered, some offered and some refused."""


def why(question: str, **options) -> Explanation:
    return bakers().explain(question, **options)


def told(explanation: Explanation, change: Change) -> list[Counterfactual]:
    return [one for one in explanation.otherwise if one.change is change]


def same(answer: Answer, one: Counterfactual) -> bool:
    intents = {answer.intent, *(offer.intent for offer in answer.suggestions[:1])}
    if answer.status.value in {"not_covered", "small_talk"}:
        return answer.status.value == one.reply.status
    return (answer.status.value, one.reply.intent) == (one.reply.status, *(intents - {None} or {None}))


@pytest.fixture(scope="module")
def shy(tmp_path_factory) -> Assistant:
    """Answers about the mill, from a bar that stays where it is however the fitting goes."""
    folder = tmp_path_factory.mktemp("shy") / "dossiers"
    shutil.copytree(DOSSIERS / "mill", folder / "mill")
    with (folder / "mill" / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write("\nanswer_from: 0.6\n")
    return new_assistant(folder)


def asked(assistant: Assistant, change: Change) -> list[tuple[Explanation, Counterfactual]]:
    """What was told of one kind of change about each question of ``POOL``."""
    explained = [assistant.explain(question) for question in POOL]
    return [(explanation, one) for explanation in explained for one in told(explanation, change)]


# ── The bar ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_bar_told_is_the_nearest_one_that_makes_another_reply(shy):
    seen = set()
    for explanation, one in asked(shy, Change.BAR):
        question, status, bar = explanation.question, explanation.reply.status, float(one.what)
        step = -0.02 if status in {"answered", "not_covered"} else 0.02
        assert not one.reply.is_like(explanation.reply)
        assert same(shy.answer(question, bar=bar), one)
        assert shy.answer(question, bar=bar + step).status.value == status
        seen.add(status)
    assert {"answered", "suggested"} <= seen


def test_no_bar_refuses_what_is_certain():
    explanation = why("combien de farine en 2019 ?")
    assert explanation.reply.confidence > 0.995
    assert told(explanation, Change.BAR) == []


def test_a_false_premise_is_told_and_compared_with_replies_that_look_at_premises_too():
    """Without any talk the talk has changed nothing, nor does a word without which the premise is told all the same."""
    question = "Why did IBM buy Bull?"
    answer, explanation = cloudwatt().answer(question), cloudwatt().explain(question)
    assert (explanation.reply.status, explanation.reply.intent) == (answer.status.value, answer.intent)
    assert answer.denies
    assert explanation.reason == "It takes for granted what the facts contradict."
    assert explanation.considered == "did IBM buy Bull ?"
    assert told(explanation, Change.TALK) == []
    assert told(explanation, Change.RULE) == [], "what the question itself would get is not looked into"
    (bar,) = told(explanation, Change.BAR)
    assert same(cloudwatt().answer(question, bar=float(bar.what)), bar)
    assert cloudwatt().answer(question, bar=float(bar.what) - 0.02).lead == answer.lead
    for one in told(explanation, Change.WORD):
        assert same(cloudwatt().answer(question.replace(f"{one.what} ", "")), one)
        assert not one.reply.is_like(explanation.reply)


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_the_words_told_the_bot_replies_what_is_told(shy):
    found = asked(shy, Change.WORD)
    assert {explanation.question for explanation, _ in found} == set(POOL)
    for explanation, one in found:
        without = " ".join(word for word in explanation.question.split() if word != one.what)
        assert without != explanation.question
        assert same(shy.answer(without), one)


def test_the_word_that_carries_an_answer_comes_first():
    assert told(why("headcount, please"), Change.WORD)[0].what == "headcount"


def test_a_word_that_stands_in_the_way_is_told_with_the_answer_that_it_hides():
    explanation = why("combien de farine en 2018 ?", dossiers=["mill"])
    first = told(explanation, Change.WORD)[0]
    assert explanation.reply.status == "unknown"
    assert (first.what, first.reply.status) == ("2018", "answered")


def test_where_no_one_word_decides_the_most_telling_is_named_all_the_same():
    explanation = why("what quantity of flour did the mill make in 2019?", dossiers=["mill"])
    (one,) = told(explanation, Change.WORD)
    assert one.what in {"flour", "2019", "quantity"}
    assert one.reply.is_like(explanation.reply)
    assert one.reply.confidence < explanation.reply.confidence


# ── Penalties and spelling ───────────────────────────────────────────────────────────────────────────────────────


def test_the_penalty_is_told_without_which_one_that_bears_it_would_win():
    explanation = why("combien de farine en 2018 ?", dossiers=["mill"])
    (one,) = told(explanation, Change.RULE)
    assert explanation.reply.status == "unknown"
    assert one.what == "names the year 2018"
    assert (one.reply.status, one.reply.intent) == ("answered", "flour-in-2019")


def test_a_penalty_that_changes_nothing_is_told_only_of_the_runner_up():
    explanation = why("combien de farine en 2019 ?", dossiers=["mill"])
    (one,) = told(explanation, Change.RULE)
    assert explanation.candidates[1].intent == "flour-in-2020"
    assert one.what in explanation.candidates[1].penalties
    assert one.reply.is_like(explanation.reply)


def test_a_repair_is_told_when_undoing_it_would_change_the_reply():
    explanation = why("chronolojie")
    (one,) = told(explanation, Change.SPELLING)
    assert one.what == "chronolojie"
    assert explanation.reply.intent == "dates"
    assert one.reply.status == "unknown"
    assert told(why("libary hours"), Change.SPELLING) == []


# ── The talk, small talk, other dossiers ─────────────────────────────────────────────────────────────────────────


def test_the_talk_is_told_when_the_same_words_alone_would_get_another_reply():
    bakers().forget("otherwise")
    bakers().answer("Combien détient Épi d'Or ?", conversation="otherwise")
    explanation = why("et Brioche ?", conversation="otherwise")
    whole = why("quel est le prix du moulin ?", conversation="otherwise")
    bakers().forget("otherwise")
    (one,) = told(explanation, Change.TALK)
    assert explanation.reply.intent == "stake-of"
    assert same(bakers().answer("et Brioche ?"), one)
    assert told(whole, Change.TALK) == []


def test_small_talk_tells_what_the_dossier_would_have_said_and_the_other_way_round():
    (one,) = told(why("bonjour"), Change.SMALL_TALK)
    assert one.reply.status == "unknown"
    (other,) = told(why("who leads you"), Change.SMALL_TALK)
    assert (other.reply.status, other.reply.intent) == ("small_talk", "who-made-you")


def test_another_dossier_that_comes_near_is_told():
    explanation = why("when is the mill open?")
    (one,) = told(explanation, Change.DOSSIER)
    assert {explanation.reply.dossier, one.what} == {"mill", "hours"}
    assert same(bakers().answer("when is the mill open?", dossiers=[one.what]), one)
    assert told(why("when is the mill open?", dossiers=[one.what]), Change.DOSSIER) == []


# ── The author ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_wording_that_is_told_to_settle_it_does_once_it_is_written_into_the_dossier(shy, tmp_path):
    found = asked(shy, Change.PHRASING)
    copy = tmp_path / "dossiers"
    shutil.copytree(shy.library.folder, copy)
    for explanation, one in found:
        assert one.what in {"questions.yaml", "not_covered.yaml"}
        assert explanation.reply.status in {"suggested", "unknown"}
        new = NewPhrasing(one.reply.intent, explanation.language, explanation.question)
        make_patch(load_dossier(copy / "mill", languages()), [new]).write()
    taught = new_assistant(copy)
    assert len(found) > 1
    for explanation, one in found:
        assert same(taught.answer(explanation.question), one)


@pytest.mark.parametrize(
    "question",
    [
        "how many books can I borrow?",  # answered as it is
        "bonjour",
        "what is {holder} up to with flour, who owns much",  # no hole to write down
        "Wieviel kostet deine Mühle, bitte schön?",
    ],
)
def test_no_wording_is_told_where_none_would_settle_it(question):
    assert told(why(question), Change.PHRASING) == []
