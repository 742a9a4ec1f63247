"""``dossier chat``: a talk in the terminal, with everything that the Discord commands show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.answering.about import about
from bot.answering.answer import Answer, SourceLine
from bot.app import App
from bot.terminal.screen import Screen
from bot.terminal.tables import table_of
from bot.terminal.welcome import welcome
from bot.text.formats import typeset

CONVERSATION = "terminal"
"""The key under which the talk is remembered, so that follow-ups work."""

COMMANDS = ("ask", "stakes", "timeline", "language", "more", "source", "about", "help", "quit")
"""In the order in which ``/help`` tells them."""

WITH_ARGUMENTS = frozenset({"ask", "stakes", "timeline", "language"})
"""Those that something may follow; ``args_NAME`` among the phrases says what."""

LEAVING = frozenset({"/quit", "/exit", "/q"})
"""What ends the talk, beside the words for it that ``leave`` among the phrases lists."""

EXAMPLES = 3
"""Questions to start from."""

_YEARS = re.compile(r"([0-9]{1,4}(\s+[0-9]{1,4})?)?")


class Chat:
    """One talk: takes lines, shows replies.

    Args:
        app: the opened bot.
        screen: where replies go.
        language: the language to greet in; later, that of the last reply.
    """

    def __init__(self, app: App, screen: Screen, language: str) -> None:
        self.language = language
        self._app = app
        self._screen = screen
        self._chosen: str | None = app.language
        self._last: Answer | None = None
        self._told: Sequence[SourceLine] = ()
        words = ",".join(self._phrase("terminal.leave", one) for one in app.languages)
        self._leaving = LEAVING | {word.strip() for word in words.split(",")}
        self._commands: Mapping[str, Callable[[str], None]] = {
            "ask": self._ask,
            "stakes": self._stakes,
            "timeline": self._timeline,
            "language": self._choose_language,
            "more": self._more,
            "source": self._sources,
            "about": self._about,
            "help": self._help,
        }

    def greet(self) -> None:
        """Say what can be asked, with a few questions to start from."""
        app = self._app
        opening = welcome(app.assistant, app.phrases, app.languages[self.language], examples=EXAMPLES)
        self._screen.say(opening.sentence)
        if opening.examples:
            self._screen.note(opening.trial)
            self._screen.choices(opening.examples)

    def take(self, line: str) -> bool:
        """Answer one line; False when the person wants to leave."""
        text = line.strip()
        if text.casefold() in self._leaving:
            self._screen.say(self._say("goodbye"))
            return False
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            command = self._commands.get(name.casefold())
            if command is None:
                self._screen.say(self._say("unknown_command", command=f"/{name[:20]}"))
            else:
                command(argument.strip())
        elif re.fullmatch("[0-9]{1,2}", text):
            self._pick(int(text))
        elif text:
            self._show(
                self._app.answer(
                    text, language=self._chosen, hints=(self.language,), conversation=CONVERSATION
                )
            )
        return True

    def completions(self, text: str) -> Iterator[str]:
        """Whole lines that ``text`` may become, best first."""
        if text.startswith("/"):
            yield from (f"/{name}" for name in COMMANDS if name.startswith(text[1:]))
        else:
            yield from (
                offer.text for offer in self._app.assistant.complete(text, language=self.language, limit=8)
            )

    def _ask(self, question: str) -> None:
        if question and not question.startswith("/"):
            self.take(question)
        else:
            self._screen.say(self._say("ask_what"))

    def _pick(self, number: int) -> None:
        offers = (
            self._last.suggestions
            if self._last
            else self._app.assistant.complete("", language=self.language, limit=EXAMPLES)
        )
        if not 1 <= number <= len(offers):
            self._screen.say(self._say("no_such_number", number=number))
            return
        question = offers[number - 1].text
        self._screen.note(question)
        self._show(self._app.answer(question, language=self.language, conversation=CONVERSATION))

    def _show(self, answer: Answer) -> None:
        self._last, self.language, self._told = answer, answer.language, answer.sources
        self._screen.say(answer.lead)
        self._screen.choices([offer.text for offer in answer.suggestions])
        self._show_sources(answer)
        notes = [self._say("more_offer") if answer.more else ""]
        notes += [self._say("pick")] if answer.suggestions and not answer.sources else []
        for note in filter(None, notes):
            self._screen.note(note)

    def _show_sources(self, answer: Answer) -> None:
        """The sources of what was said, then the table with its own, which are not told twice."""
        view = table_of(self._app.assistant, answer)
        if answer.source_note and (view is None or answer.source_note != view.source_note):
            self._screen.note(answer.source_note)
        if view is not None:
            self._screen.view(view)

    def _stakes(self, company: str) -> None:
        view = self._app.assistant.stakes(language=self.language, company=company or None)
        if company and (view is None or not view.rows):
            self._screen.say(self._say("answering.no_such_holder", company=company))
        elif view is None:
            self._screen.say(self._say("answering.no_shares"))
        else:
            self._screen.stakes(view)

    def _timeline(self, years: str) -> None:
        if not _YEARS.fullmatch(years):
            self._screen.say(self._say("years_wanted"))
            return
        first, last = [*sorted(map(int, years.split())), None, None][:2]
        view = self._app.assistant.timeline(language=self.language, first=first, last=last)
        if view is None:
            self._screen.say(self._say("answering.no_dates"))
        else:
            self._screen.timeline(view)

    def _choose_language(self, wanted: str) -> None:
        if wanted == "auto":
            self._chosen = None
            self._screen.say(self._say("language_auto"))
        elif wanted in self._app.languages:
            self._chosen = self.language = wanted
            self._screen.say(self._say("language_now", language=self._app.languages[wanted].name))
        else:
            self._screen.say(self._say("language_unknown", languages=", ".join(self._app.languages)))

    def _more(self, _: str) -> None:
        if self._last is None or not self._last.more:
            self._screen.say(self._say("no_more"))
            return
        self._screen.say(self._last.more)
        if self._last.more_note:
            self._screen.note(self._last.more_note)
        self._told = (*self._last.sources, *self._last.more_sources)

    def _sources(self, _: str) -> None:
        for line in dict.fromkeys(self._source_line(source) for source in self._told):
            self._screen.say(line)
        if not self._told:
            self._screen.say(self._say("no_sources"))

    def _source_line(self, source: SourceLine) -> str:
        status = self._say(f"answering.short_{source.status}")
        said_by = ", ".join(source.said_by) or self._say("answering.article")
        key = "source_line" if source.paragraph else "source_outside"
        return self._say(key, paragraph=source.paragraph, status=status, said_by=said_by)

    def _about(self, _: str) -> None:
        app = self._app
        self._screen.say("\n".join(about(app.dossiers.values(), self.language, app.languages, self._phrase)))

    def _help(self, _: str) -> None:
        self._screen.say(f"**{self._say('help_title')}**")
        spoken = ", ".join(self._app.languages)
        rows = [(self._usage(name), self._say(f"help_{name}", languages=spoken)) for name in COMMANDS]
        self._screen.commands(rows)
        self._screen.note(self._say("help_numbers"))

    def _usage(self, name: str) -> str:
        return f"/{name} {self._say(f'args_{name}')}" if name in WITH_ARGUMENTS else f"/{name}"

    def _say(self, key: str, **values: object) -> str:
        full = key if key.startswith("answering.") else f"terminal.{key}"
        return self._phrase(full, self.language, **values)

    def _phrase(self, key: str, language: str, /, **values: object) -> str:
        return typeset(self._app.phrases.say(key, language, **values), self._app.languages[language])
