"""A dossier made ready: from the cache what building would give, and never from anybody else's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache

import pytest
from assistants import mill_index
from opened import DOSSIERS, languages, mill

from bot.knowledge.languages import load_small_talk
from bot.knowledge.loader import load_dossier
from bot.knowledge.records import Bars
from bot.understanding import preparing
from bot.understanding.decision import FEATURES, decide
from bot.understanding.fitting.fit import fit_policy
from bot.understanding.index import DossierIndex
from bot.understanding.learned_json import from_json, to_json
from bot.understanding.preparing import prepare

QUESTIONS = (
    "combien détient Épi d'Or ?",
    "how much dos Brioche own",
    "who is the largest shareholder?",
    "chronologi",
    "did Fournil du Port buy the White Mill?",
    "c koi le prix du moulin",
    "Quelle heure est-il à Tokyo ?",
)
BARS = Bars(
    "questions", answer=0.9, offer=0.8, intercept=-1.5, coefficients={"score": 2.0, "nearest": 0.5}, curve=()
)


@pytest.fixture
def never_built(monkeypatch):
    """From here on, building an index fails."""

    def build(*_):
        raise AssertionError("built anew")

    return lambda: monkeypatch.setattr(DossierIndex, "build", build)


@pytest.fixture
def folder(tmp_path):
    """The mill's dossier where a test may change it."""
    return shutil.copytree(DOSSIERS / "mill", tmp_path / "mill")


@cache
def built():
    """What is made ready without any cache."""
    return prepare(mill(), languages(), None)


def decisions(prepared):
    """What is decided on each question, with all of its confidences."""
    found = [decide(prepared.index.consider(question), prepared.policy) for question in QUESTIONS]
    return [
        (one.outcome, [(choice.scored.intent.id, choice.confidence) for choice in one.choices])
        for one in found
    ]


def kept_file(folder):
    (file,) = folder.iterdir()
    return file


def test_the_second_start_reads_back_and_decides_the_same(tmp_path, never_built):
    prepare(mill(), languages(), tmp_path)
    expected = decisions(built())
    never_built()
    again = prepare(mill(), languages(), tmp_path)
    assert decisions(again) == expected
    assert again.policy == built().policy


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.9999])
def test_a_file_that_ends_too_early_is_ignored_and_built_anew(tmp_path, never_built, share):
    prepare(mill(), languages(), tmp_path)
    file = kept_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert decisions(prepare(mill(), languages(), tmp_path)) == decisions(built())
    never_built()
    assert prepare(mill(), languages(), tmp_path).policy == built().policy


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, 0), (6, 1), (8, 99), (30, 0), (200, 255), (-1, 1), (-20, 7)],
)
def test_a_wrong_byte_is_ignored(tmp_path, place, value):
    """In the marks of the archive's first and last entry, where it may say “encrypted” or “compressed” too."""
    prepare(mill(), languages(), tmp_path)
    file = kept_file(tmp_path)
    damaged = bytearray(file.read_bytes())
    damaged[place] = value
    file.write_bytes(bytes(damaged))
    assert prepare(mill(), languages(), tmp_path).policy == built().policy


@pytest.mark.parametrize("mark", [b"{'descr': ", b"PK\x01\x02"])
def test_a_wrong_byte_after_any_mark_of_the_format_is_ignored(tmp_path, mark):
    """The header of each array, and each entry of the table of contents."""
    prepare(mill(), languages(), tmp_path)
    file = kept_file(tmp_path)
    whole = file.read_bytes()
    places = [at for at in range(len(whole)) if whole.startswith(mark, at)]
    assert len(places) > 5
    for at in places[:6]:
        for offset in (0, 8, 10):
            damaged = bytearray(whole)
            damaged[at + offset] ^= 0x01
            file.write_bytes(bytes(damaged))
            found = preparing._read_back(mill(), languages(), tmp_path)
            assert found is None or found.policy == built().policy


def test_a_foreign_file_under_the_right_name_is_ignored(tmp_path):
    """Even one that claims the right digest and holds something else."""
    prepare(mill(), languages(), tmp_path)
    digest = preparing._digest(mill(), languages())
    preparing.store.save(kept_file(tmp_path), digest, {"policy": preparing.np.zeros(3)})
    assert prepare(mill(), languages(), tmp_path).policy == built().policy


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("in the way")
    assert prepare(mill(), languages(), tmp_path / "cache").policy == built().policy
    assert (tmp_path / "cache").read_text() == "in the way"


def test_nothing_but_the_finished_file_is_left_behind(tmp_path):
    """And a dossier keeps one file, whatever happens to it."""
    prepare(mill(), languages(), tmp_path)
    prepare(replace(mill(), version="another"), languages(), tmp_path)
    assert kept_file(tmp_path).suffix == ".npz"


def test_a_changed_dossier_is_not_served_from_the_old_cache(folder, tmp_path):
    kept = tmp_path / "cache"
    before = prepare(load_dossier(folder, languages()), languages(), kept)
    questions = folder / "questions.yaml"
    text = questions.read_text(encoding="utf-8")
    questions.write_text(
        text.replace("[who is the largest shareholder?, ", "[who is the top dog?, "), encoding="utf-8"
    )
    after = prepare(load_dossier(folder, languages()), languages(), kept)
    found = [one.index.consider("who is the top dog?").candidates[0].match.nearest for one in (before, after)]
    assert found[0] < 0.9
    assert found[1] == pytest.approx(1.0)


def test_changed_small_talk_is_not_served_from_the_old_cache(tmp_path):
    """Under the labels of its file as it was, the bot would thank who greets it."""
    rows = [
        'hello: {ask: ["hello there", "good day to you"], answer: "Hi."}\n',
        'thanks: {ask: ["thanks a lot", "thank you so much"], answer: "Not at all."}\n',
    ]
    found = []
    for lines in (rows, rows[::-1]):
        (tmp_path / "small_talk.yaml").write_text("".join(lines))
        talk = load_small_talk(tmp_path / "small_talk.yaml", ("en",))
        ready = prepare(talk, {"en": languages()["en"]}, tmp_path / "cache")
        found.append(ready.index.consider("hello there").candidates[0].intent.id)
    assert found == ["hello", "hello"]


def test_every_word_that_a_language_knows_counts_for_the_cache():
    """A phrase that is left out of questions is left out of the phrasings that were learned, too."""
    english = languages()["en"]
    framed = replace(english, frames=(*english.frames, "pray tell"))
    assert preparing._digest(mill(), languages() | {"en": framed}) != preparing._digest(mill(), languages())
    assert preparing._digest(mill(), dict(languages())) == preparing._digest(mill(), languages())


def test_other_languages_are_not_served_from_the_old_cache(tmp_path):
    """A word that is newly known as shorthand reads questions differently."""
    prepare(mill(), languages(), tmp_path)
    english = replace(languages()["en"], shorthand={**languages()["en"].shorthand, "shrhldr": "shareholder"})
    taught = {**languages(), "en": english}
    assert preparing._read_back(mill(), languages(), tmp_path) is not None
    assert preparing._read_back(mill(), taught, tmp_path) is None


@pytest.mark.parametrize("from_cache", [False, True])
def test_an_author_s_own_bar_is_honoured(tmp_path, from_cache):
    """And a file that was kept without one does not hide it."""
    if from_cache:
        prepare(mill(), languages(), tmp_path)
    shy = prepare(replace(mill(), answer_from=0.93), languages(), tmp_path)
    assert shy.policy == built().policy.from_bar(0.93)
    assert shy.policy.answer == 0.93
    assert prepare(mill(), languages(), tmp_path).policy == built().policy


def test_bars_that_were_kept_beside_the_dossier_are_honoured_from_the_cache_too(tmp_path):
    """A feature that the file does not name counts for nothing."""
    with_bars = replace(mill(), bars=BARS)
    for _ in range(2):
        policy = prepare(with_bars, languages(), tmp_path).policy
        assert (policy.answer, policy.offer) == (0.9, 0.8)
        named = dict(zip(policy.calibration.names, policy.calibration.coefficients, strict=True))
        told = {"score": 2.0, "nearest": 0.5}
        assert named == dict.fromkeys(FEATURES, 0.0) | told


def test_bars_that_come_change_or_go_are_seen_at_the_next_start(tmp_path):
    """They are no part of the dossier's version."""
    fitted = built().policy.answer
    told = [None, BARS, replace(BARS, answer=0.7), None]
    found = [prepare(replace(mill(), bars=bars), languages(), tmp_path).policy.answer for bars in told]
    assert found == [fitted, 0.9, 0.7, fitted]


def test_an_author_s_bar_wins_over_the_kept_ones():
    """The knob that people turn comes last."""
    policy = prepare(replace(mill(), bars=BARS, answer_from=0.6), languages(), None).policy
    assert (policy.answer, policy.offer) == (0.6, 0.6)


def test_without_kept_bars_they_are_fitted_on_the_dossier_s_own_phrasings():
    assert built().policy == fit_policy(mill_index()).policy


# ── What was learned, as JSON ──


def test_what_was_learned_comes_back_from_json():
    learned = mill_index().learned
    back = from_json(to_json(learned))
    assert list(back.phrased) == list(learned.phrased)
    assert (back.profiles, back.kin) == (learned.profiles, learned.kin)
    assert [dict(words) for words in back.vocabulary] == [dict(words) for words in learned.vocabulary]
    assert dict(back.spoken) == dict(learned.spoken)


def test_the_same_dossier_gives_the_same_json():
    """However often it goes there and back."""
    text = to_json(mill_index().learned)
    assert to_json(from_json(text)) == text


def test_phrasings_read_back_are_a_sequence_like_any_other():
    there = mill_index().learned.phrased
    back = from_json(to_json(mill_index().learned)).phrased
    assert len(back) == len(there)
    assert (back[0], back[-1]) == (there[0], there[-1])
    assert list(back[3:9:2]) == list(there[3:9:2])
    with pytest.raises(IndexError):
        back[len(there)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"labels": []}', "3"])
def test_what_is_no_such_json_is_refused_by_one_of_the_told_errors(text):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(text)


def test_what_people_say_around_a_question_names_nobody_from_the_cache_either(folder, tmp_path):
    """« Frère » was « Free » mistyped from the second start on, since what is kept of the phrasings leaves such words out."""
    with (folder / "entities.yaml").open("a", encoding="utf-8") as file:
        file.write("\nfree: {kind: company, name: Free}\n")
    with (folder / "questions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\nnews:\n  ask: {fr: [frère c'est quoi les nouvelles ?], en: [what is the news?]}\n"
            '  facts: [talks]\n  answer: {fr: "{talks.Text}.", en: "{talks.Text}."}\n'
        )
    dossier = load_dossier(folder, languages())
    for _ in ("built", "read back"):
        reader = prepare(dossier, languages(), tmp_path).index.reader
        assert reader.read("frère c'est quoi Panidor").entities == ("panidor",)
