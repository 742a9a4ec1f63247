"""A question as read, before any intent is thought of."""

from __future__ import annotations

from collections import Counter

import pytest
from assistants import mill_index
from hypothesis import given
from hypothesis import strategies as st
from opened import languages

from bot.understanding.reading.readings import Amount


def read(text: str, **options: bool):
    return mill_index().reader.read(text, **options)


def is_polar(text: str) -> bool:
    return mill_index().reader.is_polar(read(text))


def test_words_of_grammar_on_which_a_yes_may_hang_are_seen_but_for_a_no_that_only_asks_for_it():
    deciding = mill_index().reader.deciding
    assert deciding(read("un procès contre la mairie ?")) == {"contre"}
    assert deciding(read("do they hold more than 40%?")) == frozenset()
    assert deciding(read("was it founded before 2012?")) == frozenset()
    assert deciding(read("did they sell again?")) == {"again"}
    assert deciding(read("le moulin est vendu, non ?")) == frozenset()


def test_names_become_marks_of_their_kind_and_are_listed_after_the_words():
    assert "§fournil" in read("combien détient le Fournil du Port ?").marked
    assert "§:company" in read("combien détient Fournil du Port ?").marked
    assert "fournil" not in read("combien détient Fournil du Port ?").plain


def test_a_name_said_twice_is_marked_twice_and_listed_once():
    marked = read("Panidor ou Panidor").marked
    assert marked.count("§:company") == 2
    assert marked.count("§panidor") == 1


def test_years_and_percentages_are_picked_out():
    reading = read("41 % en 2019, 33% en 2020, 1200 tonnes en 3012")
    assert reading.years == ("2019", "2020")
    assert reading.percents == ("41", "33")


def test_a_year_becomes_a_mark_and_is_listed_after_the_words():
    """What is asked of a year is asked in the same words of another one."""
    assert read("farine en 2019").marked == ("farine", "en", "§#", "§2019")
    assert read("farine en 2020").marked[:3] == read("farine en 2019").marked[:3]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Did Panidor sue Brioche?", {("sue", "panidor", "brioche")}),
        ("Brioche was sued by Panidor", {("sued", "panidor", "brioche")}),
        ("Panidor a été poursuivi par Brioche", {("pour", "brioche", "panidor")}),
        ("Panidor appartient à Brioche", {("appa", "brioche", "panidor")}),
        ("did Panidor and Épi d'Or sue Brioche?", {("sue", "panidor", "brioche"), ("sue", "epi", "brioche")}),
        ("Panidor et Brioche", set()),
        ("Panidor would merge with Brioche", set()),
        ("Panidor purchased what?", set()),
    ],
)
def test_who_does_what_to_whom_is_read_off_the_order_of_names(text, acts):
    """The one named first does it, but where a word such as « par » says that it is the other one."""
    assert read(text).acts == acts


def test_words_of_the_same_meaning_say_the_same_of_two():
    """Who buys acquires, in either language."""
    same = {
        read(text).acts
        for text in ("Did Panidor buy Brioche?", "Panidor acquired Brioche", "Panidor a racheté Brioche ?")
    }
    assert len(same) == 2  # each language has pairs of its own
    assert all(len(acts) == 1 for acts in same)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Panidor veut-il racheter le moulin ?", {"panidor"}),
        ("le moulin est-il racheté par Panidor ?", {"panidor"}),
        ("Panidor racheté par qui ?", set()),
        ("qui rachète les parts de Panidor ?", set()),
        ("who buys Panidor's shares?", set()),
        ("Panidor, as everybody in the whole of Saint-Yves knows, sells bread", set()),
    ],
)
def test_who_does_it_is_named_just_before_or_after_a_word_for_it(text, who):
    """Whose shares are bought does nothing, and neither does who stands far off."""
    assert {party for _, party in read(text).doers} == who


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("farine en 2019", set()),
        ("farine avant 2019", {"avant"}),
        ("flour since 2019", {"since"}),
        ("à la fin de 2019", {"fin"}),
        ("avant la fusion, en 2018", set()),
    ],
)
def test_a_word_before_a_year_may_mean_another_time(text, bounds):
    assert read(text).bounds == bounds


def test_a_year_in_a_name_is_no_year():
    assert read("numéro 12019").years == ()


def test_words_and_entities_of_a_question():
    reading = read("Ana Leroy et Panidor")
    assert reading.entities == ("ana-leroy", "panidor")
    assert reading.wordings == (("ana", "leroy", "et", "panidor"),)


def test_a_repaired_question_holds_its_words_as_typed_and_as_meant():
    reading = mill_index().consider("combien detien Panidor ?").reading
    assert any("detien" in words for words in reading.wordings)
    assert any("detient" in words for words in reading.wordings)


@pytest.mark.parametrize(
    "text",
    [
        "Est-ce que le moulin est vendu ?",
        "La vente est-elle conclue ?",
        "C'est signé ?",
        "did Panidor buy it?",
        "Is it signed?",
        "the mill is sold?",
        "la vente est-elle conclue",
        "Panidor achète le moulin ou pas",
        "Panidor bought the mill didnt it",
        "c'est Panidor qui a acheté le moulin ?",
        "Le moulin, c'est bien la Maison Brioche qui l'a acheté ?",
    ],
)
def test_these_want_a_yes_or_a_no(text):
    assert is_polar(text)


@pytest.mark.parametrize(
    "text",
    [
        "Combien détient Panidor ?",
        "Qui possède le moulin ?",
        "how much is it?",
        "who owns it?",
        "part de Panidor",
        "",
        "c'est qui qui a acheté le moulin ?",
        "c'est quoi, le moulin, hein",
        "qui l'a acheté, pas vrai",
    ],
)
def test_these_want_something_else(text):
    assert not is_polar(text)


@pytest.mark.parametrize(
    ("text", "language", "negated"),
    [
        ("ce n'est pas signé ?", "fr", True),
        ("it's not signed?", "en", True),
        ("c'est signé ?", "fr", False),
        ("a-t-il signé ?", "fr", False),
        ("the sale is off, isn't it?", "en", False),
        ("the sale is not off, is it?", "en", True),
    ],
)
def test_a_negation_is_heard_in_its_own_language(text, language, negated):
    assert mill_index().reader.is_negated(read(text), language) is negated


def test_what_a_question_word_asks_for_is_told():
    assert read("quand ?").asks == {"when"}
    assert read("who and why?").asks == {"who", "why"}


@pytest.mark.parametrize("text", ["Panidor a-t-il racheté Brioche ?", "panidor a t il racheté brioche"])
def test_a_pronoun_hung_to_its_verb_says_nothing_beside_its_subject(text):
    """The two ways in which French asks for a yes or a no are one question."""
    assert read(text).core == read("Panidor a racheté Brioche ?").core
    assert len(read(text).tokens) == len(read("Panidor a racheté Brioche ?").tokens) + 2


@given(st.text(max_size=80))
def test_anything_can_be_read_and_no_word_is_lost(text):
    reading = read(text)
    covered = sum(mention.last - mention.first for mention in reading.mentions)
    assert len(reading.plain) + covered == len(reading.core)
    framing = {
        word for language in languages().values() for frame in language.frames for word in frame.split()
    }
    framing |= mill_index().reader.joining | mill_index().reader.pronouns
    lost = Counter(token.text for token in reading.tokens) - Counter(reading.core)
    assert set(lost) <= framing, (
        "none but what stands around a question, joins it to a talk or says a name again"
    )
    assert len(reading.marked) >= len(reading.plain) + len(reading.mentions) + len(set(reading.entities))
    assert is_polar(text) in {True, False}


def test_what_people_say_around_a_question_is_left_out_of_its_core():
    assert read("Bonjour, pouvez-vous me dire qui possède Panidor ?").core == ("qui", "possede", "panidor")
    assert read("according to the article, who owns Panidor").marked[:3] == ("who", "owns", "§:company")


def test_a_text_that_is_hardly_more_than_its_frame_stays_whole():
    assert read("bonjour").core == ("bonjour",)
    assert read("merci svp").core == ("merci", "svp")


def test_a_single_telling_word_is_left_of_a_frame():
    assert read("chronologie svp").core == ("chronologie",)


def test_a_question_asks_with_its_first_question_word_and_those_joined_to_it():
    assert read("what did the mill want when it was sold?").asks == frozenset()
    assert read("when was the mill sold?").asks == {"when"}
    assert read("who owns the mill and when was it sold?").asks == {"who", "when"}
    assert read("quelle est la date de la vente ?").asks == {"when"}


def test_where_the_question_word_stands():
    assert mill_index().reader.question_word("Je cherche depuis hier qui possède le moulin") == 23
    assert mill_index().reader.question_word("le moulin est vendu") is None


def test_a_part_that_goes_on_is_told_from_one_that_starts():
    assert mill_index().reader.goes_on("et auprès de qui ?")
    assert not mill_index().reader.goes_on("auprès de qui ?")


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("is only the sale closed?", {"only"}),
        ("Brioche ne vend-elle que la moitié ?", {"moitie", "ne que"}),
        ("n'y a-t-il qu'Épi d'Or ?", {"n qu"}),
        ("la mairie n'a pas dit que Brioche vend ?", set()),
        ("la mairie n'a pas dit que Brioche vend, Panidor n'a-t-il que 3 fours ?", {"n que"}),
        ("que vend Brioche ?", set()),
        ("was the mill founded after Panidor?", {"after"}),
        ("what comes after the sale of Panidor?", set()),
    ],
)
def test_words_that_narrow_a_question_are_told_the_pair_of_them_too(text, limits):
    assert read(text).limits == limits


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("was it founded before 2019?", "before"),
        ("le moulin existait-il après 2019 ?", "after"),
        ("founded since 2019?", None),
        ("between 2018 and after 2019?", None),
        ("in 2019?", None),
    ],
)
def test_before_or_after_a_year_is_told_where_one_year_is_named(text, relative):
    assert read(text).relative == relative


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("was there more flour in 2018 than in 2019?", True),
        ("y avait-il plus de farine en 2018 qu'en 2019 ?", True),
        ("est-ce qu'en 2018 et 2019 il y avait de la farine ?", False),
        ("was there more flour than in 2019?", False),
    ],
)
def test_years_are_held_against_each_other_by_a_word_before_the_last(text, compared):
    assert read(text).compared is compared


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("la mairie a donné 15 millions en 2019 pour 3 moulins", Amount("15", 6, ("15", "millions"))),
        ("7,8 millions ?", Amount("7.8", 6, ("7", "8", "millions"))),
        ("is it 1,312.5 million?", Amount("1312.5", 6, ("1", "312", "5", "million"))),
    ],
)
def test_an_amount_is_a_number_before_a_word_for_one(text, amount):
    assert read(text).amounts == (amount,)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("plus de 30 % ?", [("more", "30")]),
        ("no more than 30%?", [("at_most", "30")]),
        ("more than 30%?", [("more", "30")]),
        ("au moins 30 ou moins de 20 ?", [("at_least", "30"), ("less", "20")]),
        ("plus de farine en 2018 ?", []),
        ("avant plus de 2018 ?", []),
        ("more than Panidor?", []),
    ],
)
def test_a_figure_may_be_one_that_something_is_beyond(text, sides):
    assert [(one.side, one.digits) for one in read(text).beyond] == sides


def test_what_a_figure_is_beyond_narrows_nothing():
    assert "below" not in read("does Panidor hold below 30%?").limits
    assert "below" in read("is it below par?").limits


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("isn't it profitable?", ("is", "it", "profitable")),
        ("Didn't Panidor buy the mill?", ("did", "panidor", "buy", "the", "mill")),
        ("doesnt it pay?", ("does", "it", "pay")),
        ("it isn't profitable?", ("it", "is", "not", "profitable")),
    ],
)
def test_a_denial_that_expects_a_yes_is_no_part_of_what_is_asked(text, core):
    assert read(text).core == core


@pytest.mark.parametrize("text", ["que répond Panidor à ceux qui l'accusent ?", "what about those who left?"])
def test_a_clause_about_somebody_asks_for_nobody(text):
    assert "who" not in read(text).asks


@pytest.mark.parametrize("text", ["qui accuse Panidor ?", "c'est qui ?", "who left?"])
def test_a_question_word_of_its_own_asks(text):
    assert "who" in read(text).asks


def test_a_cause_in_another_question_is_no_why():
    reader = mill_index().reader
    assert not reader.asks_first(read("which mill causes most delays?").marked, "why")
    assert reader.asks_first(read("why is the mill late?").marked, "why")


def test_a_name_written_without_a_capital_is_a_common_noun():
    by_noun, by_name = read("la mairie a payé ?"), read("Panidor a payé ?")
    assert by_noun.scenery == {"town-hall"}
    assert by_name.scenery == frozenset()


@pytest.mark.parametrize(
    ("said", "signed"),
    [("who has 22 percent?", "who has 22 %?"), ("qui a 22,5 pour cent ?", "qui a 22,5 % ?")],
)
def test_percent_in_words_reads_as_its_sign_does(said, signed):
    assert (read(said).words, read(said).percents) == (read(signed).words, read(signed).percents)
    assert read("what percent does it have?").percents == ()


def test_figures_are_what_is_neither_a_year_nor_a_percentage():
    reading = read("41 % of 1200 tonnes in 2019, and 3 mills")
    assert reading.figures == ("1200", "3")


@pytest.mark.parametrize(
    ("text", "percents", "figures"),
    [
        ("41,5 % ou 25.75 % ?", ("41.5", "25.75"), ()),
        ("1,312 or 640 000 or 12\u202f500\u202f000?", (), ("1312", "640000", "12500000")),
        ("in 2019, 100 people", (), ("100",)),
        ("3, 4 or 5?", (), ("3", "4", "5")),
        ("41,50 % ou 044 % ou 25.0% ?", ("41.5", "44", "25"), ()),
        ("٤٤ % ou ４４% ?", ("44", "44"), ()),
        ("0 % ou 0,5 % ?", ("0", "0.5"), ()),
    ],
)
def test_a_number_is_read_whole(text, percents, figures):
    reading = read(text)
    assert (reading.percents, reading.figures) == (percents, figures)


@pytest.mark.parametrize(
    ("text", "polar"),
    [
        ("Que s'est-il passé en 2019 ?", False),
        ("Qu'a vendu Panidor ?", False),
        ("Que fait le syndicat ?", False),
        ("Panidor dit-il qu'il vend ?", True),
        ("Est-ce que Panidor vend ?", True),
    ],
)
def test_que_asks_for_something_at_the_start_of_a_question_alone(text, polar):
    assert mill_index().reader.is_polar(read(text)) is polar


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("la grève de mars ?", set()),
        ("la grève en mars ?", {"mars"}),
        ("what happened on 8 February?", {"february"}),
        ("what may they march for?", set()),
        ("did it start in may?", {"may"}),
        ("May Panidor buy it?", set()),
    ],
)
def test_months_are_read_where_something_says_that_they_are_months(text, months):
    assert read(text).months == months


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑", "–"])
def test_a_pronoun_is_hung_to_its_verb_by_any_hyphen(hyphen):
    assert "elle" not in read(f"Brioche vend{hyphen}elle le moulin ?").core


@pytest.mark.parametrize(
    ("text", "supposes"),
    [
        ("et si Panidor vend ?", True),
        ("si jamais ça rate ?", True),
        ("et s'ils refusent ?", True),
        ("what if it fails?", True),
        ("and if Brioche sells?", True),
        ("if it fails, does Brioche stay?", False),
        ("si je ne me trompe pas Panidor a acheté le moulin ?", False),
        ("s'il te plaît, Panidor a acheté le moulin ?", False),
        ("Panidor vend si ça rate ?", False),
        ("", False),
    ],
)
def test_what_is_but_supposed_wants_neither_yes_nor_no(text, supposes):
    assert mill_index().reader.supposes(read(text)) is supposes
    if supposes:
        assert not is_polar(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [("44 % ?", True), ("200 millions ?", True), ("2010 ?", True), ("plus de 44 % ?", False), ("?", False)],
)
def test_a_figure_may_be_all_that_is_said(text, bare):
    assert mill_index().reader.only_figures(read(text)) is bare


@pytest.mark.parametrize("mark", ["?", "？", "؟"])
def test_any_question_mark_asks(mark):
    assert is_polar(f"Panidor a acheté le moulin {mark}")
    assert not is_polar("Panidor a acheté le moulin")


@pytest.mark.parametrize(
    ("text", "weighed"),
    [
        ("Épi d'Or et Brioche ont plus que Panidor ?", "2 than 1"),
        ("does Panidor have more than Épi d'Or and Brioche?", "1 than 2"),
        ("Panidor a-t-il plus de parts que Brioche ?", "1 than 1"),
        ("Panidor détient-il moins de Moulin Blanc que Brioche ?", "1 than 1"),
        ("plus que Panidor ?", None),
        ("est-ce que Panidor achète Brioche ?", None),
    ],
)
def test_how_many_are_held_against_how_many(text, weighed):
    assert read(text).weighed == weighed


def test_no_name_is_guessed_behind_which():
    """« Quelle brioche ? » asks which one there is, and « la Maison Brioche » mistyped is another matter."""
    guessed, asked = read("la maison brioce a combien ?"), read("quelle maison brioce a vendu ?")
    assert guessed.entities == ("brioche",)
    assert asked.entities == ()
