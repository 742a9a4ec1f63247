"""The one use case: a question comes in, an answer goes out."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from assistants import bakers, new_assistant, plainly
from opened import DOSSIERS

from bot.answering.answer import Answer, Status
from bot.assistant import Assistant
from bot.understanding.decision import Cause
from bot.understanding.explaining.explain import OFFERED

NEWCOMERS = Path(__file__).parents[1] / "newcomers"


def ask(question: str, **options) -> Answer:
    return bakers().answer(question, **options)


# ── What a question gets ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "status", "language", "fragment"),
    [
        ("Combien détient Épi d'Or ?", Status.ANSWERED, "fr", "41,5"),
        ("how much does Brioche own?", Status.ANSWERED, "en", "25%"),
        ("c'est signé ?", Status.ANSWERED, "fr", "Non. Épi d'Or négocie"),
        ("Is it signed?", Status.ANSWERED, "en", "No. Épi d'Or is in talks"),
        (
            "La Maison Brioche a-t-elle racheté le Moulin Blanc ?",
            Status.ANSWERED,
            "fr",
            "Non. Le Moulin Blanc a été racheté par le Fournil",
        ),
        (
            "did Fournil du Port buy the White Mill?",
            Status.ANSWERED,
            "en",
            "Yes. The White Mill was bought by Fournil du Port",
        ),
        ("did Golden Ear buy Panidor?", Status.NOT_COVERED, "en", "does not say"),
        ("Combien de farine en 2019 ?", Status.ANSWERED, "fr", "200 tonnes"),
        ("quel est le prix du moulin ?", Status.NOT_COVERED, "fr", "le prix de la vente"),
        ("who runs Panidor?", Status.NOT_COVERED, "en", "who runs Panidor"),
        ("bonjour", Status.SMALL_TALK, "fr", "Bonjour"),
        ("thank you", Status.SMALL_TALK, "en", "welcome"),
        ("Quelle heure est-il à Tokyo, selon toi ?", Status.UNKNOWN, "fr", "le moulin du Gué"),
        ("how many books can I borrow?", Status.ANSWERED, "en", "Six books"),
    ],
)
def test_a_question_gets_its_kind_of_reply_in_its_language(question, status, language, fragment):
    answer = ask(question)
    assert (answer.status, answer.language) == (status, language)
    assert fragment in answer.text
    assert answer.question == question


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u200b", "\U0001f956"])
def test_a_question_without_words_is_asked_for_one(question):
    answer = ask(question)
    assert answer.status is Status.UNKNOWN
    assert answer.intent is None
    assert answer.lead


def test_a_third_language_is_told_which_ones_are_spoken():
    answer = ask("Wieviel kostet deine Mühle, bitte schön?")
    assert answer.status is Status.UNKNOWN
    assert "français" in answer.text
    assert "English" in answer.text


def test_a_chosen_language_is_kept_whatever_the_question():
    assert ask("Combien détient Épi d'Or ?", language="en").lead == "Épi d'Or holds 41.5% of the Gué mill."


def test_where_the_words_do_not_tell_the_askers_language_does():
    assert ask("Panidor", hints=["en"]).language == "en"
    assert ask("Panidor", hints=["fr"]).language == "fr"
    assert ask("Panidor", hints=["xx", "en"]).language == "en"


def test_the_question_s_own_words_come_before_the_askers_language():
    assert ask("Combien détient Épi d'Or ?", hints=["en"]).language == "fr"


def test_a_dossier_of_one_language_answers_in_it():
    assert ask("when is the library open?", language="fr").lead == "Monday to Friday, nine to five."


def test_the_dossiers_may_be_narrowed():
    assert ask("how many books can I borrow?", dossiers=["mill"]).status is not Status.ANSWERED
    assert ask("how many books can I borrow?", dossiers=["hours"]).dossier == "hours"


@pytest.mark.parametrize(
    "asked",
    [
        lambda **options: ask("how many books can I borrow?", **options),
        lambda **options: bakers().explain("how many books can I borrow?", **options),
        lambda **options: bakers().stakes(language="en", **options),
        lambda **options: bakers().timeline(language="en", **options),
        lambda **options: bakers().complete("library op", language="en", **options),
    ],
    ids=["answer", "explain", "stakes", "timeline", "complete"],
)
def test_no_dossier_in_particular_is_all_of_them(asked):
    assert asked(dossiers=[]) == asked()


@pytest.mark.parametrize("options", [{"language": "de"}, {"dossiers": ["none"]}])
def test_a_language_or_a_dossier_that_does_not_exist_is_the_caller_s_mistake(options):
    for method in (bakers().answer, bakers().explain):
        with pytest.raises(KeyError):
            method("how many books can I borrow?", **options)


def test_a_name_goes_to_the_dossier_that_knows_it():
    """Whatever another one has that is as near: the library's has hours, and knows no Panidor."""
    assert ask("when is Panidor open?").dossier == "mill"
    assert ask("when is it open at the library?").dossier == "hours"


@pytest.mark.parametrize("follow_up", ["who owns it?", "how much does it cost?"])
def test_what_leans_on_a_talk_and_names_nobody_is_asked_of_no_other_dossier(follow_up):
    """The mill's owners are no answer after a question about the library."""
    key = f"leaning: {follow_up}"
    assert ask("how many books can I borrow?", conversation=key).dossier == "hours"
    assert ask(follow_up, conversation=key).intent is None
    assert ask("who owns the mill?", conversation=key).intent == "owners"


def test_a_question_of_its_own_may_be_joined_to_a_talk_of_another_dossier():
    """A word such as "and" at its start is not enough to keep it there."""
    assert ask("who owns the mill?", conversation="joined").dossier == "mill"
    assert ask("and how many books can I borrow?", conversation="joined").intent == "lend-out"


def test_a_talk_stays_with_its_dossier():
    before = ask("Combien détient Épi d'Or ?", conversation="stays")
    assert before.dossier == "mill"
    assert ask("et Brioche ?", conversation="stays").dossier == "mill"


def test_nobody_is_told_of_the_mill_who_asks_of_a_stranger():
    """Nor of what somebody in Paris asks of the mill."""
    assert ask("how much of the mill does Boulangerie Zola own?").status is not Status.ANSWERED


def test_in_a_long_message_the_sentence_that_is_understood_decides():
    answer = ask(
        "Je reviens de vacances, il pleuvait.\nCombien détient Épi d'Or ? Merci d'avance pour votre aide !"
    )
    assert answer.status is Status.ANSWERED
    assert answer.intent == "stake-of"


def test_the_best_three_candidates_come_with_every_reply():
    for question in ("Combien détient Épi d'Or ?", "prix", "xyzzy plugh"):
        candidates = ask(question).candidates
        assert 1 <= len(candidates) <= 3
        rivals = [one.confidence for one in candidates[1:]]
        assert rivals == sorted(rivals, reverse=True)
        assert all(0 <= one.confidence <= 1 for one in candidates)


def test_the_same_question_gets_the_same_bytes_from_another_start():
    other = new_assistant(DOSSIERS)
    for question in ("Combien détient Épi d'Or ?", "prix ?", "hello", "xyzzy"):
        assert repr(ask(question)) == repr(other.answer(question))


def test_many_may_ask_at_once():
    answers: dict[int, str] = {}

    def one(number: int) -> None:
        answers[number] = ask("Combien détient Épi d'Or ?", conversation=f"thread {number}").text

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers.values())) == 1


# ── Follow-ups ───────────────────────────────────────────────────────────────────────────────────────────────────


def talk(*turns: str, key: str) -> Answer:
    bakers().forget(key)
    answers = [ask(turn, conversation=key) for turn in turns]
    bakers().forget(key)
    return answers[-1]


@pytest.mark.parametrize(
    ("turns", "fragment"),
    [
        (("Combien détient Épi d'Or ?", "et Brioche ?"), "25"),
        (("How much does Brioche own?", "and Fournil?"), "33%"),
        (("Combien de farine en 2019 ?", "et en 2020 ?"), "plus de 2"),
        (("how much flour in 2020?", "and in 2019?"), "barely 1,200 tonnes"),
        (("Combien détient Épi d'Or ?", "et Brioche ?", "et le Fournil ?"), "33"),
    ],
)
def test_a_follow_up_is_completed_from_the_talk(turns, fragment):
    answer = talk(*turns, key="follow-up")
    assert answer.status is Status.ANSWERED
    assert fragment in answer.lead


def test_a_follow_up_without_a_talk_has_nothing_to_lean_on():
    assert ask("et en 2020 ?").status is not Status.ANSWERED or "2" in ask("et en 2020 ?").lead
    assert talk("Combien détient Épi d'Or ?", key="one").lead != ask("et Brioche ?", conversation="two").lead


def test_a_whole_question_is_itself_in_any_talk():
    alone = ask("quel est le prix du moulin ?")
    assert talk("Combien détient Épi d'Or ?", "quel est le prix du moulin ?", key="whole") == alone


def test_a_bare_follow_up_keeps_the_language_of_the_talk():
    assert talk("How much does Brioche own?", "Fournil?", key="language").language == "en"


def test_a_talk_is_over_after_a_while():
    now = [0.0]
    assistant = new_assistant(DOSSIERS, clock=lambda: now[0], chatty=False)
    first = assistant.answer("Combien détient Épi d'Or ?", conversation="c")
    assert "41" in first.lead
    assert "25" in assistant.answer("et Brioche ?", conversation="c").lead
    assert assistant.explain("et Épi ?", conversation="c").resolved != "et Épi ?"
    now[0] = 10_000
    assert assistant.explain("et Épi ?", conversation="c").resolved == "et Épi ?"


# ── What else it can do ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_tapped_suggestion_gets_its_answer():
    answer = bakers().answer_intent("stake-of", language="en", slots={"holder": "brioche"})
    assert answer.lead == "Maison Brioche holds 25% of the Gué mill."
    assert answer.question == "How much does Maison Brioche own?"


@pytest.mark.parametrize("slots", [None, {}, {"other": "brioche"}, {"holder": "panidor"}])
def test_a_tap_that_does_not_say_about_whom_gets_nothing(slots):
    """Rather than a reply about somebody else."""
    assert bakers().answer_intent("stake-of", language="fr", slots=slots) is None


def test_a_claim_can_be_tapped_about_whoever_it_was_made_of():
    """« Le Courrier a-t-il racheté… ? » is asked of whom no filler is, and is no question of another."""
    answer = bakers().answer_intent(
        "bought-claim", language="en", slots={"buyer": "panidor", "target": "town-hall"}
    )
    assert answer.status is Status.NOT_COVERED


def test_what_is_offered_says_about_whom():
    """What a tap answers is what the text asks: each with its own figure."""
    offers = [one for one in bakers().complete("", language="en", limit=99) if one.intent == "stake-of"]
    assert [one.slots for one in offers] == [{"holder": one} for one in ("epi", "fournil", "brioche")]
    leads = [
        bakers().answer_intent(one.intent, language="en", slots=one.slots, dossier="mill").lead
        for one in offers
    ]
    assert leads == [ask(one.text).lead for one in offers]
    assert len(set(leads)) == 3


def test_a_suggestion_that_is_gone_gets_nothing():
    assert bakers().answer_intent("burnt", language="fr") is None
    assert bakers().answer_intent("stake-of", language="fr", dossier="hours") is None
    assert bakers().answer_intent("stake-of", language="fr", dossier="none") is None


def test_the_shares_can_be_asked_for_whole_or_by_any_spelling_of_a_name():
    assert [row.entity for row in bakers().stakes(language="fr").rows] == ["epi", "fournil", "brioche"]
    assert [row.entity for row in bakers().stakes(language="fr", company="maison briochhe").rows] == [
        "brioche"
    ]
    assert bakers().stakes(language="fr", company="xyzzy") is None
    assert bakers().stakes(language="fr", dossiers=["hours"]) is None


def test_someone_who_holds_nothing_has_no_row():
    view = bakers().stakes(language="fr", company="Panidor")
    assert view is None or view.rows == ()


def test_the_timeline_can_be_asked_for_whole_or_between_years():
    assert len(bakers().timeline(language="en").rows) == 4
    assert [row.date for row in bakers().timeline(language="en", first=2000, last=2019).rows] == ["2016-05"]
    assert bakers().timeline(language="en", dossiers=["hours"]) is None


@pytest.fixture(scope="module")
def owners(tmp_path_factory) -> Assistant:
    """The mill, after a dairy that two own and that comes first."""
    folder = tmp_path_factory.mktemp("owners")
    shutil.copytree(DOSSIERS / "mill", folder / "mill")
    (folder / "dairy").mkdir()
    (folder / "dairy" / "dossier.yaml").write_text(
        "languages: [en]\ntitle: The dairy\nsubject: dairy\nshares: {relation: holds, object: dairy}\n"
        "source: {paragraphs: 1}\n"
    )
    (folder / "dairy" / "entities.yaml").write_text(
        "dairy: {kind: company, name: the dairy}\n"
        "cheddar: {kind: company, name: Cheddar and Sons}\n"
        "gouda: {kind: company, name: Gouda House}\n"
    )
    (folder / "dairy" / "facts.yaml").write_text(
        "".join(
            f"stake-{one}: {{subject: {one}, relation: holds, object: dairy, value: {{number: {share}, "
            f'unit: percent}}, status: stated, paragraph: 1, text: "{{{one}}} holds {{value}} of {{dairy}}"}}\n'
            for one, share in (("cheddar", 60), ("gouda", 40))
        )
    )
    (folder / "dairy" / "questions.yaml").write_text(
        "owners:\n  title: Who owns the dairy?\n  view: stakes\n"
        "  ask: [who owns the dairy?, to whom does the dairy belong?, owners of the dairy]\n"
        "  facts: [stake-cheddar, stake-gouda]\n  answer: Cheddar and Sons and Gouda House.\n"
    )
    return new_assistant(folder, chatty=False)


def test_a_holder_is_found_in_whichever_dossier_it_holds_a_share(owners):
    """Not in the first one alone; without a name the first one with shares it is."""
    rows = [owners.stakes(language="en", company=one).rows for one in ("gouda house", "brioche")]
    assert [[row.entity for row in some] for some in rows] == [["gouda"], ["brioche"]]
    assert owners.stakes(language="en").company == "the dairy"
    assert owners.stakes(language="en", dossiers=["mill"]).company != "the dairy"
    assert owners.stakes(language="en", company="gouda house", dossiers=["mill"]) is None
    assert owners.stakes(language="en", company="Panidor") is None


def test_what_is_offered_while_typing_comes_from_the_dossiers_asked(owners):
    offers = owners.complete("who owns", language="en", dossiers=["dairy"])
    assert [offer.text for offer in offers] == ["Who owns the dairy?"]


def test_of_an_answer_that_is_not_said_the_talk_remembers_nothing():
    """Neither the question nor what nobody was told."""
    heard = []

    def is_said(answer: Answer) -> bool:
        heard.append(answer)
        return False

    answer = ask("Combien détient Épi d'Or ?", conversation="unsaid", is_said=is_said)
    assert heard == [answer]
    assert bakers().explain("et Brioche ?", conversation="unsaid").resolved == "et Brioche ?"
    ask("Combien détient Épi d'Or ?", conversation="said", is_said=lambda _: True)
    assert bakers().explain("et Brioche ?", conversation="said").resolved != "et Brioche ?"
    bakers().forget("said")


def test_what_is_being_typed_finds_its_question():
    texts = [offer.text for offer in bakers().complete("library op", language="en", limit=3)]
    assert texts[0] == "when is the library open?"
    assert len(bakers().complete("", language="fr", limit=5)) == 5


# ── Why ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_explanation_shows_words_names_candidates_and_bars():
    why = bakers().explain("combein détient Panidro ?", dossiers=["mill"])
    assert ("Panidro", "panidor") in why.entities
    assert why.language == "fr"
    assert why.language_evidence["fr"] > why.language_evidence["en"]
    assert len(why.candidates) == 5
    assert list(why.candidates[0].parts) == ["ridge", "nearest", "closer", "fuzzy"]
    near = bakers().explain("who owns how much flour", dossiers=["mill"])
    assert near.candidates[0].parts["closer"] > 0, "two are near enough for a second look"
    assert 0 < why.bars["offer"] < why.bars["answer"] <= 1


def test_an_explanation_says_why_and_what_would_change_it():
    for question in (
        "combien détient Épi d'Or ?",
        "combien de farine en 2018 ?",
        "xyzzy plugh",
        "bonjour",
        "quel est le prix ?",
        "la part ?",
    ):
        why = bakers().explain(question)
        assert why.reply.status == ask(question).status.value
        assert why.reason.endswith(".")
        assert why.otherwise
        assert why.resolved == question


def test_an_explanation_tells_what_cut_a_score():
    why = bakers().explain("combien de farine en 2018 ?", dossiers=["mill"])
    cuts = {one.intent: one.penalties for one in why.candidates}
    assert any("2018" in reason for reason in cuts["flour-in-2019"])


def test_an_explanation_says_that_a_subject_is_no_question():
    """« Moulin » is all the dossier speaks of, and asks nothing: there is a choice, however sure any candidate is."""
    why = bakers().explain("moulin", dossiers=["mill"])
    assert why.reply.status == Status.SUGGESTED
    assert "subject" in why.reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("combien détiennent Épi d'Or, le Fournil et Maison Brioche ensemble ?", "leave out somebody"),
        ("who owns the mill in Paris?", "rules it out"),
        ("who bought the bakery", "not sure enough to answer"),
    ],
)
def test_an_explanation_of_a_choice_says_why_it_is_offered(question, reason):
    """And never that the source may be silent, where that is not why."""
    why = bakers().explain(question, dossiers=["mill"])
    assert why.reply.status == Status.SUGGESTED
    assert reason in why.reason


def test_an_explanation_of_a_choice_after_a_question_says_what_became_of_the_follow_up():
    """When the mill was born is known, and surely asked: it is nothing about Brioche."""
    bakers().forget("born")
    ask("quand est né le moulin ?", conversation="born")
    why = bakers().explain("et Brioche ?", conversation="born")
    bakers().forget("born")
    assert why.reply.status == Status.SUGGESTED
    assert "would not reply to what that asks" in why.reason


def test_every_choice_has_its_reason():
    assert OFFERED.keys() == set(Cause)
    assert len(set(OFFERED.values())) == len(Cause)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("oui", "says yes to several offers"),
        ("les deux", "takes up what was offered"),
        ("la première", "takes up what was offered"),
    ],
)
def test_an_explanation_says_that_offers_are_taken_up(text, reason):
    """And not that their words are the author's: nobody typed these."""
    bakers().forget("offers")
    assert len(ask("quel est le prix du moulin ?", conversation="offers").suggestions) == 2
    assert reason in bakers().explain(text, conversation="offers").reason
    bakers().forget("offers")


def test_a_completed_question_takes_up_no_offer():
    bakers().forget("completed")
    ask("Combien détient Épi d'Or ?", conversation="completed")
    why = bakers().explain("et Brioche ?", conversation="completed")
    bakers().forget("completed")
    assert why.resolved == "Combien détient Maison Brioche ?"
    assert "word for word" in why.reason


def test_explaining_leaves_the_talk_as_it_was():
    bakers().forget("why")
    ask("Combien détient Épi d'Or ?", conversation="why")
    assert "Brioche" in bakers().explain("et Brioche ?", conversation="why").resolved
    bakers().explain("combien de farine en 2019 ?", conversation="why")
    assert "25" in ask("et Brioche ?", conversation="why").lead
    bakers().forget("why")


def test_an_answer_is_a_record_that_cannot_change():
    answer = ask("prix ?")
    with pytest.raises(AttributeError):
        answer.lead = "other"
    assert replace(answer, lead="other").lead == "other"


def test_a_refusal_and_a_greeting_name_what_all_the_dossiers_are_about():
    """Whoever asked but one of them is told of that one."""
    for question in ("zorblu", "hello"):
        told = ask(question, language="en").lead
        assert "the Gué mill and its three bakeries" in told
        assert "Opening hours of the library" in told
    alone = ask("zorblu", language="en", dossiers=["hours"]).lead
    assert "bakeries" not in alone


def faq(folder: Path, **files: str) -> Assistant:
    """Answers a list of questions of one's own."""
    texts = {"dossier": "languages: [en]\ntitle: Opening hours\n", **files}
    (folder / "faq").mkdir()
    for name, text in texts.items():
        (folder / "faq" / f"{name}.yaml").write_text(text)
    return new_assistant(folder)


def test_a_greeting_of_ones_own_takes_the_place_of_its_own_words_alone(tmp_path):
    own = faq(
        tmp_path,
        questions='when: {ask: ["when are you open?"], answer: "Nine to five."}',
        small_talk='welcome: {ask: ["hello"], answer: "Welcome!"}',
    )
    assert own.answer("hello").lead == "Welcome!"
    assert own.answer("bonjour").lead.startswith("Bonjour")


def test_a_list_of_questions_speaks_of_no_article_and_of_its_own_languages(tmp_path):
    """And what it does not know is in no other language for all that."""
    own = faq(tmp_path, questions='when: {ask: ["when are you open?"], answer: "Nine to five."}')
    assert own.answer("which languages do you speak?").lead == "I speak English."
    assert own.answer("¿dónde está el baño?").lead == "I speak English."
    assert "English" not in own.answer("gluten free?").lead
    own.answer("when are you open?", conversation="talk")
    assert own.answer("says who?", conversation="talk").lead.startswith("I say only what is written")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who wrote this article?", "Courrier du Blé (inferred: the name stands in the footer only)"),
        ("de quand date cet article ?", "Courrier du Blé (déduit : le nom n'est qu'en pied de page)"),
    ],
)
def test_who_asks_after_the_article_is_told_all_that_is_known_of_it(question, told):
    answer = ask(question, dossiers=["mill"])
    assert answer.status is Status.SMALL_TALK
    assert plainly(told) in plainly(answer.lead)


def test_where_nothing_is_known_of_the_article_that_is_said():
    assert ask("who wrote this article?", dossiers=["hours"]).lead.startswith("My dossiers say nothing")


def test_people_go_on_with_what_was_not_understood():
    """Brioche's zorblu is nothing that is known, and yet Brioche is who is meant next."""
    nonsense = "what on earth would Brioche's zorblu be?"
    assert ask(nonsense).status is Status.UNKNOWN
    assert "25%" in talk(nonsense, "how much does it own?", key="unknown").text


def test_what_a_reply_told_by_the_way_is_told_again():
    assert (
        "1998"
        in talk("how much does Brioche own?", "when was the mill born?", "which year?", key="again").lead
    )
    assert "25%" in talk("how much does Brioche own?", "and which percentage?", key="again").lead


def test_what_got_no_answer_gets_none_in_another_language():
    nonsense = "what on earth would Brioche's zorblu be?"
    assert talk(nonsense, "in French please", key="other").status is not Status.ANSWERED


def test_of_two_questions_that_got_no_answer_the_last_is_gone_on_with():
    first, last = (f"what on earth would {name}'s zorblu be?" for name in ("Brioche", "Fournil"))
    assert "33%" in talk(first, last, "how much does it own?", key="last").text


def test_a_share_with_decimals_is_checked_whole():
    assert ask("does Golden Ear own 41.5%?").lead.startswith("Yes.")
    assert ask("does Golden Ear own 40.5%?").lead.startswith("No.")


# ── The bar ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "question",
    [
        "So Golden Ear has 41.5%, Fournil 33% and Brioche 25%?",
        "who owns the mill, and when was it born?",
    ],
)
def test_a_bar_holds_for_each_of_the_questions_that_are_told_one_after_another(question):
    assert "\n\n" in ask(question).lead
    assert ask(question, bar=0.9).lead == ask(question).lead
    assert ask(question, bar=1.0).status is Status.SUGGESTED


def test_where_one_of_several_does_not_clear_the_bar_the_first_is_told_alone_and_that_is_said():
    question = "So Golden Ear has 41.5%, Fournil 33% and Brioche 25%?"
    answer = ask(question, bar=0.95)
    assert answer.status is Status.ANSWERED
    assert "41.5%" in answer.lead
    assert "33%" not in answer.lead
    assert "\n\n" in answer.lead, "that more was asked"


@pytest.mark.parametrize("text", ["les deux", "la première"])
def test_a_bar_holds_for_offers_taken_up(text):
    bakers().forget("bar")
    ask("quel est le prix du moulin ?", conversation="bar")
    nothing_said = {"conversation": "bar", "is_said": lambda _: False}
    assert ask(text, **nothing_said).status is Status.ANSWERED
    assert ask(text, bar=1.0, **nothing_said).status is Status.SUGGESTED
    bakers().forget("bar")


def test_a_bar_holds_for_each_of_those_that_a_follow_up_asks_of():
    bakers().forget("bar")
    ask("Combien détient Épi d'Or ?", conversation="bar")
    nothing_said = {"conversation": "bar", "is_said": lambda _: False}
    assert "\n\n" in ask("et les deux autres ?", **nothing_said).lead
    assert ask("et les deux autres ?", bar=1.0, **nothing_said).status is Status.SUGGESTED
    bakers().forget("bar")


# ── Several dossiers in one talk ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Assistant:
    """Answers about the mill and about the ferries: two dossiers of facts."""
    folder = tmp_path_factory.mktemp("shelf")
    copytree(DOSSIERS / "mill", folder / "mill")
    copytree(NEWCOMERS / "ferry" / "dossier" / "ferry", folder / "ferry")
    return new_assistant(folder)


@pytest.mark.parametrize(
    ("question", "dossier"),
    [("Who owns Lorn & Isles Ferries?", "ferry"), ("when was the mill built?", "mill")],
)
@pytest.mark.parametrize("doubt", ["what's your source?", "where does that come from?", "who says so?"])
def test_where_a_reply_comes_from_is_told_of_its_own_dossier(shelf, question, dossier, doubt):
    told = shelf.answer(question, conversation="shelf")
    source = shelf.answer(doubt, conversation="shelf")
    assert (told.dossier, source.dossier) == (dossier, dossier)
    assert source.sources


@pytest.mark.parametrize("follow_up", ["who told them?", "and him?", "why?", "et Tarbet ?", "et Brioche ?"])
def test_a_follow_up_on_one_of_several_dossiers_gets_an_answer(shelf, follow_up):
    """Its label in one dossier is no label in another."""
    for question in ("How much does Épi d'Or own?", "Who owns Lorn & Isles Ferries?"):
        shelf.answer(question, conversation="shelf")
        assert shelf.answer(follow_up, conversation="shelf").text


def test_a_question_of_another_dossier_leaves_the_talk(shelf):
    shelf.answer("How much does Épi d'Or own?", conversation="shelf")
    assert shelf.answer("Who owns Lorn & Isles Ferries?", conversation="shelf").dossier == "ferry"
