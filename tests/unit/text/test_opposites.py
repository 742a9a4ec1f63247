"""Words that ask the contrary of each other."""

from __future__ import annotations

from bot.text.opposites import Opposites, opposite

PRICES = Opposites([("rise* rose", "fall* fell"), ("buy*", "sell* sold")])


def test_a_word_takes_the_side_of_its_pair():
    (rising,) = PRICES.sides(["prices", "rose"])
    (falling,) = PRICES.sides(["prices", "fell"])
    assert opposite(rising) == falling
    assert opposite(falling) == rising


def test_pairs_do_not_mix():
    assert len(PRICES.sides(["rises", "sold"])) == 2
    assert PRICES.sides(["rises"]).isdisjoint(PRICES.sides(["buys"]))


def test_either_or_takes_neither_side():
    """« Did it rise or fall? » asks nothing of the one rather than the other."""
    assert PRICES.sides(["rise", "or", "fall"]) == frozenset()


def test_other_words_take_no_side():
    assert PRICES.sides(["prices", "falcon", "risotto"]) == frozenset()


def test_what_is_denied_takes_the_other_side():
    """« Why did it not rise? » asks what « why did it fall? » does."""
    assert PRICES.sides(["rise"], negated=True) == PRICES.sides(["fall"])
    assert PRICES.sides(["rise", "fell"], negated=True) == frozenset()


def test_a_word_of_several_pairs_means_the_first_of_them():
    """The first as the pairs stand, and not as their numbers are spelled: the tenth pair comes after the ninth."""
    many = Opposites(
        [*((f"up{at}", f"down{at}") for at in range(9)), ("leave*", "join*"), ("quit* leave*", "stay*")]
    )
    assert many.meaning("leaves") == "9+"
