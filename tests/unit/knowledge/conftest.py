"""Dossiers of a few lines, written where a test wants them."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.importers import import_faq
from bot.knowledge.languages import load_languages
from bot.knowledge.loader import load_dossier

MARK = "¶"
"""Stands in a broken file right before the character that the problem must point at."""

BASE = {
    "dossier.yaml": """\
languages: [fr, en]
title: {fr: "Pains", en: "Breads"}
subject: mill
shares: {relation: holds, object: mill, buyer: ann}
source: {language: fr, paragraphs: 3}
""",
    "entities.yaml": """\
mill: {kind: company, name: {fr: "Moulin", en: "Mill"}, article: {fr: le, en: the}}
ann: {kind: person, name: Ann, gender: f}
bob: {kind: person, name: Bob, aliases: {en: [Bobby]}}
giant: {kind: company, name: Giant, outsider: yes}
""",
    "facts.yaml": """\
stake-ann:
  subject: ann
  relation: holds
  object: mill
  value: {number: 60, unit: percent}
  paragraph: 1
  text: {fr: "{ann} détient {value} {mill.of}", en: "{ann} holds {value} {mill.of}"}
stake-bob:
  subject: bob
  relation: holds
  object: mill
  value: {number: 40, unit: percent}
  paragraph: 1
  text: {fr: "{bob} détient {value} {mill.of}", en: "{bob} holds {value} {mill.of}"}
""",
    "questions.yaml": """\
stake-of:
  title: {fr: "Combien détient {holder} ?", en: "How much does {holder} own?"}
  slots: {holder: {relation: holds}}
  ask: {fr: ["combien détient {holder} ?"], en: ["how much does {holder} own?"]}
  facts: {stake: "stake-{holder}"}
  answer: {fr: "{holder.The} détient {stake}.", en: "{holder.The} holds {stake}."}
""",
}
"""A small dossier with which nothing is wrong."""


@pytest.fixture(scope="session")
def languages():
    return load_languages()


@pytest.fixture(scope="session")
def base():
    """The files of the small sound dossier: name → content."""
    return BASE


@pytest.fixture
def write(tmp_path):
    """Write files into a dossier's folder, over the small sound one unless ``base`` is False."""

    def write_files(files, *, base=True, name="bread"):
        folder = tmp_path / name
        for file, content in ({**BASE, **files} if base else files).items():
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                place.write_bytes(content)
            elif content is not None:
                place.write_text(content, encoding="utf-8")
        return folder

    return write_files


@pytest.fixture
def load(write, languages):
    """Write files and load the dossier."""
    return lambda files, **options: load_dossier(write(files, **options), languages)


@pytest.fixture
def problems(load):
    """Write files, load, and give the problems of the refusal."""

    def refused(files, **options):
        with pytest.raises(KnowledgeError) as caught:
            load(files, **options)
        return caught.value.problems

    return refused


@pytest.fixture
def assert_problem(problems):
    """Load one broken file, with ``MARK`` where its (first) problem is; ``places`` is how many problems it has."""

    def check(file, content, cure, *, places=1):
        before = content.partition(MARK)[0]
        assert MARK in content, "the case must say where its problem is"
        found = problems({file: content.replace(MARK, "")})
        assert len(found) == places, [str(problem) for problem in found]
        problem = found[0]
        assert Path(problem.file).parts[-len(Path(file).parts) :] == Path(file).parts
        assert (problem.line, problem.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
        assert cure in problem.message
        assert "\n" not in problem.message

    return check


@pytest.fixture
def bring(tmp_path, languages):
    """Write a source, import it, and give the report and the dossier."""

    def run(name, content, *, beside=None, language="en"):
        for file, text in {**(beside or {}), name: content}.items():
            place = tmp_path / "source" / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        report = import_faq(
            tmp_path / "source" / name, language=language, output=tmp_path / "out", languages=languages
        )
        return report, load_dossier(tmp_path / "out", languages)

    return run
