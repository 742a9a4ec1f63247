"""Which versions of dossiers have been checked before."""

from __future__ import annotations

import pytest

from bot import checked
from bot.checked import MOST, CheckedBefore
from bot.code_digest import code_digest


def test_what_was_added_is_known_at_the_next_start(tmp_path):
    """Its folder is made where there is none."""
    file = tmp_path / "cache" / "checked"
    CheckedBefore(file).add(["aa", "bb"])
    later = CheckedBefore(file)
    assert later.holds("aa")
    assert later.holds("bb")
    assert not later.holds("a")


def test_another_version_of_the_bot_checks_again(tmp_path, monkeypatch):
    """It may know more mistakes."""
    CheckedBefore(tmp_path / "checked").add(["aa"])
    monkeypatch.setattr(checked, "__version__", "999")
    assert not CheckedBefore(tmp_path / "checked").holds("aa")


def test_other_checks_check_again(tmp_path, monkeypatch):
    """Those that were pulled a minute ago have no version number of their own."""
    CheckedBefore(tmp_path / "checked").add(["aa"])
    monkeypatch.setattr(checked, "code_digest", lambda _: "f" * 64)
    assert not CheckedBefore(tmp_path / "checked").holds("aa")


def test_code_is_told_from_other_code_by_its_files(tmp_path):
    """Those of its rooms alone, and not what Python makes of them."""
    room = tmp_path / "room"
    (room / "deep").mkdir(parents=True)
    (room / "deep" / "one.py").write_text("a = 1\n")
    before = code_digest(["room"], tmp_path)
    (tmp_path / "other.py").write_text("b = 1\n")
    (room / "one.pyc").write_text("c")
    assert code_digest(["room"], tmp_path) == before
    (room / "deep" / "one.py").write_text("a = 12\n")
    changed = code_digest(["room"], tmp_path)
    (room / "data.yaml").write_text("a: 1\n")
    assert len({before, changed, code_digest(["room"], tmp_path)}) == 3


def test_the_oldest_goes_first(tmp_path):
    remembered = CheckedBefore(tmp_path / "checked")
    remembered.add(["first"])
    remembered.add(str(number) for number in range(MOST))
    assert not remembered.holds("first")
    assert all(CheckedBefore(tmp_path / "checked").holds(str(number)) for number in range(MOST))


def test_nothing_is_written_when_nothing_is_new(tmp_path):
    """The file may be another's to write by then."""
    file = tmp_path / "checked"
    remembered = CheckedBefore(file)
    remembered.add(["aa"])
    file.unlink()
    remembered.add(["aa"])
    assert not file.exists()


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"", b"no version at all\n"])
def test_a_damaged_file_knows_nothing_and_is_mended(tmp_path, damage):
    file = tmp_path / "checked"
    file.write_bytes(damage)
    found = CheckedBefore(file)
    assert not found.holds("aa")
    found.add(["aa"])
    assert CheckedBefore(file).holds("aa")


def test_a_place_that_cannot_be_written_is_no_hindrance(tmp_path):
    """A file stands where the folder should be: known while the bot runs, looked at again at the next start."""
    (tmp_path / "cache").write_text("in the way")
    found = CheckedBefore(tmp_path / "cache" / "checked")
    found.add(["aa"])
    assert found.holds("aa")
    assert not CheckedBefore(tmp_path / "cache" / "checked").holds("aa")
