"""What a dossier is refused for: each case has ``¶`` where the problem must point, and words of its cure."""

import pytest

from bot.errors import KnowledgeError

ASK = "ask: {fr: [quoi], en: [what]}"
FACT = "relation: bakes, paragraph: 1, text: x, event: y"

SHAPES = {
    "an unknown key": (
        "facts.yaml",
        "a: {subject: ann, ¶relatoin: x, relation: x, text: y}\n",
        "did you mean “relation”?",
    ),
    "a missing key": ("entities.yaml", "mill: ¶{name: Mill}\n", "“kind” is missing: add it"),
    "a key without value": ("entities.yaml", "mill:\n  kind: company\n  ¶name:\n", "leave the key out"),
    "an empty text": ("entities.yaml", 'mill: {kind: company, name: ¶""}\n', "leave the key out"),
    "a key indented too far": (
        "questions.yaml",
        "q:\n  ask:\n    fr: [a]\n    en: [b]\n    ¶answer: x\n  facts: [stake-ann]\n",
        "“answer” is indented too far: move it left",
    ),
    "two paragraphs": (
        "facts.yaml",
        "a: {subject: ann, text: x, paragraph: ¶[1, 2]}\n",
        "write one number, that of",
    ),
    "languages outside brackets": (
        "dossier.yaml",
        "languages: ¶fr, en\ntitle: x\n",
        "write “languages: [fr, en]”",
    ),
    "misspelt languages": ("dossier.yaml", "title: x\n¶langages: [fr, en]\n", "did you mean “languages”?"),
    "a count in words": (
        "dossier.yaml",
        "languages: [fr, en]\ntitle: x\nsource: {paragraphs: ¶five}\n",
        "write how many there are, in digits: 7",
    ),
    "a missing translation": ("entities.yaml", "mill: {kind: company, name: ¶{fr: Moulin}}\n", "add “en: …”"),
    "a foreign language": (
        "entities.yaml",
        "mill: {kind: x, name: {fr: a, en: b, ¶de: c}}\n",
        "no language of this dossier",
    ),
    "a comma outside quotes": (
        "questions.yaml",
        "q: {ask: {fr: [a], en: [b]}, answer: {fr: oui, ¶non merci, en: yes}}\n",
        "comma",
    ),
    "a hole outside quotes": ("questions.yaml", f"q:\n  {ASK}\n  answer: {{¶stake}}\n", "in quotes"),
    "phrasings without language": ("questions.yaml", "q: {ask: ¶[quoi], answer: x}\n", "{fr: …, en: …}"),
    "no phrasing": ("questions.yaml", "q: {ask: {fr: ¶[], en: [b]}, answer: x}\n", "at least 1"),
    "an unknown status": (
        "facts.yaml",
        "a: {subject: ann, relation: x, status: ¶statd, text: y}\n",
        "“stated”",
    ),
    "a date that is none": (
        "facts.yaml",
        "a: {subject: ann, relation: x, when: ¶2012-13, text: y}\n",
        "2012, 2014-03",
    ),
    "a decimal comma": (
        "facts.yaml",
        "a: {subject: a, relation: x, value: {number: ¶'2,5'}, text: y}\n",
        "2.5",
    ),
    "a decimal comma among braces": (
        "facts.yaml",
        "a: {subject: ann, relation: x, value: {number: 85,¶5, unit: percent}, text: y}\n",
        "write 85.5",
    ),
    "a figure that only looks like a decimal": (
        "facts.yaml",
        "a: {subject: ann, relation: x, value: {form: few,¶5, unit: percent}, text: y}\n",
        "the key “5” is not known here",
    ),
    "a decimal comma in a text": (
        "entities.yaml",
        "mill: {kind: x, name: {fr: 85,¶5, en: b}}\n",
        "must stand in quotes",
    ),
    "a comment in the place of an item": (
        "questions.yaml",
        "q:\n  ask:\n    fr:\n      -¶ #1 quoi\n      - b\n    en: [c]\n  answer: x\n",
        "starts with # must stand in quotes",
    ),
    "words required in one language alone": (
        "questions.yaml",
        f"q: {{{ASK}, requires: ¶{{fr: [[quoi]]}}, answer: y}}\n",
        "add “en: …”",
    ),
    "a list for a text": ("facts.yaml", "a: {subject: ¶[ann], relation: x, text: y}\n", "write a name"),
    "a text for a mapping": ("facts.yaml", "a: ¶x\n", "write keys with values"),
    "a space in a name": (
        "facts.yaml",
        "¶my fact: {subject: ann, relation: x, text: y}\n",
        "letters, digits",
    ),
    "an operation that there is not": (
        "questions.yaml",
        f"q: {{{ASK}, compute: {{x: ¶summ}}, answer: y}}\n",
        "“sum”",
    ),
    "an address that is none": (
        "dossier.yaml",
        "languages: [fr, en]\ntitle: x\nsource: {url: ¶example.org}\n",
        "https://",
    ),
    "a language that the bot lacks": ("dossier.yaml", "languages: [fr, ¶xx]\ntitle: x\n", "it speaks en, fr"),
    "no language": ("dossier.yaml", "¶title: x\n", "languages: [en]"),
}


@pytest.mark.parametrize(("file", "content", "cure"), SHAPES.values(), ids=SHAPES)
def test_a_file_of_the_wrong_shape_is_refused(assert_problem, file, content, cure):
    assert_problem(file, content, cure)


ENTITIES = {
    "an article that the language lacks": ("mill: {kind: x, name: Mill, article: {fr: ¶der}}\n", "le, la"),
}

FACTS = {
    "a value that says nothing": (f"a: {{subject: ann, ¶value: {{unit: percent}}, {FACT}}}\n", "add one"),
    "a time that says nothing": (f"a: {{subject: ann, ¶when: {{inferred: no}}, {FACT}}}\n", "add one"),
    "a part of no date": (
        f"a: {{subject: ann, when: {{text: soon, part: ¶early}}, {FACT}}}\n",
        "add “date: …”",
    ),
    "a form with a foreign hole": (
        f'a: {{subject: ann, value: {{number: 3, form: ¶"{{number}} {{x}}"}}, {FACT}}}\n',
        "only {number}",
    ),
    "an unknown subject": (f"a: {{subject: ¶anne, {FACT}}}\n", "did you mean “ann”?"),
    "an unknown speaker": (
        f"a: {{subject: ann, said_by: [bob, ¶carl], {FACT}}}\n",
        "add it to entities.yaml",
    ),
    "an entity spelt otherwise": (f"a: {{subject: ¶mil, {FACT}}}\n", "did you mean “mill”?"),
    "a name in the place of an entity": (
        f"a: {{subject: ann, said_by: [¶Le Moulin, bob], {FACT}}}\n",
        "add it to entities.yaml",
    ),
    "the name of an entity": (
        f"a: {{subject: ¶Moulin, {FACT}}}\n",
        "did you mean “mill”, whose name that is?",
    ),
    "an alias of an entity": (
        f"a: {{subject: ann, said_by: [¶BOBBY], {FACT}}}\n",
        "did you mean “bob”, whose name that is?",
    ),
    "an entity of which a hole tells the name": (
        'a: {subject: ann, relation: b, paragraph: 1, event: y, text: ¶"{moulin.the} x"}\n',
        "did you mean “mill”, whose name that is?",
    ),
    "an outsider": (f"a: {{subject: ¶giant, {FACT}}}\n", "outsider"),
    "a paragraph out of range": (
        "a: {subject: ann, relation: x, paragraph: ¶4, text: y, event: z}\n",
        "has 3 paragraphs",
    ),
    "no paragraph": ("¶a: {subject: ann, relation: x, text: y, event: z}\n", "add “paragraph: N”"),
    "an inference without reason": (f"a: {{subject: ann, status: ¶inferred, {FACT}}}\n", "add “why: …”"),
    "an inferred date without reason": (
        f"a: {{subject: ann, when: {{date: 2012, inferred: ¶yes}}, {FACT}}}\n",
        "add “why: …”",
    ),
    "a number that its form leaves out": (
        f"a: {{subject: ann, value: {{number: 3, form: ¶few}}, {FACT}}}\n",
        "{number}",
    ),
    "a form without its number": (
        f'a: {{subject: ann, value: {{form: ¶"{{number}} €"}}, {FACT}}}\n',
        "add “number: …”",
    ),
    "a hole that nothing fills": (
        'a: {subject: ann, relation: b, paragraph: 1, event: y, text: ¶"{anna} x"}\n',
        "“ann”",
    ),
    "a form that does not exist": (
        'a: {subject: ann, relation: b, paragraph: 1, event: y, text: ¶"{ann.off} x"}\n',
        ".of",
    ),
    "a value that is not there": (
        'a: {subject: ann, relation: b, paragraph: 1, event: y, text: ¶"x {value}"}\n',
        "add “value: …”",
    ),
    "numbers that differ": (
        "a: {subject: ann, relation: b, paragraph: 1, event: y, text: {fr: 12 pains, en: ¶13 loaves}}\n",
        "write the same",
    ),
    "a fact that nothing reaches": (
        "¶a: {subject: ann, relation: b, paragraph: 1, text: y}\n",
        "name it under “facts:”",
    ),
    "a day that no calendar has": (
        "a: {subject: ann, relation: b, paragraph: 1, event: y, text: y, when: {date: ¶2024-02-30}}\n",
        "look at the calendar",
    ),
}


@pytest.mark.parametrize(("content", "cure"), FACTS.values(), ids=FACTS)
def test_a_fact_is_refused_with(assert_problem, base, content, cure):
    assert_problem("facts.yaml", content + base["facts.yaml"], cure)


def test_a_fact_of_nobody_is_refused_where_the_dossier_is_about_nobody(load, base):
    files = {
        "dossier.yaml": "languages: [fr, en]\ntitle: Breads\nsource: {paragraphs: 3}\n",
        "facts.yaml": f"a: {{{FACT}}}\n" + base["facts.yaml"],
    }
    with pytest.raises(KnowledgeError, match="“a” does not say of whom or what it is: add “subject: …”"):
        load(files)
    sound = {**files, "dossier.yaml": f"{files['dossier.yaml']}subject: mill\n"}
    assert load(sound).facts["a"].subject == "mill"


@pytest.mark.parametrize(("content", "cure"), ENTITIES.values(), ids=ENTITIES)
def test_an_entity_is_refused_with(assert_problem, base, content, cure):
    rest = "".join(
        line for line in base["entities.yaml"].splitlines(keepends=True) if not line.startswith("mill")
    )
    assert_problem("entities.yaml", content + rest, cure)


ANSWER = 'answer: {fr: "{a}", en: "{a}"}'

QUESTIONS = {
    "itself as a neighbour": (
        f"q: {{{ASK}, near: [¶q], facts: {{a: stake-ann}}, {ANSWER}}}\n",
        "name another one",
    ),
    "a fact named after no slot": (
        f'q: {{{ASK}, facts: {{a: ¶"stake-{{x}}"}}, {ANSWER}}}\n',
        "add it under “slots:”",
    ),
    "a slot named like an entity": (
        'q: {slots: {¶ann: [bob]}, ask: {fr: ["{ann}"], en: ["{ann}"]}, facts: [stake-ann], answer: x}\n',
        "another name",
    ),
    "a slot that may stay empty in an answer": (
        'q: {slots: {x: {entities: bob, optional: yes}}, ask: {fr: [a], en: [b]}, facts: [stake-ann], answer: ¶"{x}"}\n',
        "without it",
    ),
    "a fact that hangs on a slot that may stay empty": (
        'q: {slots: {x: {entities: bob, optional: yes}}, ask: {fr: [a], en: [b]}, facts: {a: ¶"stake-{x}"}, answer: x}\n',
        "take “optional” away",
    ),
    "an unknown fact": (f"q: {{{ASK}, facts: {{a: ¶stake-anne}}, {ANSWER}}}\n", "did you mean “stake-ann”?"),
    "a fact for want of which a slot fails": (
        f'q: {{slots: {{x: [ann, mill]}}, ask: {{fr: ["{{x}}"], en: ["{{x}}"]}}, facts: {{a: ¶"stake-{{x}}"}}, {ANSWER}}}\n',
        "from “stake-{x}”",
    ),
    "a slot that no entity fills": (
        'q: {slots: {¶x: {kind: castle}}, ask: {fr: ["{x}"], en: ["{x}"]}, facts: [stake-ann], answer: x}\n',
        "name a kind or relation",
    ),
    "a slot filled by a stranger": (
        'q: {slots: {¶x: [carl]}, ask: {fr: ["{x}"], en: ["{x}"]}, facts: [stake-ann], answer: x}\n',
        "add it to entities.yaml",
    ),
    "a phrasing with a hole that is no slot": (
        'q: {ask: {fr: [quoi], en: [what, ¶"who is {x}"]}, facts: [stake-ann], answer: x}\n',
        "add it under “slots:”",
    ),
    "a phrasing without words": (
        'q: {ask: {fr: [quoi, ¶"?!"], en: [what]}, facts: [stake-ann], answer: x}\n',
        "write words",
    ),
    "a single brace": (
        'q: {ask: {fr: [quoi], en: [¶"what }"]}, facts: [stake-ann], answer: x}\n',
        "{{ and }}",
    ),
    "a brace that nothing closes": (
        f'q: {{{ASK}, facts: [stake-ann], answer: ¶"{{ann.The."}}\n',
        "a } is missing after “{ann.The”",
    ),
    "a brace that nothing closes, behind a hole": (
        f'q: {{{ASK}, facts: [stake-ann], answer: ¶"{{stake-ann}} {{ "}}\n',
        "write {{ for a brace itself",
    ),
    "a hole in an answer": (
        f'q: {{{ASK}, facts: {{stake: stake-ann}}, answer: ¶"{{steak}}"}}\n',
        "did you mean “stake”?",
    ),
    "a part that no fact has": (f'q: {{{ASK}, facts: {{a: stake-ann}}, answer: ¶"{{a.size}}"}}\n', ".text"),
    "a part that this fact lacks": (
        f'q: {{{ASK}, facts: {{a: stake-ann}}, answer: ¶"{{a.when}}"}}\n',
        "add “when: …”",
    ),
    "the other way round of what is neither yes nor no": (
        f"q: {{{ASK}, ¶contrary: {{fr: [non], en: [not]}}, facts: {{a: stake-ann}}, {ANSWER}}}\n",
        "add “verdict: yes” or “verdict: no”",
    ),
    "a yes that hangs on what holds no share": (
        f"q: {{{ASK}, verdict: {{¶more: [ann, mill]}}, facts: {{a: stake-ann}}, {ANSWER}}}\n",
        "name one of ann, bob",
    ),
    "a yes that hangs on one alone": (
        f"q: {{{ASK}, verdict: {{more: ¶[ann]}}, facts: {{a: stake-ann}}, {ANSWER}}}\n",
        "at least 2",
    ),
    "a yes that hangs on a figure that is no share": (
        f"q: {{{ASK}, compute: {{top: {{largest: []}}}}, verdict: {{¶more: [top, ann]}}, {ANSWER}}}\n",
        "“top” holds no share",
    ),
    "an unknown neighbour": (
        f"q: {{{ASK}, near: [¶stake-off], facts: {{a: stake-ann}}, {ANSWER}}}\n",
        "“stake-of”",
    ),
    "an unknown relation in a claim": (
        f"q: {{{ASK}, claim: {{subject: ann, relation: ¶hold, object: mill}}}}\n",
        "did you mean “holds”?",
    ),
    "an unknown entity in a claim": (
        f"q: {{{ASK}, claim: {{subject: ¶carl, relation: holds, object: mill}}}}\n",
        "write one that is",
    ),
    "a computation with what holds no share": (
        f"q: {{{ASK}, compute: {{¶a: {{sum: [ann, mill]}}}}, {ANSWER}}}\n",
        "name one of ann, bob",
    ),
    "a difference of one": (f"q: {{{ASK}, compute: {{¶a: {{difference: [ann]}}}}, {ANSWER}}}\n", "[a, b]"),
    "a timeline without events": (
        f"q: {{{ASK}, facts: {{a: stake-ann}}, view: ¶timeline, {ANSWER}}}\n",
        "add “event: …”",
    ),
    "a figure named like an entity": (
        f"q: {{{ASK}, facts: {{¶ann: stake-ann}}, answer: x}}\n",
        "another name",
    ),
    "no reply": (f"¶q: {{{ASK}, facts: [stake-ann]}}\n", "add “answer: …”"),
    "an answer without fact": (f"q: {{{ASK}, answer: ¶x}}\n", "small_talk.yaml"),
    "numbers that differ": (
        f"q: {{{ASK}, facts: [stake-ann], answer: {{fr: 1 000, en: ¶1100}}}}\n",
        "write the same",
    ),
    "numbers that differ by a decimal mark alone": (
        f"q: {{{ASK}, facts: [stake-ann], answer: {{fr: '2,5 pains', en: ¶25 loaves}}}}\n",
        "2.5 in “fr”, 25 in “en”",
    ),
    "a phrasing that another question claims": (
        'q: {ask: {fr: [quoi], en: [¶"How much does ANN own"]}, facts: [stake-ann], answer: x}\n',
        "claimed by “stake-of”",
    ),
}


@pytest.mark.parametrize(("content", "cure"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_refused_with(assert_problem, base, content, cure):
    assert_problem("questions.yaml", base["questions.yaml"] + content, cure)


@pytest.mark.parametrize(
    ("french", "english"), [("2,5", "2.5"), ("1 000", "1,000"), ("1 234,5", "1,234.5"), ("0,125", "0.125")]
)
def test_a_number_may_be_written_as_each_language_writes_it(load, base, french, english):
    question = f"q: {{{ASK}, facts: [stake-ann], answer: {{fr: '{french}', en: '{english}'}}}}\n"
    assert load({"questions.yaml": base["questions.yaml"] + question}).intents["q"].text["fr"] == french


def test_a_slot_that_is_not_declared_is_told_of_once(assert_problem, base):
    """However often phrasings, title and answer name it."""
    asked = 'ask: {fr: [¶"{who} a", "{who.the} b"], en: ["{who} c", "d"]}'
    question = f'q: {{{asked}, title: "{{who}} ?", facts: [stake-ann], answer: "{{who.The}} x"}}\n'
    assert_problem("questions.yaml", base["questions.yaml"] + question, "“{who}”: add it under “slots:”")


def test_a_misspelt_fact_in_an_answer_is_what_is_told(assert_problem, base):
    """And not that the answer uses no fact: one was meant."""
    question = f'q: {{{ASK}, answer: {{fr: ¶"{{stake-an.Text}}.", en: "{{stake-an.Text}}."}}}}\n'
    told = "nothing fills “{stake-an.Text}”: did you mean “stake-ann”?"
    assert_problem("questions.yaml", base["questions.yaml"] + question, told, places=2)


def test_an_entity_that_is_spelt_in_another_language_is_found(problems, base):
    files = {
        "entities.yaml": base["entities.yaml"] + "kiosque: {kind: place, name: Petit kiosque}\n",
        "facts.yaml": f"a: {{subject: kiosk, {FACT}}}\n" + base["facts.yaml"],
    }
    assert [it.message for it in problems(files)] == ["“kiosk” is no entity: did you mean “kiosque”?"]


def test_a_name_that_stands_in_two_files_is_refused_at_the_second(assert_problem):
    assert_problem("small_talk.yaml", f"¶stake-of: {{{ASK}, answer: x}}\n", "rename one of them")


def test_a_figure_beside_a_refusal_is_refused(assert_problem):
    content = f'q: {{{ASK}, topic: {{fr: "le prix", en: "the price"}}, answer: {{fr: ¶"De 3 prix, rien.", en: "Nothing of 3 prices."}}}}\n'
    assert_problem("not_covered.yaml", content, "write it without", places=2)


def test_an_answer_in_the_place_of_a_silence_is_refused(assert_problem):
    """An entry may word its silence, and not answer without a source."""
    content = f'q: {{{ASK}, answer: {{fr: ¶"Dix.", en: "The article does not say."}}}}\n'
    assert_problem("not_covered.yaml", content, "“Dix.” reads as an answer")


def test_a_refusal_without_topic_is_refused(assert_problem):
    assert_problem("not_covered.yaml", f"¶q: {{{ASK}}}\n", "add “topic: …”")


MAIN = {
    "an unknown subject": ("subject: mill", "subject: ¶milk", "did you mean “mill”?"),
    "an unknown buyer": ("buyer: ann", "buyer: ¶carl", "add it to entities.yaml"),
    "shares that no fact gives": ("relation: holds", "relation: ¶hold", "did you mean “holds”?"),
}


@pytest.mark.parametrize(("sound", "broken", "cure"), MAIN.values(), ids=MAIN)
def test_a_dossier_is_refused_with(assert_problem, base, sound, broken, cure):
    assert_problem("dossier.yaml", base["dossier.yaml"].replace(sound, broken), cure)


@pytest.mark.parametrize("use", ["compute: {a: total}", "view: stakes"])
def test_a_computation_without_shares_is_refused(problems, base, use):
    files = {
        "dossier.yaml": "languages: [fr, en]\ntitle: x\nsource: {paragraphs: 3}\n",
        "questions.yaml": base["questions.yaml"] + f"q: {{{ASK}, {use}, facts: [stake-ann], answer: x}}\n",
    }
    found = problems(files)
    assert [(it.file.name, it.line) for it in found] == [("questions.yaml", 7)]
    assert "add “shares:" in found[0].message


def test_shares_over_the_whole_are_refused(problems, base):
    found = problems({"facts.yaml": base["facts.yaml"].replace("number: 40", "number: 41")})
    assert [(it.file.name, it.line) for it in found] == [("dossier.yaml", 4)]
    assert "101" in found[0].message


def test_all_problems_of_a_stage_are_told_at_once_in_file_order(problems):
    found = problems({"entities.yaml": "a: {kind: x}\nb: {name: y}\n", "facts.yaml": "c: 1\n"})
    assert [(it.file.name, it.line) for it in found] == [
        ("entities.yaml", 1),
        ("entities.yaml", 2),
        ("facts.yaml", 1),
    ]


def test_a_file_that_belongs_to_no_dossier_is_refused(problems):
    found = problems({"fact.yaml": "a: b\n"})
    assert [it.file.name for it in found] == ["fact.yaml"]
    assert "facts.yaml" in found[0].message


@pytest.mark.parametrize("place", ["question", "Questions", "questions/money"])
def test_a_folder_whose_questions_nobody_reads_is_refused(problems, place):
    (found,) = problems({f"{place}/more.yaml": "a: b\n"})
    assert found.file.parts[-len(place.split("/")) :] == tuple(place.split("/"))
    assert "did you mean “questions/”?" in found.message


def test_a_folder_without_yaml_may_stand_in_a_dossier(load):
    assert load({"pictures/note.txt": "x", ".git/config.yaml": "x"})


def test_the_ending_yml_is_refused_rather_than_passed_over(problems):
    assert "rename" in problems({"questions/more.yml": "a: b\n"})[0].message


def test_a_folder_without_dossier_file_says_so(problems):
    found = problems({"dossier.yaml": None, "questions.yaml": "a: b\n"}, base=False)
    assert [it.file.name for it in found] == ["dossier.yaml"]
