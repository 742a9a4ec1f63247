"""The ranking engine: which intent a question is nearest to, and how it says so."""

from __future__ import annotations

import numpy as np
import pytest

from bot.understanding import cache, keeping
from bot.understanding.fitting.heldout import held_out
from bot.understanding.ranking import features
from bot.understanding.ranking.habits import Habits
from bot.understanding.ranking.ranker import Example, Ranker
from bot.understanding.ranking.ridge import LARGEST_PART, RIDGE, solve, split
from bot.understanding.ranking.settling import CLEAR

PHRASINGS = {
    0: ["how much does orange own", "what is the stake of orange", "orange share of the capital"],
    1: ["who asked for the audit", "who wanted an audit of the project", "audit asked by whom"],
    2: ["when was cloudwatt born", "cloudwatt founding year", "in which year did cloudwatt start"],
}


def examples():
    return [
        Example(label, tuple(phrasing.split()), "en")
        for label, some in PHRASINGS.items()
        for phrasing in some
    ]


@pytest.fixture(scope="module")
def ranker():
    return Ranker.build(examples(), labels=4)


@pytest.mark.parametrize("label", PHRASINGS)
def test_a_phrasing_asked_verbatim_wins_and_is_its_own_nearest(ranker, label):
    """Its similarity with itself is one."""
    for phrasing in PHRASINGS[label]:
        best = ranker.rank(phrasing.split()).matches[0]
        assert best.label == label
        assert " ".join(ranker.examples[best.example].tokens) == phrasing
        assert best.nearest == pytest.approx(1, abs=1e-5)


def test_strangers_words_lower_the_score(ranker):
    """Words that no phrasing has take away from a match, and are named."""
    plain = ranker.rank(["who", "asked", "for", "the", "audit"])
    strange = ranker.rank(["who", "asked", "for", "the", "zebra", "in", "zanzibar"])
    assert strange.matches[0].score < plain.matches[0].score
    assert strange.unknown == ("zebra", "zanzibar")


def test_only_allowed_intents_are_ranked(ranker):
    """A mask rules intents out, the best one too."""
    mask = np.array([True, False, True, True])
    found = ranker.rank(["who", "asked", "for", "the", "audit"], allowed=mask)
    assert {match.label for match in found.matches} == {0, 2, 3}


def test_scores_fall_from_the_first_to_the_last(ranker):
    """Best first, and no more than were asked for."""
    found = ranker.rank(["who", "owns", "cloudwatt"], limit=3).matches
    assert len(found) == 3
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


def test_a_question_without_words_is_like_nothing(ranker):
    """It gets intents with a score of nothing, and raises nothing."""
    assert all(match.score == pytest.approx(0, abs=1e-6) for match in ranker.rank([]).matches)


def test_marks_count_as_words_and_are_never_spelled():
    """A mark has no character n-grams and is never taken for a mistyped word."""
    ranker = Ranker.build(
        [Example(0, ("who", "owns", "§orange"), "en"), Example(1, ("who", "owns", "§thales"), "en")], labels=2
    )
    found = ranker.rank(("owns", "§orangs"))
    assert found.tokens == ("owns", "§orangs")
    assert "§orange" not in ranker.vocabulary
    assert ranker.rank(("who", "owns", "§thales")).matches[0].label == 1


def test_no_stranger_fills_the_memory_with_words_that_nobody_types():
    """Their letters are read all the same, and forgotten."""
    features._remembered_grams("word")
    before = features._remembered_grams.cache_info().currsize
    word = "x" * (features.LONGEST_WORD + 1)
    assert features.character_grams(word) == (" x", *["xx"] * 32, "x ", " xx", *["xxx"] * 31, "xx ", " xxx", *["xxxx"] * 30, "xxx ")  # fmt: skip
    assert features._remembered_grams.cache_info().currsize == before
    assert features.character_grams("ab") == (" a", "ab", "b ", " ab", "ab ", " ab ")


def test_a_text_of_names_alone_is_as_near_to_itself_as_any_other():
    """It has no letters to compare; its words make all of it, as a phrasing and as a question."""
    ranker = Ranker.build(
        [Example(0, ("§:company", "§orange"), "en"), Example(1, ("who", "owns", "§orange"), "en")], labels=2
    )
    assert ranker.closeness(("§:company", "§orange")) == pytest.approx(1, abs=1e-5)
    assert ranker.closeness(("who", "owns", "§orange")) == pytest.approx(1, abs=1e-5)


def test_phrasings_that_are_alike_are_typically_found_again():
    """An intent of three ways to say the same scores higher with each held out than one of three strangers' words."""
    alike = ["who owns the mill", "who owns this mill", "who owns a mill"]
    diverse = ["flour yesterday", "opening hours please", "is bread cheap"]
    rows = [Example(0, tuple(text.split()), "en") for text in alike]
    rows += [Example(1, tuple(text.split()), "en") for text in diverse]
    typical = Ranker.build(rows, labels=3).typical
    assert typical.shape == (3,)
    assert typical[0] > typical[1]
    assert typical[1] < typical[2] < typical[0], "with no phrasing, the average of all"


def test_the_same_question_gives_the_same_ranking(ranker):
    """From an index built a second time, too."""
    again = Ranker.build(examples(), labels=4)
    for question in ("who owns orange", "audit", "born when"):
        assert ranker.rank(question.split()) == again.rank(question.split())


def test_the_best_score_is_never_that_of_the_closer_looks(ranker):
    """Closer looks change order and margins; a lead they give is a clear one at most."""
    for question in ("orange audit", "who cloudwatt", "year of the audit"):
        found = ranker.rank(question.split()).matches
        first_look = max(match.ridge + 0.1 * match.nearest for match in found)
        assert found[0].score == pytest.approx(first_look, abs=1e-5)
        if any(match.closer for match in found):
            assert found[0].score - found[1].score <= CLEAR + 1e-5


def test_leaving_a_row_or_a_label_out_equals_fitting_without_it():
    """The closed forms say what a fresh fit on the remaining rows says."""
    chance = np.random.default_rng(3)
    vectors = chance.random((12, 30)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kernel = vectors @ vectors.T
    labels = np.repeat(np.arange(3), 4).astype(np.int32)
    solution = solve(lambda rows: kernel[np.ix_(rows, rows)].copy(), labels, 3, ["en"] * 12)
    targets = np.eye(3)[labels]
    for row in range(12):
        for left_out, said in (
            (np.array([row]), solution.without_row[row]),
            (np.flatnonzero(labels == labels[row]), solution.without_label[row]),
        ):
            kept = np.setdiff1d(np.arange(12), left_out)
            inner = kernel[np.ix_(kept, kept)].astype(np.float64) + RIDGE * np.eye(len(kept))
            fresh = kernel[row, kept] @ np.linalg.solve(inner, targets[kept])
            assert said == pytest.approx(fresh, abs=1e-3)


def test_a_held_out_phrasing_never_meets_itself(ranker):
    """Without its row it is not its own nearest; without its intent that intent is no candidate."""
    for one in held_out(ranker):
        assert all(match.example != one.example for match in one.without_row if match.nearest > 0)
        assert all(match.label != one.label for match in one.without_label)


def test_a_ranker_kept_in_a_file_ranks_the_same(ranker, tmp_path):
    """Arrays, file and back: the same rankings, and held-out scores by solving again."""
    file = tmp_path / "deep" / "index.npz"
    assert cache.save(file, "digest", keeping.to_arrays(ranker))
    arrays = cache.load(file, "digest")
    assert arrays is not None
    again = keeping.from_arrays(arrays, Habits())
    for question in ("who owns orange", "who askd for teh audit", "zebra"):
        assert again.rank(question.split()) == ranker.rank(question.split())
    assert [one.label for one in held_out(again)] == [one.label for one in held_out(ranker)]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_a_damaged_or_foreign_file_is_as_good_as_none(tmp_path, content):
    """It is never an error, and neither is another digest."""
    file = tmp_path / "index.npz"
    file.write_bytes(content)
    assert cache.load(file, "digest") is None
    assert cache.load(tmp_path / "none.npz", "digest") is None
    cache.save(file, "digest", {"a": np.arange(3)})
    assert cache.load(file, "another") is None
    file.write_bytes(file.read_bytes()[:-30])
    assert cache.load(file, "digest") is None


def test_one_more_phrasing_moves_no_other_intents_to_another_part():
    """Which near ties win must not hang on a phrasing of something else."""
    labels = np.repeat(np.arange(40, dtype=np.int32), LARGEST_PART // 16)
    before = split(labels, ["en"] * len(labels))
    after = split(np.append(labels, np.int32(3)), ["en"] * (len(labels) + 1))
    assert before.max() > 0, "several parts"
    assert list(before[labels != 3]) == list(after[:-1][labels != 3])
    sizes = np.bincount(before)
    assert sizes.max() <= LARGEST_PART + 40
    assert sizes.max() - sizes.min() <= 40, "each part has its share"
