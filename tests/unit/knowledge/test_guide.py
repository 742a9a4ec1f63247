"""The author's guide tells no lies: its examples are read as they stand."""

import re
from pathlib import Path

import pytest

from bot.knowledge.library import shipped_folder
from bot.knowledge.schema import OPERATIONS
from bot.knowledge.yaml_source import parse

GUIDE = (shipped_folder() / "README.md").read_text(encoding="utf-8")
EXAMPLES = [
    block
    for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    if ":\n" in block or ": " in block[40:]
]


def test_the_guide_has_examples():
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n", 1)[0][:40])
def test_every_example_is_yaml(example):
    assert parse(example.encode(), Path("example.yaml"))[1] == []


def test_the_plain_faq_of_the_guide_loads_as_it_stands(load):
    faq = next(example for example in EXAMPLES if "Opening hours" in example)
    main, questions = faq.split("# questions.yaml\n")
    dossier = load({"dossier.yaml": main, "questions.yaml": questions}, base=False)
    assert list(dossier.intents) == ["when-open"]


def test_the_facts_of_the_guide_load_as_they_stand(load):
    facts = next(example for example in EXAMPLES if example.startswith("stake-orange"))
    names = re.findall(r"^([\w-]+):$", facts, re.MULTILINE)
    files = {
        "dossier.yaml": "languages: [fr, en]\ntitle: Cloudwatt\nsubject: cloudwatt\nsource: {paragraphs: 7}\n",
        "entities.yaml": "".join(
            f"{name}: {{kind: company, name: {name.title()}}}\n"
            for name in ("orange", "cloudwatt", "state", "sovereign-cloud-plan", "les-echos")
        ),
        "facts.yaml": facts,
        "questions.yaml": f"all: {{ask: {{fr: [quoi], en: [what]}}, facts: [{', '.join(names)}], answer: "
        f"{{fr: '{{birth.Text}}.', en: '{{birth.Text}}.'}}}}\n",
    }
    dossier = load(files, base=False)
    assert list(dossier.facts) == names
    assert dossier.facts["birth"].subject == "cloudwatt"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_is_named_in_the_guide(operation):
    assert f"`{operation}`" in GUIDE
