"""A review tells what to look at again, and keeps quiet about a dossier that is well kept."""

import pytest

from bot.knowledge.languages import spoken
from bot.knowledge.review import FEW_PHRASINGS, review
from bot.knowledge.unwritten import unwritten_answer


@pytest.fixture
def messages(load, base):
    """What a review says of a dossier with one more question."""

    def look(question="", facts="", entities=""):
        many = {
            "fr": [f"combien détient {{holder}} {word} ?" for word in ["a", "b", "c", "d", "e"]],
            "en": [f"how much does {{holder}} own {word}?" for word in ["a", "b", "c", "d", "e"]],
        }
        sound = base["questions.yaml"]
        for language, first in (
            ("fr", '["combien détient {holder} ?"]'),
            ("en", '["how much does {holder} own?"]'),
        ):
            sound = sound.replace(first, str(many[language]))
        files = {
            "questions.yaml": sound + question,
            "facts.yaml": base["facts.yaml"] + facts,
            "entities.yaml": base["entities.yaml"] + entities,
        }
        return [problem.message for problem in review(load(files))]

    return look


ASK = "ask: {fr: [un, deux, trois, quatre, cinq], en: [one, two, three, four, five]}"


def test_nothing_is_said_of_a_dossier_that_is_well_kept(messages):
    assert messages() == []


def test_a_text_that_an_import_left_to_write_is_told(messages):
    found = messages(f'q: {{{ASK}, facts: [stake-ann], answer: {{fr: "TODO", en: "{{stake-ann}}"}}}}\n')
    assert len(found) == 1
    assert "still to be written" in found[0]


@pytest.mark.parametrize("language", spoken())
def test_the_sentence_that_an_import_puts_in_the_place_of_an_answer_is_told(messages, language):
    """Whatever language it is in."""
    found = messages(f'q: {{{ASK}, facts: [stake-ann], answer: "{unwritten_answer("a", language)}"}}\n')
    assert "its answer is still to be written: put it in the place of what stands" in found[0]


def test_what_is_told_of_points_at_the_text_itself(load, base):
    """An editor then opens the very line."""
    question = """\
q:
  ask:
    fr: [un, deux, trois, quatre, cinq]
    en:
      - one
      - two
      - three
      - four
      - five
  facts: [stake-ann]
  answer:
    fr: "{stake-ann}"
    en: TODO
  forbids: {en: [two]}
"""
    before = base["questions.yaml"].count("\n")
    found = review(load({"questions.yaml": base["questions.yaml"] + question}))
    places = {(problem.line - before, problem.column) for problem in found if "“q”" in problem.message}
    assert places == {(6, 9), (13, 9)}


SLIPS = {
    "curly quotes": ("“the mill”", "straight"),
    "curly quotes around a comma": ("“say, who?”", "a comma ends an item of a list in brackets"),
    "quotes of another language": ("« le moulin »", "straight"),
    "a dash without its space": ("-combien", "a space after its dash"),
}


@pytest.mark.parametrize(("typed", "cure"), SLIPS.values(), ids=SLIPS)
def test_what_yaml_reads_as_something_else_is_told(messages, typed, cure):
    asked = f"ask: {{fr: [un, deux, trois, quatre, cinq], en: [one, two, three, four, {typed}]}}"
    found = messages(f'q: {{{asked}, facts: [stake-ann], answer: "{{stake-ann}}"}}\n')
    assert len(found) == 1
    assert cure in found[0]


@pytest.mark.parametrize(
    "typed", ['"“the mill”"', "“a” and “b”", "-5 degrees", '"-combien"', "well-known", "« a » ou b"]
)
def test_what_was_meant_as_it_is_typed_is_left_alone(messages, typed):
    asked = f"ask: {{fr: [un, deux, trois, quatre, cinq], en: [one, two, three, four, {typed}]}}"
    assert messages(f'q: {{{asked}, facts: [stake-ann], answer: "{{stake-ann}}"}}\n') == []


def test_one_way_of_asking_is_one(messages):
    found = messages('q: {ask: {fr: [un], en: [one, two]}, facts: [stake-ann], answer: "{stake-ann}"}\n')
    assert [message.partition(": ")[2] for message in found] == [
        f"only 1 way of asking: write at least {FEW_PHRASINGS}",
        f"only 2 ways of asking: write at least {FEW_PHRASINGS}",
    ]


def test_a_number_typed_in_an_answer_is_told(messages):
    found = messages(
        f'q: {{{ASK}, facts: [stake-ann], answer: {{fr: "il a 60 parts", en: "he has 60 shares"}}}}\n'
    )
    assert len(found) == 1
    assert "take it from a fact" in found[0]


def test_a_translation_that_repeats_the_original_is_told(messages):
    found = messages(f'q: {{{ASK}, facts: [stake-ann], answer: "the whole of the mill"}}\n')
    assert len(found) == 1
    assert "translate it" in found[0]


def test_a_short_text_may_be_the_same_in_all_languages(messages):
    assert messages(f'q: {{{ASK}, facts: [stake-ann], answer: "{{stake-ann}}"}}\n') == []


def test_a_phrasing_that_its_own_question_refuses_is_told(messages):
    question = f"""\
q:
  {ASK}
  facts: [stake-ann]
  answer: {{fr: "{{stake-ann}} oui", en: "{{stake-ann}} yes"}}
  requires: {{fr: [[un, deux, tro*, quatre]], en: [[one, two, three, four, five]]}}
  forbids: {{en: [two]}}
"""
    found = messages(question)
    assert len(found) == 2
    assert "“cinq” has none of the words" in found[0]
    assert "“two” that “forbids” rules out" in found[1]


def test_a_slot_that_no_phrasing_names_is_told(messages):
    found = messages(f'q: {{{ASK}, slots: {{who: [ann]}}, facts: [stake-ann], answer: "{{stake-ann}}"}}\n')
    assert found
    assert all("no phrasing names the slot “who”" in message for message in found)


def test_few_ways_of_asking_are_told(messages):
    found = messages(
        'q: {ask: {fr: [un, deux], en: [one, two]}, facts: [stake-ann], answer: "{stake-ann}"}\n'
    )
    assert len(found) == 2
    assert all(str(FEW_PHRASINGS) in message for message in found)


def test_a_phrasing_that_stands_twice_is_told(messages):
    question = 'q: {ask: {fr: [un, deux, trois, quatre, cinq, "Deux ?"], en: [a, b, c, d, e]}, facts: [stake-ann], answer: "{stake-ann}"}\n'
    found = messages(question)
    assert len(found) == 1
    assert "“Deux ?” stands 2 times" in found[0]


def test_a_name_shared_by_two_entities_is_told(messages):
    found = messages(entities="eve: {kind: person, name: Eve, aliases: {fr: [ANN]}}\n")
    assert len(found) == 1
    assert "“ann” names “ann” in “fr”, too" in found[0]


def test_a_fact_whose_text_gives_another_year_than_its_date_is_told(messages):
    dated = "a: {{subject: ann, relation: b, paragraph: 1, event: y, when: {{date: 1932}}, text: {{fr: né en {}, en: born in {}}}}}\n"
    found = messages(facts=dated.format(1923, 1923))
    assert [message for message in found if "it says 1923 and is dated 1932" in message]
    assert not [message for message in messages(facts=dated.format(1932, 1932)) if "dated" in message]


def test_years_of_any_century_are_held_against_the_date(messages):
    """And no other number of four digits is."""
    fact = "a: {{subject: ann, relation: b, paragraph: 1, event: y, when: {}, text: {{fr: ouvert en {}, en: opened in {}}}}}\n"
    found = messages(facts=fact.format(1891, 1892, 1892))
    assert [message for message in found if "it says 1892 and is dated 1891" in message]
    assert not [message for message in messages(facts=fact.format(2012, 1500, 1500)) if "dated" in message]


CLAUSE = "a: {{subject: ann, relation: b, paragraph: 1, event: y, text: {{fr: {}, en: {}}}}}\n"


@pytest.mark.parametrize(
    ("fr", "en", "told"),
    [
        ("elle pétrit.", "she kneads", ["its text ends with a full stop"]),
        ("elle pétrit", "She kneads", ["its text starts with a capital: write “she”"]),
        ("L'été fut sec", "summer was dry", ["its text starts with a capital: write “l”"]),
        ("elle vend à Pain S.A.", "she sells to Bread Inc.", []),
        ("Le Monde en parle", "The Guardian tells of it", []),
        ("Zoé pétrit…", "Zoe kneads etc.", []),
        ('"{ann.The} pétrit"', '"{ann.The} kneads"', []),
    ],
)
def test_a_fact_whose_text_is_no_clause_is_told(messages, fr, en, told):
    """The bot puts it into sentences; a name at its start is no error."""
    found = [message for message in messages(facts=CLAUSE.format(fr, en)) if "its text" in message]
    assert [part in message for part, message in zip(told, found, strict=True)] == [True] * len(told)


def test_languages_that_tell_of_different_facts_are_told(messages):
    question = (
        f'q: {{{ASK}, facts: [stake-ann, stake-bob], answer: {{fr: "{{stake-ann}}", en: "{{stake-bob}}"}}}}\n'
    )
    (found,) = messages(question)
    assert "its answer tells of stake-ann in “fr” alone" in found


def test_a_share_without_its_unit_is_told(load, base):
    """A reply would say “holds 60 of the mill”."""
    bare = base["facts.yaml"].replace("{number: 60, unit: percent}", "{number: 60}")
    found = [problem.message for problem in review(load({"facts.yaml": bare}))]
    assert "“stake-ann”: a share is a percentage: write “60 %”, or add “unit: percent”" in found


@pytest.mark.parametrize(
    ("value", "is_told"),
    [
        ("2019", True),
        ("{number: 2019}", True),
        ("{number: 2019, unit: year}", False),
        ('{number: 2019, form: {fr: "{number} pains", en: "{number} loaves"}}', False),
        ("20190", False),
        ("2019.5", False),
    ],
)
def test_a_year_told_as_an_amount_is_told_of(load, base, value, is_told):
    """A reply would say “since 2,019”."""
    fact = f'known:\n  value: {value}\n  paragraph: 1\n  text: {{fr: "su depuis {{value}}", en: "known since {{value}}"}}\n'
    question = f'q: {{{ASK}, facts: [known], answer: {{fr: "{{known.Text}}.", en: "{{known.Text}}."}}}}\n'
    files = {"facts.yaml": base["facts.yaml"] + fact, "questions.yaml": base["questions.yaml"] + question}
    found = [problem.message for problem in review(load(files)) if "looks like a year" in problem.message]
    assert bool(found) is is_told


@pytest.fixture
def faq(load):
    """What a review says of a plain list with one question."""

    def look(answer, languages="[fr, en]", ask="{fr: [quand], en: [when]}", more=""):
        files = {
            "dossier.yaml": f"languages: {languages}\ntitle: A\n",
            "questions.yaml": f"q:\n  ask: {ask}\n  answer: {answer}\n{more}",
        }
        return [(it.line, it.message) for it in review(load(files, base=False))]

    return look


def test_figures_that_differ_in_a_plain_list_are_told_and_not_refused(faq):
    """No fact could hold them, and a floor is often a figure in one language alone."""
    ((line, message),) = faq('\n    fr: "1er étage, deux salles"\n    en: "First floor, 2 rooms"')
    assert line == 5
    assert "1 in “fr”, 2 in “en”: write the same" in message


@pytest.mark.parametrize("key", ["title", "more"])
def test_so_are_those_of_all_that_readers_see(faq, key):
    """A text of one sort is not read less closely than another."""
    ((line, message),) = faq(
        "{fr: Oui, en: So it is}", more=f"  {key}: {{fr: avant 16 h, en: before 5 pm}}\n"
    )
    assert line == 4
    assert f"its {key} may say something else in “en”" in message


def test_a_title_that_is_taken_from_the_phrasings_is_no_text_of_its_own(faq):
    assert faq("{fr: Oui, en: So it is}", ask='{fr: ["2 salles ?"], en: ["two rooms?"]}') == []


def test_the_figures_of_a_note_are_told_where_it_stands(load):
    main = "languages: [fr, en]\ntitle: A\nsource: {language: fr, paragraphs: 3}\nnotes:\n"
    note = "  slip: {paragraph: 1, text: {fr: il y en a 3, en: there are 4}}\n"
    questions = "q:\n  ask: {fr: [quand], en: [when]}\n  answer: {fr: Oui, en: So it is}\n"
    (found,) = review(load({"dossier.yaml": main + note, "questions.yaml": questions}, base=False))
    assert (found.file.name, found.line) == ("dossier.yaml", 5)
    assert "“slip”: its text may say something else in “en”" in found.message


def test_a_time_of_day_is_the_same_in_both_ways_of_telling_it(faq):
    assert faq('{fr: "Mercredi à 16 h.", en: "On Wednesday at 4 pm."}') == []


@pytest.mark.parametrize(
    ("answer", "cure"),
    [
        ("Ask @everyone.", "its answer calls @everyone"),
        ("Ask @here!", "its answer calls @here"),
        ("<p>Click <b>here</b></p>", "has HTML in it (<p>)"),
        ("one<br/>two", "has HTML in it (<br/>)"),
        ("<code>dossier</code>", "has HTML in it (</code>)"),
        ("<table><tr>", "has HTML in it (<table>)"),
        ("<u>now</u>", "has HTML in it (<u>)"),
        ("a<!-- b -->", "has HTML in it (<!--)"),
        ("a&nbsp;b", "has HTML in it (&nbsp;)"),
        ("caf&#233;", "write the sign that it stands for"),
        ("word " * 401, "2004 characters"),
        ("👍" * 1001, "2002 characters"),
    ],
)
def test_what_discord_would_not_show_as_written_is_told(faq, answer, cure):
    ((line, message),) = faq(f'"{answer}"', languages="[en]", ask="[when]")
    assert line == 3
    assert cure in message


@pytest.mark.parametrize(
    "answer",
    [
        "<https://example.org>, <@123>, <#45>, <:smile:6>, <t:1618953630:R>",
        "a < b, c > d",
        "!join <code>",
        "R&D; M&Ms; AT&T",
        "me@here.org",
        "w " * 1000,
    ],
)
def test_what_discord_shows_is_left_alone(faq, answer):
    assert faq(f'"{answer.strip()}"', languages="[en]", ask="[when]") == []


def test_a_text_that_stands_for_all_languages_is_told_of_once(faq):
    ((line, message),) = faq('"<p>one</p>"')
    assert line == 3
    assert "has HTML in it" in message
