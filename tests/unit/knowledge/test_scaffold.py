"""A new dossier is sound from its first minute."""

import pytest

from bot.errors import UsageError
from bot.knowledge.loader import load_dossier
from bot.knowledge.review import review
from bot.knowledge.scaffold import new_dossier


def test_a_new_dossier_loads_and_a_review_finds_nothing(tmp_path, languages):
    dossier = load_dossier(new_dossier(tmp_path / "my-town"), languages)
    assert (dossier.id, dossier.languages) == ("my-town", ("fr", "en"))
    assert review(dossier) == []


def test_it_shows_every_kind_of_file(tmp_path, languages):
    dossier = load_dossier(new_dossier(tmp_path / "my-town"), languages)
    kinds = {intent.kind.value for intent in dossier.intents.values()}
    assert kinds == {"answer", "not_covered"}
    assert dossier.entities
    assert dossier.facts


def test_what_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dossier.yaml").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        new_dossier(tmp_path / "mine")
    assert (tmp_path / "mine" / "dossier.yaml").read_text() == "mine"


@pytest.mark.parametrize("name", ["two words", "é{}", "x" * 65])
def test_a_name_that_would_break_templates_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="cannot name a dossier"):
        new_dossier(tmp_path / name)


def test_a_name_that_can_be_used_is_proposed(tmp_path):
    with pytest.raises(UsageError, match="as in “Été-à-Saint-Junien”"):
        new_dossier(tmp_path / "Été à Saint-Junien")


def test_a_file_in_the_way_is_refused_in_one_line(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(UsageError) as caught:
        new_dossier(tmp_path / "taken")
    assert len(str(caught.value).splitlines()) == 1
