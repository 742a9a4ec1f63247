"""From a decision to the reply that a person reads."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from opened import NARROW, composer, languages, mill, phrases, reply

from bot.answering.answer import Status
from bot.answering.asked import Asked
from bot.answering.composer import Composer
from bot.knowledge.expansion import fill_id
from bot.knowledge.records import Claim, Comparison, Compute, FactStatus, IntentKind

INTENTS = mill().intents
FILLED = {name: slot.fillers[0] for intent in INTENTS.values() for name, slot in intent.slots.items()} | {
    "a": "epi",
    "b": "brioche",
}
ASKING = {"polar": Asked("?", polar=True), "negated": Asked("?", polar=True, negated=True)}
UNSETTLED = (FactStatus.CONDITIONAL, FactStatus.FORECAST, FactStatus.OPINION)


def figures(text: str) -> list[str]:
    """The numbers in ``text``, digits only, months written out left aside."""
    joined = re.sub(r"(?<=\d)[\u202f,.](?=\d)", "", text)
    return sorted(re.findall(r"\d+", joined))


def slots_of(intent: str) -> dict[str, str]:
    return {name: FILLED[name] for name in INTENTS[intent].slots}


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_fills_its_slots_from_the_facts():
    answer = reply("fr", "stake-of", holder="fournil")
    assert answer.status is Status.ANSWERED
    assert answer.lead == f"Le Fournil du Port détient 33{NARROW}% du moulin du Gué."
    assert [line.fact for line in answer.sources] == ["stake-fournil"]
    assert (answer.intent, answer.slots, answer.dossier) == ("stake-of", {"holder": "fournil"}, "mill")
    assert answer.suggestions == ()


def test_an_answer_speaks_the_language_of_its_composer():
    assert reply("en", "stake-of", holder="epi").lead == "Épi d'Or holds 41.5% of the Gué mill."


def test_the_text_is_the_lead_and_then_where_it_comes_from():
    answer = reply("en", "stake-of", holder="epi")
    assert answer.text == f"{answer.lead}\n\n{answer.source_note}"


def test_detail_waits_behind_the_short_answer():
    answer = reply("fr", "deal-done")
    assert answer.more == "Ces pourparlers datent du Courrier du Blé."
    assert answer.more not in answer.text
    assert reply("fr", "rescue").more == ""


def test_a_fact_that_the_text_reads_is_cited_though_the_author_did_not_list_it():
    told = replace(INTENTS["deal-done"], text={"en": "{talks.Text}, and {brioche.the} has {stake-brioche}."})
    cited = composer("en").reply(told, {}, Asked("?")).sources
    assert [line.fact for line in cited] == ["talks", "stake-brioche"]


def detailed(intent: str, more: str):
    """The English reply to ``intent`` with the detail ``more``."""
    return composer("en").reply(replace(INTENTS[intent], more={"en": more}), slots_of(intent), Asked("?"))


def test_a_detail_cites_what_its_holes_read_and_nothing_else():
    """The short answer keeps its own sources."""
    answer = detailed("deal-done", "{acquired-white.Text}. Besides, {brioche.the} has {stake-brioche}.")
    assert [line.fact for line in answer.more_sources] == ["acquired-white", "stake-brioche"]
    assert answer.more_note.startswith("Source: reported by the Courrier du Blé, paragraph")
    assert [line.fact for line in answer.sources] == ["talks"]


def test_a_detail_without_holes_rests_on_the_reply_and_on_the_table_that_comes_with_it():
    assert detailed("deal-done", "Nothing else is known.").more_sources == reply("en", "deal-done").sources
    events = {id_ for id_, fact in mill().facts.items() if any(fact.event.values())}
    assert {line.fact for line in detailed("dates", "Some days are unknown.").more_sources} == events
    shares = {"stake-epi", "stake-fournil", "stake-brioche"}
    assert {line.fact for line in detailed("owners", "That is all.").more_sources} == shares


def test_a_figure_worked_out_in_the_detail_says_so():
    answer = detailed("together", "The gap is {gap} points.")
    assert answer.more_note == answer.source_note
    assert "worked out" in answer.more_note
    assert "worked out" not in detailed("together", "{talks.Text}.").more_note


def test_without_a_detail_there_is_nothing_to_cite_for_it():
    assert (reply("fr", "rescue").more_note, reply("fr", "rescue").more_sources) == ("", ())


def test_a_computed_figure_cites_every_share_and_says_that_it_was_worked_out():
    answer = reply("en", "together", a="epi", b="brioche")
    assert answer.lead == "Together: 66.5%; 16.5 points apart."
    assert {line.fact for line in answer.sources} == {"stake-epi", "stake-fournil", "stake-brioche"}
    assert answer.source_note.startswith("Source: worked out from the article's figures")


def test_a_view_goes_with_the_reply_that_asks_for_it():
    assert reply("fr", "owners").view == "stakes"
    assert reply("fr", "dates").view == "timeline"
    assert reply("fr", "aid").view is None


def test_confidence_and_candidates_come_from_the_question():
    answer = reply("fr", "aid", Asked("combien ?", confidence=0.7))
    assert (answer.question, answer.confidence) == ("combien ?", 0.7)


# ── Yes and no ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "word"), [("fr", "Non. "), ("en", "No. ")])
def test_a_verdict_opens_the_reply_only_when_the_question_wants_one(language, word):
    assert reply(language, "deal-done", ASKING["polar"]).lead.startswith(word)
    assert not reply(language, "deal-done").lead.startswith(word)


def test_yes_and_no_change_places_when_the_contrary_is_asked():
    """Is it still open? No, where the question is usually whether it is closed and the answer yes."""
    turned = Asked("?", polar=True, turned=True)
    assert reply("en", "deal-done", turned).lead.startswith("Yes. ")
    closed = replace(INTENTS["deal-done"], verdict="yes")
    assert composer("fr").reply(closed, {}, turned).lead.startswith("Non. ")


def test_nobody_is_told_yes_or_no_who_asks_more_than_is_understood():
    """A word that nobody asks it with may turn it round; the fact stands all the same."""
    closed = replace(INTENTS["deal-done"], verdict="yes")
    half = Asked("?", polar=True, unsaid=frozenset({"again"}))
    assert composer("en").reply(closed, {}, ASKING["polar"]).lead.startswith("Yes. ")
    assert not composer("en").reply(closed, {}, half).lead.startswith("Yes")
    assert reply("en", "deal-done", ASKING["polar"]).lead.startswith("No. ")
    assert not reply("en", "deal-done", half).lead.startswith("No")


def test_a_reply_knows_whether_it_denies():
    """A "why?" after it asks why not."""
    assert reply("en", "deal-done", ASKING["polar"]).denies
    assert not reply("en", "deal-done", Asked("?", polar=True, unsaid=frozenset({"again"}))).denies
    assert not reply("en", "deal-done", Asked("?")).denies


@pytest.mark.parametrize(
    ("percents", "word"), [(("41",), "Non. "), (("33",), "Oui. "), (("33", "25"), ""), ((), "")]
)
def test_a_percentage_in_the_question_is_checked_against_the_facts(percents, word):
    """Who gives two asks of somebody else, too (« le Fournil 33 % et Brioche 25 % ? »): no word answers both."""
    lead = reply("fr", "stake-of", Asked("?", polar=True, percents=percents), holder="fournil").lead
    assert lead.startswith(f"{word}Le Fournil")


def test_a_percentage_that_the_reply_does_not_give_is_neither_yes_nor_no():
    """Has the town 33 %? The share that the reply rests on is another's."""
    asked = Asked("?", polar=True, percents=("33",))
    silent = replace(INTENTS["stake-of"], text={"fr": "La commune n'a rien."})
    assert composer("fr").reply(silent, {"holder": "fournil"}, asked).lead == "La commune n'a rien."


def test_one_of_several_percentages_may_be_another_holders_and_is_no_yes():
    """A figure that none of them has stays a no."""
    facts = {"first": "stake-fournil", "second": "stake-epi"}
    both = replace(INTENTS["stake-of"], facts=facts, text={"en": "They hold {first} and {second}."})
    leads = [
        composer("en").reply(both, {"holder": "epi"}, Asked("?", polar=True, percents=percents)).lead
        for percents in (("33",), ("33", "41.5"), ("20",))
    ]
    assert [lead.split(" ")[0] for lead in leads] == ["They", "Yes.", "No."]


def test_a_percentage_with_decimals_is_the_share_that_was_printed():
    lead = reply("fr", "stake-of", Asked("?", polar=True, percents=("41.5",)), holder="epi").lead
    assert lead.startswith("Oui. ")


@pytest.mark.parametrize(("years", "word"), [(("1998",), "Yes. "), (("2001",), "No. "), ((), "")])
def test_a_year_in_the_question_is_checked_against_the_facts(years, word):
    assert reply("en", "founded-when", Asked("?", polar=True, years=years)).lead.startswith(f"{word}The mill")


@pytest.mark.parametrize("status", UNSETTLED)
@pytest.mark.parametrize(
    ("intent", "fact", "asked"),
    [
        ("founded-when", "birth", {"years": ("1998",)}),
        ("founded-when", "birth", {"years": ("2001",)}),
        ("stake-of", "stake-epi", {"percents": ("41.5",)}),
        ("stake-of", "stake-epi", {"percents": ("30",)}),
    ],
)
def test_neither_yes_nor_no_is_said_of_what_is_planned_or_but_somebodys_opinion(status, intent, fact, asked):
    """A critic's word earns "did the town know since 2019?" no yes, nor does a plan "will it open in 2025?"."""
    facts = {**mill().facts, fact: replace(mill().facts[fact], status=status)}
    unsettled = Composer(replace(mill(), facts=facts), languages()["en"], phrases())
    holder = {"holder": "epi"} if intent == "stake-of" else {}
    answer = unsettled.reply(INTENTS[intent], holder, Asked("?", polar=True, **asked))
    assert not answer.lead.startswith(("Yes", "No"))


def test_a_yes_to_a_question_in_the_negative_is_si_in_french_and_may_mean_either_in_english():
    asked = Asked("?", polar=True, negated=True, percents=("33",))
    plain = Asked("?")
    assert reply("fr", "stake-of", asked, holder="fournil").lead.startswith("Si. ")
    told = [reply("en", "stake-of", one, holder="fournil").lead for one in (asked, plain)]
    assert told[0] == told[1]


def test_a_no_to_a_question_in_the_negative_stays_no():
    assert reply("fr", "deal-done", ASKING["negated"]).lead.startswith("Non. ")


# ── Claims ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_true_claim_is_confirmed_with_its_fact():
    answer = reply("fr", "bought-claim", ASKING["polar"], buyer="fournil", target="white-mill")
    assert answer.status is Status.ANSWERED
    assert answer.lead == "Oui. Le Moulin Blanc a été racheté par le Fournil du Port."
    assert [line.fact for line in answer.sources] == ["acquired-white"]


def test_a_true_claim_put_in_the_negative_is_contradicted_by_si():
    answer = reply("fr", "bought-claim", ASKING["negated"], buyer="fournil", target="white-mill")
    assert answer.lead.startswith("Si. ")


def test_a_share_from_which_a_figure_is_worked_out_is_not_denied():
    """What two hold together is not what one of them holds; that one does is no less true."""
    both = {"a": "fournil", "b": "brioche"}
    assert reply("en", "together", Asked("?", polar=True, percents=("50",)), **both).lead.startswith("No. ")
    assert not reply("en", "together", Asked("?", polar=True, percents=("33",)), **both).lead.startswith("No")


def test_the_contrary_of_a_true_claim_gets_its_no():
    """Who voted for a motion did not vote against it."""
    turned = Asked("?", polar=True, turned=True)
    answer = reply("fr", "bought-claim", turned, buyer="fournil", target="white-mill")
    assert answer.lead.startswith("Non. Le Moulin Blanc")


def test_the_contrary_of_a_false_claim_is_no_truer_for_that():
    answer = reply("en", "founder", Asked("?", polar=True, turned=True), who="town-hall")
    assert answer.lead == "The Gué mill was founded by Ana Leroy."


@pytest.mark.parametrize("status", UNSETTLED)
def test_what_may_yet_be_gets_no_yes(status):
    """Its sentence and its source say how sure it is."""
    facts = {**mill().facts, "acquired-white": replace(mill().facts["acquired-white"], status=status)}
    open_yet = Composer(replace(mill(), facts=facts), languages()["en"], phrases())
    answer = open_yet.reply(
        INTENTS["bought-claim"], {"buyer": "fournil", "target": "white-mill"}, ASKING["polar"]
    )
    assert answer.lead.startswith("The White Mill")


@pytest.mark.parametrize("asked", [Asked("?"), ASKING["polar"]])
def test_a_false_premise_is_never_nodded_through(asked):
    answer = reply("en", "founder", asked, who="town-hall")
    assert answer.status is Status.ANSWERED
    assert answer.lead == "No. The Gué mill was founded by Ana Leroy."


def test_a_premise_that_holds_needs_no_yes():
    assert reply("en", "founder", who="ana-leroy").lead == "The Gué mill was founded by Ana Leroy."


def test_the_author_may_word_the_contradiction():
    founder = replace(
        INTENTS["founder"], text={"fr": "C'est faux pour {who.the}.", "en": "Wrong about {who.the}."}
    )
    answer = composer("fr").reply(founder, {"who": "town-hall"}, ASKING["polar"])
    assert answer.lead == "Non. C'est faux pour la mairie."


def test_where_the_facts_are_silent_a_claim_is_refused():
    answer = reply("fr", "bought-claim", ASKING["polar"], buyer="epi", target="panidor")
    assert answer.status is Status.NOT_COVERED
    assert not answer.lead.startswith(("Oui", "Non"))
    assert answer.sources == ()
    assert [offer.intent for offer in answer.suggestions] == ["deal-done"]


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_source_does_not_say_is_named_and_the_nearest_questions_are_offered():
    answer = reply("en", "price")
    assert answer.status is Status.NOT_COVERED
    assert "the price of the sale" in answer.lead
    assert [offer.intent for offer in answer.suggestions] == ["deal-done", "owners"]
    assert answer.text.endswith("- Is the sale closed?\n- Who are the owners of the mill?")


def test_a_refusal_names_whom_the_question_was_about():
    assert "le patron de Panidor" in reply("fr", "boss-of", company="panidor").lead


def test_the_author_may_word_the_silence():
    assert reply("en", "staff").lead == "Of staff the article does not speak."


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "intent", [id_ for id_, one in INTENTS.items() if one.kind is IntentKind.NOT_COVERED]
)
def test_beside_a_refusal_there_is_neither_figure_nor_source(language, intent):
    answer = reply(language, intent, **slots_of(intent))
    assert (answer.intent, answer.sources, answer.source_note, answer.more) == (None, (), "", "")
    assert figures(answer.lead) == []


def test_a_choice_is_offered_as_questions_to_tap():
    choice = [(INTENTS["stake-of"], {"holder": "brioche"}), (INTENTS["aid"], {})]
    answer = composer("fr").offer(choice, Asked("?"))
    assert answer.status is Status.SUGGESTED
    assert [offer.text for offer in answer.suggestions] == [
        f"Combien détient la Maison Brioche{NARROW}?",
        f"Quelle aide la mairie a-t-elle donnée{NARROW}?",
    ]
    assert composer("fr").offer(choice[:1], Asked("?")).lead != answer.lead


def test_not_knowing_says_what_the_dossier_is_about():
    answer = composer("en").unknown(Asked("?"))
    assert answer.status is Status.UNKNOWN
    assert "the Gué mill and its three bakeries" in answer.lead
    assert "the Gué mill" in composer("en").unknown(Asked(""), key="empty").lead


def test_a_dossier_that_does_not_say_what_it_is_about_is_known_by_its_title():
    untold = Composer(replace(mill(), about={}), languages()["en"], phrases())
    assert untold.about == "The Gué mill"


def test_small_talk_belongs_to_no_dossier_and_cites_nothing():
    hello = replace(
        INTENTS["staff"], kind=IntentKind.SMALL_TALK, text={"fr": "Bonjour ! {about} ?", "en": "Hello!"}
    )
    answer = composer("fr").small_talk(hello, Asked("salut", about="le pain"), confidence=0.98765)
    assert answer.status is Status.SMALL_TALK
    assert answer.lead == f"Bonjour{NARROW}! le pain{NARROW}?"
    assert (answer.dossier, answer.confidence, answer.sources) == (None, 0.9877, ())


def test_a_dossier_s_own_small_talk_tells_of_the_dossiers_and_of_the_article():
    """As the guide says; the names of all the dossiers asked are at hand, or else this one's."""
    own = replace(
        INTENTS["staff"], kind=IntentKind.SMALL_TALK, facts={}, text={"en": "About {about}, from {source}."}
    )
    answer = composer("en").reply(own, {}, Asked("who?", about="bread"))
    assert answer.status is Status.SMALL_TALK
    assert answer.lead.startswith("About bread, from Courrier du Blé")
    assert composer("en").reply(own, {}, Asked("who?")).lead.startswith("About the Gué mill and its three")


def test_small_talk_of_an_article_that_nothing_is_known_of_says_so():
    dossier = replace(mill(), source=replace(mill().source, publisher=None))
    own = replace(INTENTS["staff"], kind=IntentKind.SMALL_TALK, facts={}, text={"en": "From {source}."})
    answer = Composer(dossier, languages()["en"], phrases()).reply(own, {}, Asked("who?"))
    assert "nothing of the article itself" in answer.lead


# ── Suggestions ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_suggestion_without_a_name_takes_the_first_that_fits():
    offer = composer("en").suggestion(INTENTS["stake-of"], {})
    assert offer.text == "How much does Épi d'Or own?"
    assert composer("en").suggestion(INTENTS["stake-of"], {"buyer": "fournil"}) == offer


def test_a_suggestion_shows_the_braces_that_its_author_doubled():
    titled = replace(INTENTS["stake-of"], title={"en": "How much of {{it}} does {holder.the} own?"})
    offer = composer("en").suggestion(titled, {"holder": "fournil"})
    assert offer.text == "How much of {it} does Fournil du Port own?"


def test_a_suggestion_about_two_names_names_two():
    assert (
        composer("en").suggestion(INTENTS["together"], {}).text
        == "How much do Épi d'Or and Fournil du Port own together?"
    )


def test_first_questions_are_those_that_can_be_answered_for_every_name():
    openers = composer("fr").openers
    assert {offer.intent for offer in openers} == {
        id_ for id_, one in INTENTS.items() if one.kind is IntentKind.ANSWER
    }
    assert sum(offer.intent == "stake-of" for offer in openers) == 3
    assert len({offer.text for offer in openers}) == len(openers)


def test_first_questions_are_worked_out_once():
    """They never change, and are asked for at each keystroke."""
    own = composer("fr")
    assert own.openers is own.openers


def test_a_title_that_names_nobody_is_offered_once():
    title = {"fr": "Combien ?", "en": "How much?"}
    unnamed = replace(INTENTS["stake-of"], title=title)
    whole = replace(mill(), intents={"stake-of": unnamed})
    assert len(Composer(whole, languages()["en"], phrases()).openers) == 1


def test_braces_of_an_author_survive_a_verdict_before_them():
    braced = replace(INTENTS["deal-done"], text={"fr": "{{x}} {talks.text}", "en": "{{x}} {talks.text}"})
    lead = composer("en").reply(braced, {}, ASKING["polar"]).lead
    assert lead.startswith("No. {x} Épi d'Or is in talks")


def test_a_fact_id_takes_its_slots():
    assert fill_id("stake-{holder}", {"holder": "epi"}) == "stake-epi"
    assert fill_id("birth", {"holder": "epi"}) == "birth"


@pytest.mark.parametrize("intent", sorted(INTENTS))
def test_both_languages_give_the_same_figures_status_and_sources(intent):
    french, english = (
        reply(language, intent, ASKING["polar"], **slots_of(intent)) for language in ("fr", "en")
    )
    assert figures(french.text) == figures(english.text)
    assert french.status is english.status
    assert [line.fact for line in french.sources] == [line.fact for line in english.sources]
    assert [offer.intent for offer in french.suggestions] == [offer.intent for offer in english.suggestions]


# ── Figures and dates that a question puts forward ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("asked", "opening"), [("41.5", "Yes. "), ("59", "No. "), ("", "Yes. ")])
def test_a_claim_with_a_share_is_as_true_as_that(asked, opening):
    owner = replace(INTENTS["founder"], claim=Claim("who", "holds", "gue-mill"), text={})
    percents = (asked,) if asked else ()
    answer = composer("en").reply(owner, {"who": "epi"}, Asked("?", polar=True, percents=percents))
    assert answer.lead.startswith(opening)


@pytest.mark.parametrize(("year", "opening"), [("1931", "No. "), ("1998", "Yes. ")])
def test_a_date_in_the_clause_of_a_fact_answers_a_year_like_one_in_the_reply(year, opening):
    born = replace(INTENTS["founded-when"], text={"en": "{birth.Text}."})
    answer = composer("en").reply(born, {}, Asked("?", polar=True, years=(year,)))
    assert answer.lead == f"{opening}The mill was born in 1998."


def test_what_the_detail_alone_reads_is_no_source_of_the_short_answer():
    told = replace(
        INTENTS["deal-done"],
        facts={"talks": "talks", "judgement": "judgement"},
        more={"en": "{judgement.Text}."},
    )
    answer = composer("en").reply(told, {}, Asked("?"))
    assert [line.fact for line in answer.sources] == ["talks"]
    assert [line.fact for line in answer.more_sources] == ["judgement"]


# ── What an author's yes was not written for ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("figures", "opening"), [((), "Yes. "), (("1200",), "Yes. "), (("500",), "")])
def test_a_yes_says_nothing_of_a_figure_that_the_reply_does_not_have(figures, opening):
    milled = replace(INTENTS["flour-in-2019"], verdict="yes")
    answer = composer("en").reply(milled, {}, Asked("?", polar=True, figures=figures))
    assert answer.lead.startswith(f"{opening}In 2019")


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_what_may_yet_be_is_no_plain_yes_or_no(verdict):
    expected = replace(INTENTS["flour-in-2020"], verdict=verdict)
    assert composer("en").reply(expected, {}, Asked("?", polar=True)).lead.startswith("In 2020")


@pytest.mark.parametrize(("percents", "opening"), [((), "Yes. "), (("30",), "")])
def test_a_yes_says_nothing_of_a_percentage_that_the_reply_does_not_have(percents, opening):
    """What is bought is all of it: asked whether 30% is, an author's yes would say so."""
    milled = replace(INTENTS["flour-in-2019"], verdict="yes")
    answer = composer("en").reply(milled, {}, Asked("?", polar=True, percents=percents, figures=percents))
    assert answer.lead.startswith(f"{opening}In 2019")


# ── A yes that hangs on two shares: Épi d'Or has 41.5 %, the Fournil 33 %, Brioche 25 % ─────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "turned", "word"),
    [
        ("epi", "fournil", False, "Yes"),
        ("fournil", "epi", False, "No"),
        ("fournil", "epi", True, "Yes"),
        ("epi", "fournil", True, "No"),
        ("epi", "epi", False, "No"),
        ("epi", "epi", True, "No"),
    ],
    ids=["more", "not more", "less", "not less", "as much is not more", "as much is not less"],
)
def test_whether_one_has_more_than_another_is_worked_out(one, other, turned, word):
    compared = replace(
        INTENTS["together"], compute=(), text={"en": "So it is."}, verdict=Comparison("a", "b")
    )
    answer = composer("en").reply(compared, {"a": one, "b": other}, Asked("?", polar=True, turned=turned))
    assert answer.lead == f"{word}. So it is."


def test_what_is_worked_out_may_be_compared_too():
    """Épi d'Or and Brioche have 66.5% together."""
    compared = replace(
        INTENTS["together"],
        compute=(Compute("both", "sum", ("a", "b")),),
        text={"en": "So it is."},
        verdict=Comparison("both", "fournil"),
    )
    filled = {"a": "epi", "b": "brioche"}
    assert composer("en").reply(compared, filled, Asked("?", polar=True)).lead == "Yes. So it is."
    assert composer("en").reply(compared, filled, Asked("?")).lead == "So it is."


def test_nothing_is_said_of_who_holds_no_share():
    compared = replace(
        INTENTS["together"], compute=(), text={"en": "So it is."}, verdict=Comparison("a", "b")
    )
    answer = composer("en").reply(compared, {"a": "epi", "b": "town-hall"}, Asked("?", polar=True))
    assert answer.lead == "So it is."


def test_shares_that_may_yet_be_are_no_yes():
    """That of Épi d'Or is larger, where it comes about."""
    held = mill().facts["stake-epi"]
    expected = {**mill().facts, "stake-epi": replace(held, status=FactStatus.CONDITIONAL)}
    author = Composer(replace(mill(), facts=expected), languages()["en"], phrases())
    compared = replace(
        INTENTS["together"], compute=(), text={"en": "So it is."}, verdict=Comparison("a", "b")
    )
    asked = Asked("?", polar=True)
    assert author.reply(compared, {"a": "epi", "b": "fournil"}, asked).lead == "So it is."
    assert author.reply(compared, {"a": "fournil", "b": "brioche"}, asked).lead == "Yes. So it is."
    summed = replace(
        compared, compute=(Compute("both", "sum", ("a", "b")),), verdict=Comparison("both", "fournil")
    )
    assert author.reply(summed, {"a": "epi", "b": "brioche"}, asked).lead == "So it is."
