"""The shape of each file of a dossier. ``knowledge/README.md`` says the same to authors, at leisure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.knowledge.localised_shape import PerLanguage
from bot.knowledge.records import PERCENT, AboutReply, FactStatus
from bot.knowledge.schema_basics import (
    A_COUNT,
    A_DATE,
    A_FACT,
    A_NAME,
    A_NUMBER,
    A_PARAGRAPH,
    A_YEAR,
    AN_ENTITY,
    AN_INTENT,
    FLAG,
    LOCAL,
    PHRASINGS,
    SOME_ENTITIES,
    TEXT,
    WORDS,
    by_intent,
    by_name,
)
from bot.knowledge.shapes import ByKind, Choice, Field, ListOf, MapOf, Record, Shape, Text

OPERATIONS: Final = (
    "sum", "total", "missing", "rest", "others", "largest", "smallest", "list", "difference", "half", "whole",
)  # fmt: skip
"""What ``compute`` may ask for; ``bot.answering.arithmetic`` does the sums."""

SHARELESS: Final = ("largest", "smallest", "list", "difference")
"""Those of them that give no share."""

VIEWS: Final = ("stakes", "timeline")

WHEN: Final = Record(
    {
        "date": Field(A_DATE, "2012, 2014-03 or 2014-03-21: as exact as the source, no more"),
        "part": Field(Choice(("early", "mid", "late")), "which part of that date"),
        "text": Field(LOCAL, "the source's own words for it"),
        "inferred": Field(FLAG, "yes when the date is concluded and not printed"),
        "why": Field(LOCAL, "the reason of an inferred date"),
    }
)
_when = ByKind((A_DATE, WHEN))

VALUE: Final = Record(
    {
        "number": Field(A_NUMBER, "the digits, with a point for decimals"),
        "unit": Field(Choice((PERCENT, "year")), "how the number is written"),
        "form": Field(LOCAL, "how it reads, {number} standing for the number"),
    }
)

DOSSIER: Final = Record(
    {
        "languages": Field(
            ListOf(Text(re.compile("[a-z]{2,3}"), "codes of languages: [fr, en]")),
            "the languages, the main one first",
            needed=True,
        ),
        "title": Field(LOCAL, "the name of the dossier", needed=True),
        "about": Field(LOCAL, "completes “This dossier is about …”"),
        "subject": Field(AN_ENTITY, "the entity that a question which names nothing is about"),
        "answer_from": Field(
            Text(re.compile(r"0(\.\d+)?|1(\.0+)?"), "a number from 0 to 1: 0.6"),
            "how sure (0–1) the bot must be to answer; higher is shyer",
        ),
        "shares": Field(
            Record(
                {
                    "relation": Field(A_NAME, "the relation of the facts that hold the shares", needed=True),
                    "object": Field(AN_ENTITY, "the entity that is shared", needed=True),
                    "buyer": Field(
                        AN_ENTITY,
                        "who buys: holds everything after the deal, or what a fact of another relation says",
                    ),
                    "title": Field(
                        LOCAL,
                        "the title of the table, where the shares are no property: “Who won the election?”",
                    ),
                }
            ),
            "what /stakes shows",
        ),
        "source": Field(
            Record(
                {
                    "language": Field(TEXT, "the language of the article"),
                    "paragraphs": Field(A_COUNT, "how many paragraphs it has"),
                    "publisher": Field(
                        ByKind(
                            (
                                TEXT,
                                Record(
                                    {
                                        "name": Field(TEXT, "who published it", needed=True),
                                        "why": Field(LOCAL, "how you know, when the text does not say"),
                                    }
                                ),
                            )
                        ),
                        "who published it",
                    ),
                    "title": Field(TEXT, "the headline"),
                    "url": Field(
                        Text(re.compile(r"https?://\S+"), "an address that starts with https://"),
                        "where it can be read",
                    ),
                    "date": Field(_when, "when it appeared"),
                    "author": Field(TEXT, "who wrote it"),
                }
            ),
            "where the facts come from; leave out what you do not know",
        ),
        "notes": Field(
            by_name(
                Record(
                    {
                        "paragraph": Field(A_PARAGRAPH, "where it stands", needed=True),
                        "text": Field(LOCAL, "what a careful reader should know", needed=True),
                    }
                )
            ),
            "slips and roundings of the source",
        ),
    }
)

ENTITIES: Final = by_name(
    Record(
        {
            "kind": Field(TEXT, "your own word: company, institution, person…", needed=True),
            "name": Field(LOCAL, "the name without article", needed=True),
            "article": Field(
                PerLanguage(Text(may_be_empty=True), complete=False), "the article that the name takes"
            ),
            "gender": Field(Choice(("m", "f")), "may stand here, and nothing reads it"),
            "plural": Field(FLAG, "may stand here, and nothing reads it"),
            "aliases": Field(
                PerLanguage(ByKind((TEXT, ListOf(TEXT, least=0))), complete=False),
                "other ways people write it",
            ),
            "outsider": Field(FLAG, "yes when readers name it and the article never does"),
        }
    )
)

FACTS: Final = by_name(
    Record(
        {
            "subject": Field(AN_ENTITY, "an entity; what the dossier is about when left out"),
            "relation": Field(A_NAME, "your own verb, where a slot, a claim or the shares ask for it"),
            "object": Field(AN_ENTITY, "an entity, where there is one"),
            "value": Field(ByKind((TEXT, VALUE)), "an amount as the source prints it"),
            "when": Field(_when, "when it holds"),
            "status": Field(
                Choice(tuple(it.value for it in FactStatus if it is not FactStatus.COMPUTED)),
                "how sure the source is",
            ),
            "said_by": Field(
                ByKind((AN_ENTITY, ListOf(AN_ENTITY, least=0))),
                "the entities that say it; none: the article itself",
            ),
            "paragraph": Field(A_PARAGRAPH, "where the source says it; 0: nowhere in its text"),
            "text": Field(LOCAL, "the fact as a clause, no capital, no final stop", needed=True),
            "event": Field(LOCAL, "its line on the timeline"),
            "why": Field(LOCAL, "the reason of an inferred fact"),
        }
    )
)

SLOT: Final = Record(
    {
        "relation": Field(A_NAME, "filled by the subjects of the facts with this relation"),
        "role": Field(Choice(("subject", "object")), "object: by the objects of those facts instead"),
        "kind": Field(WORDS, "filled by the entities of this kind"),
        "entities": Field(SOME_ENTITIES, "filled by these"),
        "except": Field(SOME_ENTITIES, "but not by these"),
        "optional": Field(FLAG, "yes when the question may leave it out"),
    }
)
_slots = by_name(ByKind((ListOf(AN_ENTITY), SLOT)))
_operands = ByKind((A_NAME, ListOf(A_NAME, least=0)))
_comparison = Record(
    {
        "more": Field(
            ListOf(A_NAME, least=2, most=2), "yes where the first has more than the second", needed=True
        )
    }
)
_operation = MapOf(re.compile("|".join(OPERATIONS)), "write one of " + ", ".join(OPERATIONS), _operands)

_ASKED: Final[Mapping[str, Field]] = {
    "title": Field(LOCAL, "the question as the bot offers it; without it, the first phrasing"),
    "slots": Field(_slots, "what entities fill the {holes} of the phrasings"),
    "ask": Field(PHRASINGS, "ways of asking", needed=True),
    "near": Field(ByKind((AN_INTENT, ListOf(AN_INTENT, least=0))), "questions to offer beside"),
    "requires": Field(PerLanguage(ListOf(WORDS)), "groups of words; the question holds one of each"),
    "forbids": Field(PerLanguage(WORDS, complete=False), "words that rule this question out"),
    "years": Field(
        ByKind((A_YEAR, ListOf(A_YEAR))),
        "years that the question may name",
    ),
    "entities": Field(SOME_ENTITIES, "names that the question may hold beside those in the phrasings"),
}

QUESTIONS: Final = by_intent(
    Record(
        {
            **_ASKED,
            "facts": Field(ByKind((A_FACT, ListOf(A_FACT), by_name(A_FACT))), "name in the answer → fact"),
            "answer": Field(LOCAL, "the reply"),
            "more": Field(LOCAL, "detail behind “More”"),
            "verdict": Field(
                ByKind((Choice(("yes", "no")), _comparison)), "what opens the reply to a yes-or-no question"
            ),
            "contrary": Field(PHRASINGS, "ways of asking the other way round: yes and no change places"),
            "claim": Field(
                Record(
                    {
                        "subject": Field(A_NAME, "slot or entity", needed=True),
                        "relation": Field(A_NAME, "a relation of the facts", needed=True),
                        "object": Field(A_NAME, "slot or entity", needed=True),
                        "exclusive": Field(
                            FLAG, "yes when nobody else can do it, no when others may do it, too"
                        ),
                    }
                ),
                "what the question puts forward",
            ),
            "compute": Field(
                by_name(ByKind((Choice(OPERATIONS), _operation))), "figures worked out from the shares"
            ),
            "view": Field(Choice(VIEWS), "a table and a picture with the reply"),
        }
    )
)

NOT_COVERED: Final = by_intent(
    Record(
        {
            **_ASKED,
            "topic": Field(LOCAL, "completes “The article does not say anything about …”"),
            "answer": Field(LOCAL, "the reply, instead of a topic"),
        }
    )
)

SMALL_TALK: Final = by_intent(
    Record(
        {
            **{key: _ASKED[key] for key in ("title", "ask", "near", "requires", "forbids")},
            "answer": Field(LOCAL, "the reply", needed=True),
            "more": Field(LOCAL, "detail behind “More”"),
            "about_reply": Field(
                Choice(tuple(AboutReply)), "what of the reply before, in a talk, answers it instead"
            ),
        }
    )
)

FILES: Final[Mapping[str, Shape]] = {
    "dossier": DOSSIER,
    "entities": ENTITIES,
    "facts": FACTS,
    "questions": QUESTIONS,
    "not_covered": NOT_COVERED,
    "small_talk": SMALL_TALK,
}
"""Name of a file, without ending → its shape."""
