"""``dossier ask``: the opened bot meets standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.answering.answer import Answer
from bot.app import App
from bot.errors import UsageError
from bot.terminal import markup, streams
from bot.terminal.asking import BatchRow, answer_record, json_line, run_batch
from bot.terminal.tables import table_of


def once(app: App, words: Sequence[str] | None, *, as_json: bool, dossier: str | None) -> int:
    """Answer the question that ``words`` make up, or standard input where there are none."""
    reply = app.answer(question_of(words), dossier=_known(app, dossier))
    if as_json:
        sys.stdout.buffer.write(json_line(answer_record(reply)))
    else:
        print(markup.rendered(reply.text, colour=streams.wants_colour(sys.stdout)))
        # A script gets the reply's text and nothing else.
        view = table_of(app.assistant, reply) if streams.is_terminal(sys.stdout) else None
        if view is not None:
            from bot.terminal.screen import Screen  # noqa: PLC0415  # slow to import, and few replies have a table

            screen = Screen(app.phrases)
            screen.gap()
            screen.view(view)
    return 0


def batch(app: App, *, dossier: str | None) -> int:
    """Answer each row of standard input."""
    default = _known(app, dossier)

    def answer(row: BatchRow) -> Answer:
        return app.answer(
            row.question,
            language=row.language,
            conversation=row.conversation,
            dossier=row.dossier or default,
        )

    run_batch(
        sys.stdin.buffer, sys.stdout.buffer, answer=answer, languages=app.languages, dossiers=app.dossiers
    )
    return 0


def question_of(words: Sequence[str] | None) -> str:
    """The question on the command line, else the one that is piped in.

    Raises:
        UsageError: when there is neither.
    """
    if words:
        return " ".join(words)
    if sys.stdin.isatty():
        raise UsageError('say what to ask: dossier ask "Who owns Cloudwatt?"')
    return streams.read_question(sys.stdin)


def _known(app: App, dossier: str | None) -> str | None:
    if dossier is not None and dossier not in app.dossiers:
        raise UsageError(f"there is no dossier “{dossier}”: there are {', '.join(sorted(app.dossiers))}")
    return dossier
