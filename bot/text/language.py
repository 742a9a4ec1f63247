"""What the bot knows of a language, as data: a third language is one more file, never an ``if``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Localised = Mapping[str, str]
"""A text in several languages: language id → text. Never empty."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language the bot can speak, read from ``bot/resources/languages/ID.yaml``."""

    id: str
    """Two letters, lower-case: ``fr``."""
    locale: str
    """The CLDR locale for numbers, dates and lists: ``fr_FR``."""
    name: str
    """Its own name for itself: ``français``."""
    discord_locales: tuple[str, ...]
    """Discord's locales that are this language: ``fr``; ``en-US`` and ``en-GB``."""
    function_words: frozenset[str]
    """Folded words that carry grammar, not subject: evidence of the language, weak evidence of an intent."""
    witnesses: frozenset[str]
    """Folded everyday words that exist in this language and in no other one here (greetings, question words…)."""
    question_words: Mapping[str, tuple[str, ...]]
    """Kind of question (``who what when where why how_much how which``) → folded words or phrases that ask it."""
    polar_starts: tuple[str, ...]
    """Folded beginnings of a question that wants yes or no: ``est ce que``, ``did``."""
    negations: frozenset[str]
    """Folded words that negate: ``pas``, ``not``."""
    follow_up_starts: tuple[str, ...]
    """Folded beginnings that lean on the question before: ``et``, ``what about``."""
    pronouns: frozenset[str]
    """Folded words that stand for something said before: ``elle``, ``it``, ``they``."""
    possessives: frozenset[str]
    """Those of the pronouns that say whose something is: ``its``, ``ses``."""
    clitics: frozenset[str]
    """Those of the pronouns that stand before their verb, with it, the first word being the pronoun: ``l a`` (« qui l'a fondé ? »)."""
    elisions: tuple[str, ...]
    """Folded letters that lean on the next word and are split from it: ``l``, ``d``, ``qu``."""
    shorthand: Mapping[str, str]
    """Folded chat spelling → folded plain words, for what no general rule gives: ``pk`` → ``pourquoi``."""
    letters: str
    """Letters with marks that only this language writes, of those here: ``éèêàç…``; evidence of it."""
    endings: tuple[str, ...]
    """Folded word endings typical of it and of no other one here: ``aient``, ``ing``."""
    sound_rules: tuple[tuple[str, str], ...]
    """Regular expression → replacement, applied in order to a folded word to get how it sounds."""
    articles: Mapping[str, Mapping[str, str]]
    """Form (``the of to``) → article as written in a dossier (or empty) → what stands before the name."""
    elided_before: str
    """Letters before which an article or preposition elides (``aeiouyh``); empty when never."""
    elided: Mapping[str, str]
    """Full form with its space → elided or contracted form: ``"de "`` → ``"d'"``, ``"de Les "`` → ``"des "``."""
    plurals: frozenset[str] = frozenset()
    """Those of the pronouns that may stand for several: ``they``, ``leurs``."""
    deciding: frozenset[str] = frozenset()
    """Folded words of grammar on which a yes or a no may hang: ``against``, ``again``, ``up``."""
    things: frozenset[str] = frozenset()
    """Those of the pronouns that stand for no person: ``it``, ``ça``."""
    converse: tuple[str, ...] = ()
    """Folded phrases that ask the question before the other way round: ``vice versa``."""
    subject_pronouns: frozenset[str] = frozenset()
    """Those of the pronouns that may say once more who was just named: ``Thales, il vend ?``."""
    adding: frozenset[str] = frozenset()
    """Folded words that stand between names taken as one (« Thales plus la Caisse »)."""
    summing: tuple[str, ...] = ()
    """Folded phrases that say before digits what several make together: ``adds up to``."""
    percent_words: tuple[str, ...] = ()
    """Folded phrases that stand behind digits for a percent sign: ``per cent``."""
    each: frozenset[str] = frozenset()
    """Folded words that take several names one by one: ``each``."""
    jointly: frozenset[str] = frozenset()
    """Folded words that take several names as one: ``together``."""
    why_not: str = ""
    """Folded: what a mere "why?" means after a no."""
    pointers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Place (``first second third last other other_two others both``) → folded phrases that point at those of several there: ``the last one``."""
    choosing: frozenset[str] = frozenset()
    """Folded words that stand beside the place of what is chosen: ``number`` 2, ``le`` premier."""
    both: tuple[str, ...] = ()
    """Folded phrases that take two as one: ``both``."""
    assents: tuple[str, ...] = ()
    """Folded texts that take the one question offered: ``yes please``."""
    comparing: tuple[str, ...] = ()
    """Folded beginnings that hold what was spoken of against another: ``more than``."""
    than: frozenset[str] = frozenset()
    """Folded words before what something is held against: ``than``."""
    years_off: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Years to add, as digits with a sign → folded phrases that say so: ``-1`` → ``the year before``."""
    around_years: frozenset[str] = frozenset()
    """Folded words before a year that mean another time, or a part of it: ``since``, ``avant``, ``fin``."""
    before_years: frozenset[str] = frozenset()
    """Those of them that mean an earlier time: ``before``."""
    after_years: frozenset[str] = frozenset()
    """Those of them that mean a later time: ``après``."""
    opposites: tuple[tuple[str, str], ...] = ()
    """Both sides of a pair of opposite meanings, each a few folded words parted by spaces, ``*`` for any ending."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """Meaning, alike in every language → folded words and phrases that have it, parted by a comma and a space, ``*`` for any
    ending: ``buy`` → ``buy*, bought, take over``."""
    limits: frozenset[str] = frozenset()
    """Folded phrases that narrow what is asked, so that a yes to the rest is none to it: ``only``, ``moitie``, ``never``."""
    limits_around: tuple[tuple[str, str], ...] = ()
    """Pairs of folded words that do so together, with others between: ``ne … que``."""
    refusals: frozenset[str] = frozenset()
    """Folded words that say no by themselves: ``non``."""
    either_or: frozenset[str] = frozenset()
    """Folded words that join what is to be chosen from: ``or``."""
    supposing: tuple[str, ...] = ()
    """Folded beginnings of what is but supposed, to which neither yes nor no answers: ``what if``."""
    antecedents: frozenset[str] = frozenset()
    """Folded words whom a clause is about that follows them with what else is a question word: ``those`` who."""
    months: frozenset[str] = frozenset()
    """Folded names of the months."""
    modals: tuple[str, ...] = ()
    """Groups of folded words, parted by spaces, with which a question asks alike of what can, should, will or is meant to be, of what is
    still so, of what ever was or of what makes it so: ``can could able``."""
    polar_ends: tuple[str, ...] = ()
    """Folded ends that make a statement a yes-or-no question, with or without its mark: ``isn t it``, ``ou pas``."""
    confirming: tuple[str, ...] = ()
    """Those ends, and beginnings, that ask whether what is said is so: a no to « ce n'est pas signé, c'est ça ? » may say that it is."""
    denying_starts: tuple[str, ...] = ()
    """Folded beginnings whose last word denies, of a question that expects a yes to the same without it: ``is not`` it signed?"""
    belying: tuple[str, ...] = ()
    """Folded phrases that ask whether what follows is false, to which a yes or no would be taken for the other: ``faux que``."""
    clefts: tuple[str, ...] = ()
    """Folded beginnings behind which a name and « qui » ask for nobody: ``c est`` in « c'est Bercy qui l'a décidé ? »."""
    asks_at_start: frozenset[str] = frozenset()
    """Folded words that ask for something where a question begins with them, and nowhere else: ``que``."""
    in_places: frozenset[str] = frozenset()
    """Folded words before the name of a place where something is: ``near``, ``chez``."""
    agent_words: frozenset[str] = frozenset()
    """Folded words before the one who acts, where the one acted on was named first: ``by``."""
    owner_words: frozenset[str] = frozenset()
    """Folded words before whose something is: ``of``, ``de``."""
    inverse_words: frozenset[str] = frozenset()
    """Folded words, ``*`` for any ending, that name first whom it is done to: ``belong*``."""
    mutual_words: frozenset[str] = frozenset()
    """Folded words before the other of two who do it together: ``with``."""
    counts: frozenset[str] = frozenset()
    """Folded words that say how many: ``three``, ``aucun``."""
    numerals: Mapping[str, int] = field(default_factory=dict)
    """Folded words for numbers, which are no misspelling of one another → the power of ten that each stands for: ``million`` → 6."""
    beyond: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Side of a figure (``more at_least less at_most``) → folded phrases before the figure that mean it: ``more than``."""
    negative_prefixes: tuple[str, ...] = ()
    """Folded beginnings that make a word its contrary, so that it is no misspelling of the rest: ``un``."""
    asked_for: tuple[str, ...] = ()
    """Folded phrases, in any language, that ask for a reply in this one: ``in english``, ``en anglais``."""
    saying: frozenset[str] = frozenset()
    """Folded words that ask for nothing but that something be said: ``repeat``, ``translate``."""
    frames: tuple[str, ...] = ()
    """Folded phrases that people put around a question and that tell nothing of it: ``dis moi``, ``could you tell me``."""
    correcting: tuple[str, ...] = ()
    """Those of the frames with which people correct what they asked: ``i meant``, ``je voulais dire``."""
    first_of_month: str = ""
    """What stands for the 1 of a date where it is no bare number: ``1er``."""
    tight_before: Mapping[str, str] = field(default_factory=dict)
    """Punctuation mark → the (no-break) space that must stand before it: ``{"?": "\\u202f"}``."""
