"""A dossier made ready: what its phrasings teach, and how it ranks a question."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from assistants import index_of, mill_index
from hypothesis import given
from hypothesis import strategies as st
from opened import DOSSIERS, languages, mill

from bot.knowledge.loader import load_dossier
from bot.understanding.candidates import is_verbatim
from bot.understanding.fitting.fit import PRIOR, fit_policy

LABELS = {id_: label for label, id_ in enumerate(mill().intents)}
PHRASED = mill_index().learned.phrased


def test_every_phrasing_is_learned_in_its_language():
    learned = {(one.label, one.language) for one in PHRASED}
    assert learned == {(label, language) for label in LABELS.values() for language in ("fr", "en")}
    assert all("{" not in one.text for one in PHRASED)


@pytest.mark.parametrize("row", range(0, len(PHRASED), 7))
def test_a_phrasing_asked_word_for_word_gets_its_own_intent(row):
    phrased = PHRASED[row]
    best = mill_index().consider(phrased.text).candidates[0]
    assert LABELS[best.intent.id] == phrased.label


def test_nothing_speaks_against_what_an_author_wrote():
    index = mill_index()
    considered = index.consider("part du Moulin Blanc ?")
    held_back = next(one for one in considered.candidates if one.penalties)
    matches = [one.match for one in considered.candidates]
    first = index.judge.structured(considered.reading, matches, frozenset(), written=[held_back.match.label])[
        0
    ]
    assert first.intent.id == held_back.intent.id
    assert first.written
    assert not first.penalties


def test_what_is_written_is_so_with_its_names_alone():
    """Somebody else in its slot makes no other question of a phrasing, but what its author wrote was of the first."""
    asked = ("part d'Épi d'Or ?", "part de la Maison Brioche ?")
    found = [mill_index().consider(text).candidates[0] for text in asked]
    assert [one.intent.id for one in found] == ["stake-of", "stake-of"]
    assert [one.written for one in found] == [True, False]


def test_words_of_a_language_are_those_of_its_phrasings_without_names():
    spoken = mill_index().learned.spoken
    assert "farine" in spoken["fr"]
    assert "flour" in spoken["en"]
    assert "brioche" not in spoken["fr"]


def test_the_telling_words_that_an_intent_knows_are_its_coverage():
    index = mill_index()
    flour = LABELS["flour-in-2019"]

    def coverage(*tokens: str) -> float:
        return index.wording.coverage(index.wording.of(tokens), flour)

    assert coverage("farine") == 1
    assert coverage("zorblu") == 0
    assert 0 < coverage("farine", "zorblu") < 0.5, "a word that nobody uses weighs more"
    assert coverage("de", "la", "§epi") == 1, "grammar and names tell nothing"


def test_the_likeliest_intent_of_a_word_is_one_whose_phrasings_have_it():
    """Its mean logarithm falls when a stranger's word joins, and nothing is said where no word is known."""
    wording = mill_index().wording
    known = wording.of(("farine", "§2019"))
    likely = wording.likelihoods(known)
    assert likely.argmax() == LABELS["flour-in-2019"]
    assert (likely < 0).all()
    assert (wording.likelihoods(wording.of(("zorblu",))) == 0).all()
    assert known.unknown == 0
    assert 0.5 < wording.of(("farine", "zorblu")).unknown < 1, "a word that nobody uses weighs more"


def test_a_candidate_leads_or_lags_by_its_likelihood():
    """At most one group of intents that say the same is ahead of all others."""
    candidates = mill_index().consider("combien de farine en 2019 ?").candidates
    ahead = {one.kin for one in candidates if one.lead > 0}
    assert ahead == {candidates[0].kin}


def test_related_are_those_near_either_way_and_those_that_say_the_same_facts():
    index = mill_index()
    assert "owners" in index.related("stake-of"), "the author put it near"
    assert "stake-of" in index.related("owners"), "and so the other way round"
    assert "stake-of" not in index.related("stake-of")
    assert index.related("no-such-intent") == frozenset()


def test_candidates_come_best_first_with_their_nearest_phrasing():
    considered = mill_index().consider("combien coute le moulin")
    scores = [one.score for one in considered.candidates]
    assert scores == sorted(scores, reverse=True)
    assert considered.candidates[0].nearest.text == "combien coûte le moulin ?"


def test_a_question_that_the_dossier_knows_scores_higher_than_a_strangers():
    known = mill_index().consider("combien détient Épi d'Or ?").candidates[0].score
    stranger = mill_index().consider("quelle heure est-il à Tokyo ?").candidates[0].score
    assert stranger < known / 2


@given(st.text(max_size=60))
def test_any_text_can_be_considered(text):
    considered = mill_index().consider(text)
    assert considered.candidates
    assert 0 <= considered.coverage <= 1


# ── When to answer ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_bars_are_fitted_from_the_phrasings_themselves():
    fitted = fit_policy(mill_index())
    assert fitted.known > 30
    assert 0 < fitted.policy.offer < fitted.policy.answer < 1
    assert fitted.policy.calibration != PRIOR


def test_a_higher_bar_answers_less_and_errs_less():
    curve = fit_policy(mill_index()).curve
    for lower, higher in pairwise(curve):
        assert lower.bar < higher.bar
        assert lower.right >= higher.right
        assert lower.wrong >= higher.wrong
        assert lower.false >= higher.false


def test_a_dossier_too_small_to_fit_takes_the_bars_of_larger_ones():
    hours = index_of(load_dossier(DOSSIERS / "hours", languages()))
    assert fit_policy(hours).policy.calibration == PRIOR


def test_a_dossier_of_a_single_question_is_enough():
    one = replace(mill(), intents={"price": mill().intents["price"]})
    assert fit_policy(index_of(one)).policy.calibration == PRIOR
    assert index_of(one).consider("prix ?").candidates[0].intent.id == "price"


def test_of_two_near_tied_intents_the_one_whose_phrasings_have_the_questions_words_comes_first():
    index = mill_index()
    found = index.consider("how much flour does the mill grind?").candidates
    words = index.wording.of(("how", "much", "flour"))
    with_flour, without = (
        next(one for one in found if ("flour" in index.learned.vocabulary[one.match.label]) is has)
        for has in (True, False)
    )
    tied = [replace(without, score=0.5, penalties={}), replace(with_flour, score=0.49, penalties={})]
    first, second = index.judge.weighed(tied, words)
    assert first.intent.id == with_flour.intent.id
    assert first.score == pytest.approx(0.5)
    assert second.score < 0.5


@given(st.text())
def test_weighing_keeps_every_candidate_and_the_best_score(text):
    index = mill_index()
    found = index.consider("how much flour does the mill grind?").candidates
    weighed = index.judge.weighed(found, index.wording.of(text.split()))
    assert {one.intent.id for one in weighed} == {one.intent.id for one in found}
    assert max(one.score for one in weighed) == pytest.approx(found[0].score)


@pytest.mark.parametrize("text", ["part du Fournil ?", "part d'Épi d'Or ?", "part de la Maison Brioche ?"])
def test_a_phrasing_with_a_slot_is_said_whoever_fills_it(text):
    """The author wrote « part {holder.of} ? » once: who is named in it makes no difference."""
    best = mill_index().consider(text).candidates[0]
    assert best.intent.id == "stake-of"
    assert is_verbatim(best)


def test_a_name_that_does_not_fill_the_slot_makes_no_phrasing_of_it():
    assert not any(is_verbatim(one) for one in mill_index().consider("part du Moulin Blanc ?").candidates)


# ── Which way round ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("is the sale closed?", False),
        ("has the sale gone through now?", False),
        ("is the sale still pending?", True),
        ("la vente est-elle encore en suspens à ce jour ?", True),
        ("qui possède le moulin ?", False),
    ],
)
def test_which_way_round_it_is_asked_is_told_by_the_phrasings_of_either_kind(question, turned):
    index = mill_index()
    assert index.is_turned(index.consider(question)) is turned


def test_the_words_of_the_contrary_are_those_that_its_phrasings_have_and_the_others_have_not():
    (odds,) = mill_index().learned.turning.values()
    assert odds["pending"] > 0 > odds["closed"]
    assert "§panidor" not in odds


def test_a_yes_or_no_question_that_asks_for_less_is_held_against_every_answer():
    index = mill_index()
    best = index.consider("is only the sale closed?").candidates[0]
    assert "narrows it: only" in map(str, best.penalties)
    assert best.is_ruled_out
    assert not index.consider("is the sale closed?").candidates[0].penalties


def test_a_figure_beside_a_name_is_a_premise_and_nothing_strange():
    considered = mill_index().consider("does Épi d'Or own 77 %?")
    assert considered.ranking.unknown == ()
    assert considered.candidates[0].intent.id == "stake-of"
    assert mill_index().consider("what is 77 % of 4021?").ranking.unknown == ("77", "%", "4021")


def test_a_name_that_the_facts_speak_of_is_no_strangers():
    named = replace(mill().facts["repair"], text={"en": "the wheel was repaired at Pontivy"})
    index = index_of(replace(mill(), facts={**mill().facts, "repair": named}))
    question = "was the wheel sent to Pontivy?"
    assert index.judge.strange_names(index.reader.read(question)) == frozenset()
    assert mill_index().judge.strange_names(mill_index().reader.read(question)) == {"pontivy"}


@pytest.mark.parametrize("day", ["Sundays", "Friday"])
def test_a_day_of_the_week_is_no_name_for_all_its_capital(day):
    reading = mill_index().reader.read(f"is the mill open on {day}?")
    assert mill_index().judge.strange_names(reading) == frozenset()


def judged(question: str):
    """The reading of a question and its best candidate."""
    considered = mill_index().consider(question)
    return considered.reading, considered.candidates[0]


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("la vente est-elle conclue ?", False),
        ("la vente du moulin du Gué est-elle conclue ?", False),
        ("la vente à Panidor est-elle conclue ?", True),
    ],
)
def test_a_question_names_others_than_those_whom_people_ask_of(question, others):
    """What the dossier is about goes without saying; of Panidor nobody asked whether it is sold."""
    reading, best = judged(question)
    assert best.intent.id == "deal-done"
    assert mill_index().names_others(reading, best) is others


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("la vente est-elle conclue ?", False),
        ("la vente peut-elle être conclue ?", True),
        ("will the sale be closed?", True),
        ("is the sale closed?", False),
    ],
)
def test_what_can_or_will_be_is_another_mood_than_what_is(question, other):
    reading, best = judged(question)
    assert best.intent.id == "deal-done"
    assert mill_index().is_of_another_mood(reading, best) is other


def test_the_share_of_phrasings_with_a_word_is_between_none_and_all():
    label = LABELS["deal-done"]
    assert mill_index().share(label, "zorblu") == 0
    assert 0 < mill_index().share(label, "vente") < 1
