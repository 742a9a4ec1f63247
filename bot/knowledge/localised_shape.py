"""The shape of what is written once per language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.knowledge.nodes import Node, Table
from bot.knowledge.shapes import Checking, Json, Shape, suggest


class Plain(Enum):
    """When a value may stand without naming a language."""

    ALWAYS = auto()
    """It is then the same in all languages."""
    ONE_LANGUAGE = auto()
    """Only in a dossier of one language."""


@dataclass(frozen=True, slots=True)
class PerLanguage:
    """A value for each language: ``{fr: …, en: …}``, or plain where ``plain`` allows it."""

    inner: Shape
    """The value in one language; never a mapping."""
    plain: Plain = Plain.ALWAYS
    complete: bool = True
    """Whether every language of the dossier must be there."""

    @property
    def kinds(self) -> tuple[type, ...]:
        """A mapping, or what the value may be by itself."""
        return (*self.inner.kinds, Table)

    def check(self, node: Node, checking: Checking) -> None:
        """Report missing and foreign languages and values that do not fit."""
        if not isinstance(node, Table):
            self._check_plain(node, checking)
            return
        for language, entry in node.entries.items():
            if language in checking.languages:
                self.inner.check(entry.value, checking)
            else:
                self._refuse_language(node, language, checking)
        missing = [language for language in checking.languages if language not in node.entries]
        if self.complete and missing and any(known in node.entries for known in checking.languages):
            for language in missing:
                checking.complain(
                    node, f"the language “{language}” is missing: add “{language}: …” beside the others"
                )

    def _check_plain(self, node: Node, checking: Checking) -> None:
        if (
            self.plain is Plain.ONE_LANGUAGE
            and len(checking.languages) > 1
            and type(node) in self.inner.kinds
        ):
            languages = ", ".join(f"{language}: …" for language in checking.languages)
            checking.complain(node, f"the language is missing: write {{{languages}}}")
            return
        self.inner.check(node, checking)

    def _refuse_language(self, node: Table, language: str, checking: Checking) -> None:
        entry = node.entries[language]
        if language in checking.around and any(known in node.entries for known in checking.languages):
            checking.complain(entry, f"“{language}” is indented too far: move it left")
            return
        languages = ", ".join(checking.languages)
        is_text = len(language) > 3 or not language.isalpha()  # noqa: PLR2004 - a code has 2 or 3 letters
        if is_text and any(known in node.entries for known in checking.languages):
            cure = "a text with a comma or a brace in it must stand in quotes"
        elif is_text:
            cure = f"write {{{checking.languages[0]}: …}}, and put a text that starts with {{ in quotes"
        else:
            cure = suggest(language, checking.languages)
        checking.complain(entry, f"“{language[:60]}” is no language of this dossier ({languages}): {cure}")

    def export(self) -> Json:
        """Plain, or an object with a property for each language."""
        value = self.inner.export()
        table = {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2,3}$"},
            "additionalProperties": value,
        }
        return {"anyOf": [value, table]}
