"""Loading a dossier: what the author's guide promises comes out as records."""

import pytest

from bot.knowledge.records import FactStatus, IntentKind, Value

FAQ = {
    "dossier.yaml": "languages: [en]\ntitle: Opening hours\n",
    "questions.yaml": """\
when-open:
  ask: ["when are you open?", "opening hours"]
  answer: "Monday to Friday, nine to five."
""",
}


def test_a_plain_faq_needs_no_facts_no_title_and_no_languages_in_its_texts(load):
    dossier = load(FAQ, base=False, name="hours")
    intent = dossier.intents["when-open"]
    assert dossier.id == "hours"
    assert (dossier.languages, dossier.title, dossier.about) == (
        ("en",),
        {"en": "Opening hours"},
        {"en": "Opening hours"},
    )
    assert intent.kind is IntentKind.ANSWER
    assert intent.title == {"en": "when are you open?"}
    assert intent.phrasings == {"en": ("when are you open?", "opening hours")}
    assert intent.text == {"en": "Monday to Friday, nine to five."}


def test_what_is_left_out_is_the_empty_text_in_every_language(load):
    dossier = load({})
    fact, intent = dossier.facts["stake-ann"], dossier.intents["stake-of"]
    empty = {"fr": "", "en": ""}
    assert [fact.event, fact.why, intent.more, intent.topic, dossier.entities["ann"].article] == [empty] * 5


def test_what_the_source_does_not_tell_is_none(load):
    source = load({}).source
    assert (source.publisher, source.title, source.url, source.date, source.author) == (None,) * 5


def test_a_name_that_is_the_same_in_all_languages_is_written_plain(load):
    assert load({}).entities["ann"].name == {"fr": "Ann", "en": "Ann"}


def test_aliases_may_be_missing_in_a_language(load):
    assert load({}).entities["bob"].aliases == {"fr": (), "en": ("Bobby",)}


def test_records_know_where_they_stand(load):
    place = load({}).facts["stake-bob"].place
    assert (place.file.name, place.line, place.column) == ("facts.yaml", 8, 1)


def test_a_number_without_a_form_reads_as_itself(load):
    assert load({}).facts["stake-ann"].value == Value("60", "percent", {"fr": "{number}", "en": "{number}"})


SHORT_VALUES = {
    "44": ("44", "{number}"),
    "2.5": ("2.5", "{number}"),
    "44 %": ("44", "{number}"),
    "'a great deal'": (None, "a great deal"),
    "12:30": (None, "12:30"),
}


@pytest.mark.parametrize(("typed", "expected"), SHORT_VALUES.items())
def test_a_value_may_be_written_short(load, base, typed, expected):
    fact = f"a: {{subject: ann, relation: bakes, value: {typed}, paragraph: 1, text: x, event: y}}\n"
    value = load({"facts.yaml": fact + base["facts.yaml"]}).facts["a"].value
    assert (value.number, value.form["fr"]) == expected


def test_a_time_may_be_written_short_or_with_all_it_has(load, base):
    facts = """\
short: {subject: ann, relation: opens, when: 2012, paragraph: 0, text: x, event: y}
long:
  subject: ann
  relation: closes
  when: {date: 2014-03, part: early, inferred: yes, text: {fr: "tôt", en: "early"}, why: {fr: "car", en: "since"}}
  paragraph: 0
  text: x
  event: y
"""
    dossier = load({"facts.yaml": facts + base["facts.yaml"]})
    short, long = dossier.facts["short"].when, dossier.facts["long"].when
    assert (short.date, short.part, short.inferred) == ("2012", None, False)
    assert (long.date, long.part, long.inferred) == ("2014-03", "early", True)
    assert (long.text, long.why) == ({"fr": "tôt", "en": "early"}, {"fr": "car", "en": "since"})


def test_a_fact_is_stated_by_the_article_unless_it_says_otherwise(load, base):
    facts = "a: {subject: ann, relation: bakes, status: reported, said_by: bob, paragraph: 2, text: x, event: y}\n"
    dossier = load({"facts.yaml": facts + base["facts.yaml"]})
    assert (dossier.facts["a"].status, dossier.facts["a"].said_by) == (FactStatus.REPORTED, ("bob",))
    assert (dossier.facts["stake-ann"].status, dossier.facts["stake-ann"].said_by) == (FactStatus.STATED, ())


SLOTS = {
    "the subjects of a relation": ("{relation: holds}", ("ann", "bob")),
    "the objects of a relation": ("{relation: holds, role: object}", ("mill",)),
    "a list, in the dossier's own order or not": ("[bob, ann]", ("bob", "ann")),
    "a kind, outsiders too, since no fact hangs on it": ("{kind: company}", ("mill", "giant")),
    "several kinds without some": ("{kind: [company, person], except: [giant, bob]}", ("mill", "ann")),
    "entities and a kind": ("{entities: [bob], kind: company}", ("mill", "bob", "giant")),
}


@pytest.mark.parametrize(("written", "fillers"), SLOTS.values(), ids=SLOTS)
def test_a_slot_is_filled_by(load, written, fillers):
    content = f"q:\n  slots: {{x: {written}}}\n  topic: {{fr: le prix, en: the price}}\n"
    content += '  ask: {fr: ["prix {x.of} ?"], en: ["price {x.of}?"]}\n'
    assert load({"not_covered.yaml": content}).intents["q"].slots["x"].fillers == fillers


def test_outsiders_do_not_fill_a_slot_on_which_a_fact_hangs(load, base):
    questions = base["questions.yaml"].replace("{relation: holds}", "{kind: [person, company], except: mill}")
    assert load({"questions.yaml": questions}).intents["stake-of"].slots["holder"].fillers == ("ann", "bob")


def test_facts_of_a_question_may_be_a_list_or_a_mapping(load, base):
    listed = (
        base["questions.yaml"]
        + """\
both:
  ask: {fr: ["les deux"], en: ["both"]}
  facts: [stake-ann, stake-bob]
  answer: {fr: "{stake-ann} et {stake-bob}", en: "{stake-ann} and {stake-bob}"}
"""
    )
    dossier = load({"questions.yaml": listed})
    assert dossier.intents["both"].facts == {"stake-ann": "stake-ann", "stake-bob": "stake-bob"}
    assert dossier.intents["stake-of"].facts == {"stake": "stake-{holder}"}


def test_required_and_forbidden_words_are_folded(load, base):
    questions = (
        base["questions.yaml"]
        + """\
  requires: {fr: [[Détient*, "PART"]], en: [own]}
  forbids: {fr: [Été]}
"""
    )
    intent = load({"questions.yaml": questions}).intents["stake-of"]
    assert intent.requires == {"fr": (frozenset({"detient*", "part"}),), "en": (frozenset({"own"}),)}
    assert intent.forbids == {"fr": frozenset({"ete"}), "en": frozenset()}


def test_claims_computations_and_views_are_read(load, base):
    questions = (
        base["questions.yaml"]
        + """\
does-hold:
  slots: {who: {kind: [person, company]}}
  ask: {fr: ["{who} détient-il le moulin ?"], en: ["does {who} own the mill?"]}
  claim: {subject: who, relation: holds, object: mill, exclusive: no}
sum:
  ask: {fr: ["la somme"], en: ["the sum"]}
  compute: {both: {sum: [ann, bob]}, all: total}
  answer: {fr: "{both} ou {all}", en: "{both} or {all}"}
  view: stakes
  verdict: yes
  years: 2013
"""
    )
    intents = load({"questions.yaml": questions}).intents
    claim, summed = intents["does-hold"].claim, intents["sum"]
    assert (claim.subject, claim.relation, claim.object, claim.exclusive) == ("who", "holds", "mill", False)
    assert [(it.name, it.operation, it.operands) for it in summed.compute] == [
        ("both", "sum", ("ann", "bob")),
        ("all", "total", ()),
    ]
    assert (summed.view, summed.verdict, summed.years) == ("stakes", "yes", frozenset({"2013"}))


def test_the_other_way_round_is_a_way_of_asking_too_and_stays_where_it_was_written(load, base):
    more = """\
open:
  ask: {fr: ["c'est ouvert ?"], en: ["is it open?", "has it opened?"]}
  contrary: {fr: ["c'est fermé ?"], en: ["is it closed?"]}
  facts: [stake-ann]
  answer: {fr: "{stake-ann}", en: "{stake-ann}"}
  verdict: yes
"""
    intent = load({"questions.yaml": base["questions.yaml"] + more}).intents["open"]
    assert intent.phrasings["en"] == ("is it open?", "has it opened?", "is it closed?")
    assert intent.contrary["fr"] == ("c'est fermé ?",)
    assert [intent.written_at("en", row) for row in range(3)] == [
        ("ask", "en", 0),
        ("ask", "en", 1),
        ("contrary", "en", 0),
    ]


def test_questions_may_be_split_in_as_many_files_as_one_likes(load, base):
    more = 'extra:\n  ask: {fr: ["encore"], en: ["more"]}\n  facts: [stake-ann]\n  answer: {fr: "{stake-ann}", en: "{stake-ann}"}\n'
    dossier = load(
        {"questions.yaml": None, "questions/a.yaml": base["questions.yaml"], "questions/b.yaml": more}
    )
    assert list(dossier.intents) == ["stake-of", "extra"]


def test_each_file_of_intents_makes_its_own_kind(load):
    files = {
        "not_covered.yaml": "price:\n  ask: {fr: [prix], en: [price]}\n  topic: {fr: le prix, en: the price}\n",
        "small_talk.yaml": "hello:\n  ask: {fr: [salut], en: [hello]}\n  answer: {fr: Salut, en: Hello}\n",
    }
    kinds = {name: intent.kind for name, intent in load(files).intents.items()}
    assert kinds == {
        "stake-of": IntentKind.ANSWER,
        "price": IntentKind.NOT_COVERED,
        "hello": IntentKind.SMALL_TALK,
    }


@pytest.mark.parametrize("name", ["CALL_CENTER", "what's_up", "faq/ask_name", "Où ça ?", "no", "123"])
def test_a_question_keeps_whatever_name_it_has(load, name):
    files = {**FAQ, "questions.yaml": FAQ["questions.yaml"].replace("when-open", f'"{name}"')}
    assert list(load(files, base=False).intents) == [name]


def test_doubled_braces_stand_for_themselves_and_are_no_slot(load):
    files = {**FAQ, "questions.yaml": 'q:\n  ask: ["what is {{name}}?"]\n  answer: "{{name}} is you."\n'}
    intent = load(files, base=False).intents["q"]
    assert (intent.phrasings["en"], intent.text["en"]) == (("what is {{name}}?",), "{{name}} is you.")


def test_the_version_changes_exactly_when_a_file_does(load, base):
    first = load({})
    assert load({}).version == first.version
    assert load({"facts.yaml": base["facts.yaml"] + "# a comment\n"}).version != first.version


def test_other_files_of_the_folder_are_let_be(load):
    assert load({"README.md": "notes", "picture.png": b"\x89PNG", ".draft.yaml": "{"}).intents


def test_a_fact_needs_a_relation_only_where_something_asks_for_it(load, base):
    facts = "a: {subject: ann, paragraph: 2, text: x, event: y}\n"
    assert load({"facts.yaml": facts + base["facts.yaml"]}).facts["a"].relation == ""
