"""The small shapes that those of whole files are made of: names, dates, texts in all languages."""

from __future__ import annotations

import re
from typing import Final

from bot.knowledge.localised_shape import PerLanguage, Plain
from bot.knowledge.shapes import ByKind, Choice, ListOf, MapOf, Shape, Text

FLAGS: Final = ("yes", "no", "true", "false")
"""How yes and no may be written."""

NAME: Final = re.compile(r"[\w-]{1,64}")
"""Entities, facts and slots: what may stand in a ``{hole}``."""

INTENT_NAME: Final = re.compile(r"[^\x00-\x1f\x7f{}]{1,100}")
"""Intents never stand in a hole, so that names from elsewhere (``CALL_CENTER``, ``what's_up``) stay as they are."""

DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_YEAR: Final = re.compile(r"\d{4}")
_NUMBER: Final = re.compile(r"\d{1,18}(\.\d{1,9})?")
_PARAGRAPH: Final = re.compile(r"\d{1,3}")

TEXT: Final = Text()
LOCAL: Final = PerLanguage(TEXT)
A_NAME: Final = Text(NAME, "a name of letters, digits, - and _, without spaces")
AN_ENTITY: Final = Text(NAME, A_NAME.form, judged_later=True)
SOME_ENTITIES: Final = ByKind((AN_ENTITY, ListOf(AN_ENTITY)))
FLAG: Final = Choice(FLAGS)
A_DATE: Final = Text(DATE, "2012, 2014-03 or 2014-03-21")
A_YEAR: Final = Text(_YEAR, "a year: 2013")
A_NUMBER: Final = Text(_NUMBER, "digits only, with a point for decimals (44, 2.5)")
A_PARAGRAPH: Final = Text(
    _PARAGRAPH, "one number, that of a paragraph (1, 2, …), or 0 for what stands in none"
)
A_COUNT: Final = Text(_PARAGRAPH, "how many there are, in digits: 7")
WORDS: Final = ByKind((TEXT, ListOf(TEXT)))
PHRASINGS: Final = PerLanguage(WORDS, plain=Plain.ONE_LANGUAGE)
A_FACT: Final = Text(re.compile(r"[\w{}-]{1,160}"), "a fact, {slot} standing for an entity")
AN_INTENT: Final = Text(INTENT_NAME, "the name of a question")


def by_name(value: Shape) -> MapOf:
    """Things of the author's, by names that fit into holes → values of one shape."""
    return MapOf(NAME, "use letters, digits, - and _ (1 to 64 of them)", value)


def by_intent(value: Shape) -> MapOf:
    """Questions by their names → values of one shape."""
    return MapOf(INTENT_NAME, "use 1 to 100 characters, no braces, on one line", value)
