"""What words and phrases mean alike."""

from __future__ import annotations

from itertools import permutations

from opened import languages

from bot.text.lexicon import Lexicon
from bot.text.meanings import BETWEEN, Meanings
from bot.text.patterns import ENDING

TRADE = Meanings(
    [
        {"buy": "buy*, bought, take over, snap* up, taking hold*", "end": "over"},
        {"buy": "achet*, mettre la main"},
    ]
)


def test_forms_of_a_word_and_words_of_another_language_mean_the_same():
    assert TRADE.of(["buying"]) == TRADE.of(["bought"]) == TRADE.of(["acheter"]) == {"buy"}


def test_a_phrase_means_something_where_its_words_stand_side_by_side():
    assert TRADE.of(["who", "will", "take", "over", "the", "mill"]) == {"buy", "end"}
    assert TRADE.of(["take", "it", "over"]) == {"end"}
    assert TRADE.of(["mettre", "la"]) == frozenset()


def test_the_last_word_of_a_phrase_may_have_any_ending():
    assert TRADE.of(["taking", "holds"]) == {"buy"}


def test_other_words_mean_nothing_here():
    assert TRADE.of(["the", "buoy", ""]) == frozenset()


def test_a_word_has_what_is_known_of_each_of_its_beginnings():
    lexicon = Lexicon([("ab*", "1"), ("abc*", "2"), ("abc", "3"), ("abd", "4")])
    assert lexicon.of("abc") == {"1", "2", "3"}
    assert lexicon.of("abd") == {"1", "4"}
    assert lexicon.of("a") == frozenset()


# ── The languages that the bot speaks ────────────────────────────────────────────────────────────────────────────


def test_every_language_has_the_same_meanings():
    named = [set(language.meanings) for language in languages().values()]
    assert all(some == named[0] and some for some in named)


def test_no_word_stands_twice_in_a_meaning_and_none_has_marks_that_folding_drops():
    for language in languages().values():
        for meaning, phrases in language.meanings.items():
            words = phrases.split(BETWEEN)
            assert len(words) == len(set(words)), (language.id, meaning)
            assert phrases.isascii(), (language.id, meaning)
            assert phrases == phrases.lower(), (language.id, meaning)


def test_a_star_stands_at_the_end_of_a_phrase_alone():
    for language in languages().values():
        for phrases in language.meanings.values():
            assert all(ENDING not in phrase[:-1] for phrase in phrases.split(BETWEEN))


def test_no_word_takes_another_language_s_grammar_for_a_meaning():
    """« pour » pours nothing, and "the" is no tea: the words of both languages are looked up in every question."""
    for own, other in permutations(languages().values(), 2):
        for meaning, phrases in own.meanings.items():
            found = Meanings([{meaning: phrases}])
            theirs = Meanings([{meaning: other.meanings[meaning]}])
            taken = {word for word in other.function_words - own.function_words if found.of([word])}
            assert all(theirs.of([word]) for word in taken), (own.id, meaning, taken)
