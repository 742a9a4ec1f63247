"""Why an intent's score is cut: what a question says that does not belong to it, or does not say that does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Why(Enum):
    """A kind of reason, as it is said of a question before what it is about."""

    CONTRARY = "says the contrary"
    """Of what people ask the intent with: however near, it is not that question. So are the next two."""
    UNDONE = "takes for granted that it came to nothing"
    """It asks why, when or who of something that was called off, turned down or failed, as hardly anybody asks the intent."""
    SWAPPED = "swaps who does it to whom"
    OTHERWISE = "has somebody else do it"
    NARROWS = "narrows it:"
    """A yes-or-no question with a word such as "only" that nobody asks the intent with."""
    STRANGER = "is about a stranger:"
    """It names somebody of whom the dossier has never heard."""
    ANOTHER_YEAR = "names the year"
    """A year that neither phrasings nor facts of the intent have."""
    ANOTHER_AMOUNT = "gives the amount"
    """An amount that no phrasing of the dossier has."""
    IN_PASSING = "mentions"
    """A stranger in a long text, which may only set its scene."""
    FOREIGN = "names"
    """Somebody who is not the intent's, by the entity's id."""
    CROWDED = "more names than"
    """It names more than the intent's slots take: its reply would leave one out."""
    MORE_YEARS = "names more years than"
    ANOTHER_TIME = "says of a year:"
    """A word such as "before" that no phrasing has beside a year."""
    FIGURE = "gives the figure"
    """A percentage that neither stands in the facts nor follows from them."""
    PUT_FORWARD = "puts forward"
    """An amount in a yes-or-no question that nobody else puts forward."""
    ELSEWHERE = "is about another place or time:"
    """A name or a month that is not the intent's."""
    FORBIDDEN = "holds the word"
    UNNAMED = "does not name"
    UNFILLED = "too few names for"
    NO_YEAR = "does not name the year"
    NO_WORD = "lacks a required word"
    ASKS = "asks"
    """With a question word that hardly any phrasing has."""
    NOT_WHY = "does not ask why"
    NO_FIGURE = "asks for a figure that it does not tell"


SILENT = frozenset(
    {Why.UNNAMED, Why.UNFILLED, Why.NO_YEAR, Why.NO_WORD, Why.ASKS, Why.NOT_WHY, Why.NO_FIGURE}
)
"""What a question leaves out, or asks for, rather than says."""
RULING_OUT = frozenset(
    {
        Why.CONTRARY,
        Why.UNDONE,
        Why.SWAPPED,
        Why.OTHERWISE,
        Why.NARROWS,
        Why.STRANGER,
        Why.ANOTHER_YEAR,
        Why.ANOTHER_AMOUNT,
    }
)
"""What makes a question none of the intent's, however near it is: it is offered at most."""
NOBODY = frozenset({Why.UNNAMED, Why.UNFILLED})
"""A question that does not say whom the intent asks of: a yes or no would be about somebody else, too."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score is cut, and what that is about: a name, a word, a figure; ``str`` says it in English, for ``explain``."""

    why: Why
    about: str = ""

    def __str__(self) -> str:
        """Such as "names ovh" or "says the contrary"."""
        return f"{self.why.value} {self.about}".rstrip()
