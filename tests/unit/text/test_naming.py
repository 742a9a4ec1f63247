"""Names in a sentence, with the article and preposition that their language asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened import languages

from bot.knowledge.naming import FORMS, capitalised, led_name, name_in
from bot.knowledge.records import Entity, Place

FR, EN = languages()["fr"], languages()["en"]


def entity(name: str, article: str = "", english_article: str = "") -> Entity:
    return Entity(
        id="one",
        kind="company",
        name={"fr": name, "en": name},
        article={"fr": article, "en": english_article},
        aliases={},
        outsider=False,
        place=Place(Path("entities.yaml"), 1, 1),
    )


@pytest.mark.parametrize(
    ("name", "article", "the", "of", "to"),
    [
        ("Thales", "", "Thales", "de Thales", "à Thales"),
        ("Orange", "", "Orange", "d'Orange", "à Orange"),
        ("Épi d'Or", "", "Épi d'Or", "d'Épi d'Or", "à Épi d'Or"),
        ("Huawei", "", "Huawei", "de Huawei", "à Huawei"),
        ("Caisse", "la", "la Caisse", "de la Caisse", "à la Caisse"),
        ("Port", "le", "le Port", "du Port", "au Port"),
        ("Échos", "les", "les Échos", "des Échos", "aux Échos"),
        ("État", "l'", "l'État", "de l'État", "à l'État"),
        ("État", "le", "l'État", "de l'État", "à l'État"),
        ("Union", "la", "l'Union", "de l'Union", "à l'Union"),
        ("Les Echos", "", "Les Echos", "des Echos", "aux Echos"),
        ("Le Monde", "", "Le Monde", "du Monde", "au Monde"),
        ("Lescot", "", "Lescot", "de Lescot", "à Lescot"),
    ],
)
def test_french_contracts_and_elides(name, article, the, of, to):
    named = entity(name, article)
    assert [name_in(named, FR, form) for form in ("name", "the", "of", "to")] == [name, the, of, to]


def test_english_puts_the_article_after_the_preposition():
    mill = entity("mill", english_article="the")
    assert [name_in(mill, EN, form) for form in ("the", "of", "to")] == [
        "the mill",
        "of the mill",
        "to the mill",
    ]
    assert name_in(entity("Orange"), EN, "of") == "of Orange"


def test_a_capital_form_opens_a_sentence():
    assert name_in(entity("Caisse", "la"), FR, "The") == "La Caisse"
    assert name_in(entity("Orange"), FR, "Of") == "D'Orange"
    assert name_in(entity("eBay"), EN, "The") == "EBay"


def test_the_bare_name_is_as_printed():
    assert name_in(entity("eBay"), EN) == "eBay"
    assert {"name", "the", "of", "to"} == FORMS


def test_a_form_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        name_in(entity("Orange"), FR, "from")


def test_only_the_first_letter_is_raised():
    assert capitalised("épi d'Or") == "Épi d'Or"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    ("head", "named", "written"),
    [
        ("la part d'", entity("Caisse", "la"), "la part de la Caisse"),
        ("la part de la ", entity("Orange"), "la part d'Orange"),
        ("la part de ", entity("Orange"), "la part d'Orange"),
        ("the share of the ", entity("Orange"), "the share of Orange"),
        ("c'est grande ", entity("Orange"), "c'est grande Orange"),
        ("avec ", entity("Caisse", "la"), "avec Caisse"),
    ],
)
def test_what_stands_before_a_name_says_whose_something_is_as_that_name_wants(head, named, written):
    assert led_name(head, named, (FR, EN)) == written
