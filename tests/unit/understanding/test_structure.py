"""Names, years and words that a question must, may and must not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistants import index_of, mill_index
from opened import DOSSIERS, languages, mill

from bot.knowledge.loader import load_dossier
from bot.knowledge.records import Slot
from bot.understanding.profiles import world_of
from bot.understanding.reasons import Why
from bot.understanding.structure import fill_slots

INTENTS = mill().intents


def read(text: str):
    return mill_index().reader.read(text)


def cuts(question: str, intent: str, *context: str) -> dict[str, float]:
    """Why ``intent`` is less likely for ``question``: reason → factor."""
    candidates = mill_index().consider(question, context).candidates
    (scored,) = [one for one in candidates if one.intent.id == intent]
    return {str(reason): factor for reason, factor in scored.penalties.items()}


def best(question: str) -> str:
    return mill_index().consider(question).candidates[0].intent.id


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("combien détient Épi d'Or ?", "stake-of"),
        ("combien de farine en 2019 ?", "flour-in-2019"),
        ("how much flour in 2020?", "flour-in-2020"),
        ("combien la mairie a-t-elle donné ?", "aid"),
        ("qui dirige Panidor ?", "boss-of"),
    ],
)
def test_a_question_that_fits_is_not_cut(question, intent):
    assert cuts(question, intent) == {}


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("combien détient Panidor ?", "stake-of"),
        ("combien détient la mairie ?", "stake-of"),
        ("combien de farine chez Panidor en 2019 ?", "flour-in-2019"),
    ],
)
def test_a_name_that_does_not_belong_counts_against(question, intent):
    assert any(0 < factor < 1 for factor in cuts(question, intent).values())


@pytest.mark.parametrize(
    "question",
    [
        "how many books can I borrow at the Kolkata branch?",
        "borrowing limit in 2031?",
        "may I borrow 30 % more?",
    ],
)
def test_a_list_of_questions_without_facts_finds_no_name_year_or_figure_strange(question):
    hours = index_of(load_dossier(DOSSIERS / "hours", languages()))
    best = hours.consider(question).candidates[0]
    assert best.intent.id == "lend-out"
    assert best.penalties == {}


def test_a_slot_that_nothing_fills_counts_against_unless_the_talk_fills_it():
    assert cuts("quelle est la part ?", "stake-of")
    assert cuts("quelle est la part ?", "stake-of", "epi") == {}


def test_of_two_slots_the_talk_fills_one_where_it_has_one_name_for_it():
    """« Et Brioche ? » after a list of owners asks nothing of Brioche and one of the others."""
    asked = "combien avec Brioche à eux deux ?"
    assert cuts(asked, "together", "epi") == {}
    assert cuts(asked, "together", "epi", "fournil")


def test_names_that_fit_no_slot_count_more_than_names_left_out():
    (missing,) = cuts("Panidor a racheté ?", "bought-claim").values()
    narrow = replace(
        INTENTS["bought-claim"],
        slots={**INTENTS["bought-claim"].slots, "target": Slot("target", ("brioche",))},
    )
    index = index_of(replace(mill(), intents={**INTENTS, "bought-claim": narrow}))
    considered = index.consider("Panidor a racheté le Moulin Blanc ?")
    (scored,) = [one for one in considered.candidates if one.intent.id == "bought-claim"]
    assert min(scored.penalties.values()) < missing


def test_names_that_another_slot_takes_do_not_crowd_a_slot():
    claim = INTENTS["bought-claim"]
    narrow = replace(claim, slots={**claim.slots, "target": Slot("target", ("white-mill",))})
    index = index_of(replace(mill(), intents={**INTENTS, "bought-claim": narrow}))
    considered = index.consider("Panidor a racheté le Moulin Blanc ?")
    (scored,) = [one for one in considered.candidates if one.intent.id == "bought-claim"]
    assert dict(scored.penalties) == {}


def test_a_name_in_all_phrasings_is_missed_when_it_is_not_there():
    assert any("town-hall" in reason for reason in cuts("quelle aide a été donnée ?", "aid"))
    assert cuts("quelle aide a été donnée ?", "aid", "town-hall") == {}


def test_another_year_belongs_to_another_question():
    assert cuts("combien de farine en 2020 ?", "flour-in-2019")
    assert cuts("combien de farine en 2018 ?", "flour-in-2019")
    assert best("combien de farine en 2019 ?") == "flour-in-2019"
    assert best("combien de farine en 2020 ?") == "flour-in-2020"


def test_a_missing_year_counts_less_than_a_wrong_one():
    (missing,) = cuts("combien de farine ?", "flour-in-2019").values()
    (wrong,) = cuts("combien de farine en 2018 ?", "flour-in-2019").values()
    assert wrong < missing < 1


def test_where_the_reply_gives_the_date_a_year_is_a_premise_and_not_a_stranger():
    assert cuts("le moulin est-il né en 2001 ?", "founded-when") == {}


def test_a_required_word_is_missed():
    assert cuts("la mairie, combien ?", "aid")
    assert cuts("la mairie a donné combien ?", "aid") == {}


def test_a_forbidden_word_counts_against():
    aid = replace(INTENTS["aid"], forbids={"fr": frozenset({"retir*"})})
    strict = index_of(replace(mill(), intents={**INTENTS, "aid": aid}))
    for question, forbidden in (
        ("la mairie a-t-elle retiré son aide ?", True),
        ("la mairie a donné une aide ?", False),
    ):
        (scored,) = [one for one in strict.consider(question).candidates if one.intent.id == "aid"]
        assert bool(scored.penalties) is forbidden


def test_a_word_forbidden_in_one_language_means_nothing_in_another():
    """English "plus" rules nothing out where French asks for more."""
    aid = replace(INTENTS["aid"], forbids={"en": frozenset({"mairie"}), "fr": frozenset()})
    english = index_of(replace(mill(), intents={**INTENTS, "aid": aid}))
    (scored,) = [
        one for one in english.consider("la mairie a donné une aide ?").candidates if one.intent.id == "aid"
    ]
    assert not scored.penalties


def test_a_required_word_may_be_misspelled():
    assert cuts("quelle subvantion de la mairie ?", "aid") == {}


def test_structure_only_ever_lowers_a_score():
    for question in ("combien détient Panidor ?", "farine 2018", "combien détient Épi d'Or ?"):
        for one in mill_index().consider(question).candidates:
            assert all(0 < factor < 1 for factor in one.penalties.values())
            assert one.score <= max(one.match.score, 0) or not one.penalties


# ── Slots ────────────────────────────────────────────────────────────────────────────────────────────────────────


def penalties_of(question: str, **ways: tuple[str, ...]) -> dict[str, float]:
    """What counts against an intent that is asked in these ways alone."""
    intent = replace(INTENTS["rescue"], phrasings=ways)
    candidates = index_of(replace(mill(), intents={"rescue": intent})).consider(question).candidates
    return {str(reason): factor for reason, factor in candidates[0].penalties.items()}


BUYING = (
    "did Panidor purchase Brioche?",
    "has Panidor purchased Brioche?",
    "was Brioche purchased by Panidor?",
    "Panidor purchasing Brioche?",
    "does Brioche go to Panidor?",
)


def test_who_does_what_to_whom_must_be_as_in_the_phrasings():
    """The same the other way round is another question; other verbs have directions of their own."""
    swap = "swaps who does it to whom"
    assert swap in penalties_of("Has Brioche purchased Panidor?", en=BUYING)
    assert swap in penalties_of("Was Panidor purchased by Brioche?", en=BUYING)
    assert swap not in penalties_of("Panidor purchased Brioche?", en=BUYING)
    assert swap not in penalties_of("Will Brioche sue Panidor?", en=BUYING)


def test_somebody_else_who_does_it_counts_against():
    """What only Panidor is asked about is no question about Brioche; what others do otherwise is none of it."""
    other = "has somebody else do it"
    asked = (
        "does Panidor buy it all?",
        "will Panidor buy the rest?",
        "what does Panidor buy?",
        "is Panidor buying?",
    )
    assert other in penalties_of("does Brioche buy it all?", en=asked)
    assert other in penalties_of("is it bought by Brioche?", en=asked)
    assert other not in penalties_of("does Panidor buy it all?", en=asked)
    assert other not in penalties_of("does Brioche bake it all?", en=asked)
    assert other not in penalties_of("who buys it all?", en=asked)


def test_the_time_before_or_after_a_year_is_not_that_year():
    """Where no phrasing asks of it; where the reply gives the date, it answers that, too."""
    assert any("avant" in why for why in cuts("combien de farine avant 2019 ?", "flour-in-2019"))
    assert cuts("combien de farine en 2019 ?", "flour-in-2019") == {}
    assert cuts("le moulin est-il né avant 2001 ?", "founded-when") == {}


RISING = ("did sales rise?", "are sales rising?", "rising sales?", "have sales risen?", "sales up?")


def test_the_contrary_of_what_is_asked_counts_against():
    """Unless both are asked at once, or now and then."""
    assert "says the contrary" in penalties_of("did sales fall?", en=RISING)
    assert "says the contrary" not in penalties_of("did sales rise or fall?", en=RISING)
    assert "says the contrary" not in penalties_of("did sales fall?", en=(*RISING, "did sales fall?"))


def test_a_question_of_two_years_is_not_one_of_either():
    asked = "combien de farine en 2019 et en 2020 ?"
    assert any("more years" in why for why in cuts(asked, "flour-in-2019"))
    assert any("more years" in why for why in cuts(asked, "flour-in-2020"))


def filled(intent: str, question: str, *context: str, order=(), subject=None):
    return fill_slots(INTENTS[intent], order, read(question), context, subject)


def test_slots_are_filled_in_the_order_of_the_nearest_phrasing():
    question = "Fournil du Port, Moulin Blanc"
    assert filled("bought-claim", question, order=("buyer", "target")) == {
        "buyer": "fournil",
        "target": "white-mill",
    }
    assert filled("bought-claim", question, order=("target", "buyer")) == {
        "target": "fournil",
        "buyer": "white-mill",
    }


def test_an_entity_that_may_not_fill_a_slot_is_passed_over():
    assert filled("stake-of", "la mairie et Brioche") == {"holder": "brioche"}


def test_the_talk_fills_what_the_question_leaves_out():
    assert filled("stake-of", "quelle part ?", "town-hall", "epi") == {"holder": "epi"}


def test_no_entity_fills_two_slots():
    assert filled("together", "Épi d'Or et Épi d'Or") is None
    assert filled("together", "Épi d'Or", "epi", "brioche", order=("a", "b")) == {"a": "epi", "b": "brioche"}


def test_the_subject_of_the_dossier_is_the_last_resort():
    assert filled("boss-of", "qui dirige ?", subject="gue-mill") == {"company": "gue-mill"}
    assert filled("boss-of", "qui dirige Panidor ?", subject="gue-mill") == {"company": "panidor"}


def test_a_slot_that_stays_empty_leaves_the_question_without_an_answer_unless_it_may():
    assert filled("stake-of", "quelle part ?") is None
    stake = INTENTS["stake-of"]
    optional = replace(stake, slots={"holder": Slot("holder", stake.slots["holder"].fillers, optional=True)})
    assert fill_slots(optional, (), read("quelle part ?"), (), None) == {}


def test_what_everybody_asks_of_another_is_not_asked_of_the_subject_by_naming_that():
    """« L'État contrôle-t-il Cloudwatt ? » is not answered by what people ask of OVH."""
    asked = [
        "what will become of Panidor",
        "who runs Panidor",
        "is Panidor for sale",
        "does Panidor own anything?",
    ]
    ways = {"en": tuple(f"{way} {turn}" for way in asked for turn in ("now", "today", "again", "still"))}
    rescue = replace(INTENTS["rescue"], phrasings=ways)
    index = index_of(replace(mill(), intents={**INTENTS, "rescue": rescue}))

    def against(question: str) -> dict[str, float]:
        (scored,) = [one for one in index.consider(question).candidates if one.intent.id == "rescue"]
        return {str(reason): factor for reason, factor in scored.penalties.items()}

    assert "names gue-mill" in against("is the Gué mill for sale again?")
    assert against("is Panidor for sale again?") == {}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("why did the town hall give 15 millions?", "gives the amount 15"),
        ("why was the mill rescued in 1950?", "names the year 1950"),
    ],
)
def test_an_amount_or_a_year_that_is_nowhere_told_leaves_no_answer_that_nods_to_it(question, reason):
    scored = mill_index().consider(question).candidates[0]
    assert reason in map(str, scored.penalties)
    assert scored.is_ruled_out


def test_who_answers_may_not_stand_in_the_place_of_whom_everybody_asks_of():
    """« Épi et le Fournil, ça fait combien ? » is no question about Épi and Brioche, though the reply rests on all three."""
    pair = {
        "fr": ("Épi et Brioche, ça fait combien ?", "Épi et Brioche ont la majorité ?", "Épi avec Brioche ?"),
        "en": ("do Épi and Brioche have a majority?", "Épi and Brioche, how much?", "Épi with Brioche?"),
    }
    both = replace(INTENTS["together"], id="pair", slots={}, phrasings=pair, contrary={}, title={})
    index = index_of(replace(mill(), intents={"pair": both, "owners": INTENTS["owners"]}))

    def names(question: str) -> set[str]:
        (found,) = [one for one in index.consider(question).candidates if one.intent.id == "pair"]
        return {str(reason) for reason in found.penalties if reason.why is Why.FOREIGN}

    assert names("Épi et Fournil, ça fait combien ?") == {"names fournil"}
    assert names("Épi et Brioche, ça fait combien ?") == set()


def test_who_asks_for_somebody_fills_but_one_of_two_slots_with_a_name_that_both_would_take():
    claim = INTENTS["bought-claim"]
    target = Slot("target", (*claim.slots["target"].fillers[:2],))
    narrow = replace(claim, slots={**claim.slots, "target": target})
    index = index_of(replace(mill(), intents={**INTENTS, "bought-claim": narrow}))
    name = mill().entities[target.fillers[0]].name["en"]
    (found,) = [
        one for one in index.consider(f"who bought {name}?").candidates if one.intent.id == "bought-claim"
    ]
    assert any(reason.why is Why.UNFILLED for reason in found.penalties)


def test_a_slot_that_the_subject_alone_can_fill_needs_no_name():
    owner = replace(
        INTENTS["stake-of"],
        slots={**INTENTS["stake-of"].slots, "company": Slot("company", ("gue-mill",))},
    )
    index = index_of(replace(mill(), intents={"stake-of": owner, "owners": INTENTS["owners"]}))
    (found,) = [
        one for one in index.consider("how much does Épi own?").candidates if one.intent.id == "stake-of"
    ]
    assert found.penalties == {}


def test_common_nouns_may_be_but_the_scene():
    """« La mairie » says where or of whom; « Panidor » can be nothing but what is asked about."""
    by_noun = cuts("combien de farine à la mairie en 2019 ?", "flour-in-2019")
    by_name = cuts("combien de farine chez Panidor en 2019 ?", "flour-in-2019")
    assert by_name["names panidor"] < by_noun["names town-hall"] < 1


def test_another_place_or_month_than_the_facts_have_is_another_question():
    """The mill of Pontivy is not the one that is told of, though the dossier knows of a wheel there."""
    named = replace(mill().facts["repair"], text={"en": "the wheel was repaired at Pontivy in March"})
    index = index_of(replace(mill(), facts={**mill().facts, "repair": named}))

    def reasons(question: str) -> set[str]:
        best = index.consider(question).candidates[0]
        return {str(reason) for reason in best.penalties if reason.why is Why.ELSEWHERE}

    assert reasons("when was the mill at Pontivy born?") == {"is about another place or time: pontivy"}
    assert reasons("when in March was the mill born?") == {"is about another place or time: march"}
    assert reasons("when was the mill born?") == set()


def test_how_much_is_not_answered_by_what_tells_no_figure():
    question = "combien a coûté le sauvetage du moulin ?"
    assert "asks for a figure that it does not tell" in cuts(question, "rescue")
    assert best(question) == "price"
    assert "asks for a figure that it does not tell" not in cuts(
        "combien de farine en 2019 ?", "flour-in-2019"
    )


def test_of_two_names_against_one_it_is_asked_the_other_way_about():
    asked = (
        "do Épi d'Or and Brioche have more than Panidor?",
        "do Épi d'Or and Panidor own more than Brioche?",
        "are Panidor and Brioche above Épi d'Or, with more than it?",
        "Épi d'Or and Brioche more than Panidor?",
    )
    other = "has somebody else do it"
    assert other in penalties_of("does Panidor have more than Épi d'Or and Brioche?", en=asked)
    assert other not in penalties_of("do Panidor and Brioche have more than Épi d'Or?", en=asked)


def test_every_printed_figure_is_known_however_many_there_are():
    """Sums of many would take for ever; what is printed is no less known for that."""
    stake = mill().facts["stake-epi"]
    many = {f"stake-{at}": replace(stake, value=replace(stake.value, number=str(at))) for at in range(1, 13)}
    assert {str(at) for at in range(1, 13)} <= world_of(replace(mill(), facts=many)).figures


def test_one_name_does_not_fill_two_slots():
    """Each slot takes it, and yet the question names one alone."""
    asked = (
        "did {a} and {b} build it?",
        "was it built by {a} and {b}?",
        "{a} and {b} built it?",
        "are {a} and {b} the builders?",
    )
    built = replace(
        INTENTS["rescue"],
        id="built",
        title={"en": "Who built it?", "fr": "Qui l'a construit ?"},
        slots={"a": Slot("a", ("epi", "brioche", "panidor")), "b": Slot("b", ("epi", "brioche"))},
        phrasings={"en": asked, "fr": ()},
    )
    index = index_of(replace(mill(), intents={**INTENTS, "built": built}))

    def is_unfilled(question: str) -> bool:
        (found,) = [one for one in index.consider(question).candidates if one.intent.id == "built"]
        return any(reason.why is Why.UNFILLED for reason in found.penalties)

    assert is_unfilled("was it built by Brioche?")
    assert not is_unfilled("was it built by Panidor and Brioche?")
