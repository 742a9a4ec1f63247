"""A new dossier to start from: small, commented, and already good enough to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.errors import UsageError
from bot.knowledge.loader import MAIN_FILE
from bot.knowledge.schema_basics import NAME

_DOSSIER: Final = """\
# What this dossier is. `dossier check` tells what is wrong, `dossier ask "…"` tries it.
languages: [fr, en]               # the first is the main one
title: {fr: "NAME", en: "NAME"}
about: {fr: "la boulangerie Martin", en: "Martin's bakery"}       # completes "This dossier is about …"
subject: bakery                   # what a question that names nothing is about
source:                           # what you do not know, leave out
  language: fr
  paragraphs: 2
"""

_ENTITIES: Final = """\
# Who and what the facts speak of, with the other names that people use.
bakery:
  kind: company
  name: {fr: "boulangerie Martin", en: "Martin's bakery"}
  article: {fr: la}               # leave out where the name takes none
  aliases: {fr: ["la boulangerie", "Martin"], en: ["the bakery", "Martin"]}
baker:
  kind: person
  name: Claire Martin
  aliases: {fr: ["la boulangère"], en: ["the baker"]}
"""

_FACTS: Final = """\
# What the article says, one fact each. A number is written once; texts read it as {value} or {when}.
opening:
  subject: bakery
  relation: opened
  when: {date: 1998}
  status: stated                  # stated confirmed reported conditional forecast opinion inferred
  paragraph: 1
  text: {fr: "{bakery.the} a ouvert en {when}", en: "{bakery.the} opened in {when}"}
  event: {fr: "ouverture {bakery.of}", en: "opening {bakery.of}"}       # a line of the timeline
staff:
  subject: bakery
  relation: employs
  value: {number: 12, form: {fr: "{number} personnes", en: "{number} people"}}
  status: reported
  said_by: [baker]
  paragraph: 2
  text: {fr: "{bakery.the} emploie {value}", en: "{bakery.the} employs {value}"}
"""

_QUESTIONS: Final = """\
# What people ask, and what answers it. Ten to thirty ways of asking per language make it understood well.
when-opened:
  title: {fr: "Quand la boulangerie a-t-elle ouvert ?", en: "When did the bakery open?"}
  ask:
    fr:
      - "quand la boulangerie a-t-elle ouvert ?"
      - "en quelle année a ouvert la boulangerie ?"
      - "la boulangerie existe depuis quand ?"
      - "date d'ouverture"
      - "c'est ouvert depuis combien de temps ?"
    en:
      - "when did the bakery open?"
      - "what year did it open?"
      - "how long has the bakery been there?"
      - "opening date"
      - "since when does the bakery exist?"
  facts: [opening]                # a fact's name gives its value, its name.text the whole clause
  answer: {fr: "{opening.Text}.", en: "{opening.Text}."}
  near: [how-many-people]         # questions to offer next
how-many-people:
  title: {fr: "Combien de personnes y travaillent ?", en: "How many people work there?"}
  ask:
    fr:
      - "combien de personnes travaillent à la boulangerie ?"
      - "combien y a-t-il d'employés ?"
      - "la boulangerie emploie combien de gens ?"
      - "quel est l'effectif ?"
      - "nombre de salariés"
    en:
      - "how many people work at the bakery?"
      - "how many employees are there?"
      - "how many people does the bakery employ?"
      - "how big is the staff?"
      - "number of employees"
  facts: [staff]
  answer: {fr: "{bakery.The} emploie {staff}.", en: "{bakery.The} employs {staff}."}
"""

_NOT_COVERED: Final = """\
# What people ask next and the article does not say. No figure may stand in such a reply.
price-of-bread:
  title: {fr: "Combien coûte une baguette ?", en: "How much is a baguette?"}
  topic: {fr: "le prix du pain", en: "the price of bread"}     # "The article does not say anything about …"
  ask:
    fr:
      - "combien coûte une baguette ?"
      - "quel est le prix du pain ?"
      - "la baguette est à combien ?"
      - "le pain est-il cher ?"
      - "tarifs de la boulangerie"
    en:
      - "how much is a baguette?"
      - "what does the bread cost?"
      - "what is the price of bread?"
      - "is the bread expensive?"
      - "price list of the bakery"
  near: [how-many-people]
"""

_NAME_PART: Final = re.compile(r"[\w-]+")
_LONGEST_NAME: Final = 64

_FILES: Final[Mapping[str, str]] = {
    MAIN_FILE: _DOSSIER,
    "entities.yaml": _ENTITIES,
    "facts.yaml": _FACTS,
    "questions.yaml": _QUESTIONS,
    "not_covered.yaml": _NOT_COVERED,
}


def new_dossier(folder: Path) -> Path:
    """Write a small commented dossier into ``folder``, whose last part names it; gives ``folder`` back.

    Raises:
        UsageError: when the name cannot be used, the folder is not empty, or it cannot be written.
    """
    name = name_of(folder)
    refuse_used_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in _FILES.items():
            (folder / file).write_text(content.replace("NAME", name), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}): name another folder") from None
    return folder


def name_of(folder: Path) -> str:
    """The name that a new dossier in ``folder`` would have: that of the folder.

    Raises:
        UsageError: when it cannot stand where dossiers are listed (in settings, in the memory of a button).
    """
    name = folder.name if folder.name not in {"", ".."} else folder.resolve().name
    if not NAME.fullmatch(name):
        meant = "-".join(_NAME_PART.findall(name))[:_LONGEST_NAME]
        like = f", as in “{meant}”" if meant else ""
        raise UsageError(
            f"“{name}” cannot name a dossier: use letters, digits, - and _ (1 to 64 of them){like}"
        )
    return name


def refuse_used_folder(folder: Path) -> None:
    """Keep what is in ``folder`` from being mixed or overwritten.

    Raises:
        UsageError: when there is anything in it, or it is no folder.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty: name another folder")
    except OSError as error:
        raise UsageError(f"{folder} cannot be used ({error.strerror}): name another folder") from None
