"""A folder of dossiers is read whole, replaced whole, or not at all."""

from dataclasses import FrozenInstanceError

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.library import Library, shipped_folder


def test_every_folder_with_a_dossier_file_is_a_dossier(write, tmp_path, languages):
    write({}, name="two")
    write({}, name="one")
    (tmp_path / "pictures").mkdir()
    assert list(Library.open(tmp_path, languages).dossiers) == ["one", "two"]


def test_of_no_dossier_in_particular_all_are_chosen(write, tmp_path, languages):
    for name in ("one", "two", "three"):
        write({}, name=name)
    library = Library.open(tmp_path, languages)
    chosen = {ids: [one.id for one in library.chosen(ids)] for ids in (None, (), ("two", "one"), ("none",))}
    every = ["one", "three", "two"]
    assert chosen == {None: every, (): every, ("two", "one"): ["one", "two"], ("none",): []}


def test_a_folder_that_is_a_dossier_is_the_only_one(write, languages):
    folder = write({}, name="one")
    assert list(Library.open(folder, languages).dossiers) == ["one"]


def test_without_any_dossier_one_line_says_what_to_do(tmp_path, languages):
    with pytest.raises(KnowledgeError) as caught:
        Library.open(tmp_path, languages)
    assert len(caught.value.problems) == 1
    assert "dossier new" in str(caught.value)


@pytest.mark.parametrize("name", ["dosier.yaml", "dossier.yml", "Dossier.yaml"])
def test_a_file_that_is_meant_to_be_dossier_yaml_is_named(write, tmp_path, languages, name):
    """Also beside dossiers with which nothing is wrong."""
    write({"dossier.yaml": None, name: "languages: [en]\n"}, name="one")
    write({}, name="two")
    for folder in (tmp_path, tmp_path / "one"):
        with pytest.raises(KnowledgeError) as caught:
            Library.open(folder, languages)
        (problem,) = caught.value.problems
        assert problem.file == tmp_path / "one" / name
        assert "did you mean “dossier.yaml”?" in problem.message


@pytest.mark.parametrize("place", ["absent", "a-file"])
def test_what_is_no_folder_is_refused_in_one_line(tmp_path, languages, place):
    (tmp_path / "a-file").write_text("x")
    with pytest.raises(KnowledgeError) as caught:
        Library.open(tmp_path / place, languages)
    assert len(str(caught.value).splitlines()) == 1


def test_the_problems_of_all_dossiers_are_told_at_once(write, tmp_path, languages):
    write({"facts.yaml": "a: b\n"}, name="one")
    write({"entities.yaml": "a: b\n"}, name="two")
    with pytest.raises(KnowledgeError) as caught:
        Library.open(tmp_path, languages)
    assert [problem.file.parent.name for problem in caught.value.problems] == ["one", "two"]


def test_a_reload_gives_what_the_files_are_now_and_leaves_the_old_library_as_it_was(
    write, tmp_path, languages, base
):
    write({})
    old = Library.open(tmp_path, languages)
    write({"dossier.yaml": base["dossier.yaml"].replace("Breads", "Loaves")})
    new = old.reload()
    assert (old.dossiers["bread"].title["en"], new.dossiers["bread"].title["en"]) == ("Breads", "Loaves")
    assert old.version != new.version


def test_a_reload_of_broken_files_is_refused_and_leaves_the_old_library_whole(write, tmp_path, languages):
    write({})
    old = Library.open(tmp_path, languages)
    write({"facts.yaml": "a: b\n"})
    with pytest.raises(KnowledgeError):
        old.reload()
    assert list(old.dossiers["bread"].facts) == ["stake-ann", "stake-bob"]


def test_the_version_of_unchanged_files_stays(write, tmp_path, languages):
    write({})
    library = Library.open(tmp_path, languages)
    assert library.reload().version == library.version


def test_a_library_cannot_be_changed(write, tmp_path, languages):
    write({})
    library = Library.open(tmp_path, languages)
    with pytest.raises(FrozenInstanceError):
        library.version = "x"


def test_the_shipped_folder_holds_dossiers():
    assert any(shipped_folder().glob("*/dossier.yaml"))
