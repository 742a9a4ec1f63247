"""The verbs of the command line, declared for typer. Each imports what it needs when it runs.

That is how ``ask`` starts without Discord, pictures or the database. A verb returns its exit code.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError
from bot.terminal.streams import told_when_slow

if TYPE_CHECKING:
    from bot.app import App

SHARED: Mapping[str, str] = {
    "--knowledge": "to load several dossiers, put their folders into one, and name that",
    "--config": "name one file",
    "--language": "name one language",
}
"""The options of every verb, declared once, before the verb → what to do where one is given twice."""

_EPILOG = "Every verb takes --knowledge DIR, --config FILE and --language ID too."


@dataclass(frozen=True, slots=True)
class Options:
    """What every verb may be told."""

    knowledge: Path | None
    config: Path | None
    language: str | None

    def open_app(self, *, lasting_talks: bool = False) -> App:
        """The opened bot, with these options applied; raises a ``DossierError`` when something is broken.

        Whoever watches is told why, when it takes long.
        """
        from bot.app import open_app

        with told_when_slow("working out what the dossiers can be asked"):
            return open_app(
                knowledge=self.knowledge,
                config_file=self.config,
                language=self.language,
                lasting_talks=lasting_talks,
            )


verbs = typer.Typer(
    name="dossier",
    help="A bot that answers from sourced facts, and says so when the source is silent.",
    epilog=_EPILOG,
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@verbs.callback()
def _shared_options(
    context: typer.Context,
    *,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Another dossier, or a folder that holds several.")
    ] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="Another config.yaml.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="ID", help="Reply in this language: fr, en…")
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    context.obj = Options(knowledge, config, language)
    if version:
        from bot import __version__

        print(f"dossier {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise UsageError('say what to do: dossier chat talks, dossier ask "…" answers once')


@verbs.command(epilog=_EPILOG)
def ask(
    context: typer.Context,
    *,
    question: Annotated[list[str] | None, typer.Argument(help="The question; else standard input.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help="JSON Lines from standard input to standard output.")
    ] = False,
    dossier: Annotated[str | None, typer.Option(metavar="ID", help="Answer from this dossier alone.")] = None,
) -> int:
    """Answer one question, or many with --batch.

    A row of --batch: {"id": "1", "question": "…"}, and if you like "language", "conversation", "dossier".
    """
    from bot.terminal import verb_ask

    if batch and question:
        raise UsageError("--batch reads its questions from standard input: leave the question out")
    app = context.obj.open_app(lasting_talks=batch)
    if batch:
        return verb_ask.batch(app, dossier=dossier)
    return verb_ask.once(app, question, as_json=json, dossier=dossier)


@verbs.command(epilog=_EPILOG)
def chat(context: typer.Context) -> int:
    """Talk to the bot in the terminal."""
    from bot.terminal import verb_chat

    return verb_chat.run(context.obj.open_app())


@verbs.command(epilog=_EPILOG)
def explain(
    context: typer.Context,
    *,
    question: Annotated[list[str] | None, typer.Argument(help="Else standard input.")] = None,
    after: Annotated[
        list[str] | None, typer.Option(metavar="QUESTION", help="What was asked before it; again for more.")
    ] = None,
) -> int:
    """Show why a question gets its reply and not the runner-up's, and what would have changed it.

    Beside each candidate: how sure the bot is of it, its score, how like the question is to
    all its phrasings together, to the nearest one, and to that letter by letter; then what
    the structure (names, years, forbidden words) takes off the score.
    """
    from bot.terminal import verb_explain

    return verb_explain.run(context.obj.open_app(), question, after=after or ())


@verbs.command(epilog=_EPILOG)
def check(context: typer.Context) -> int:
    """List what is wrong with the dossiers."""
    from bot.terminal import verb_check

    return verb_check.run(context.obj.knowledge, context.obj.config)


@verbs.command("eval", epilog=_EPILOG)
def evaluate(
    context: typer.Context,
    *,
    paths: Annotated[list[Path], typer.Argument(help="Files of labelled questions, or folders of *.jsonl.")],
    minimum: Annotated[
        float, typer.Option("--min", min=0, max=1, help="Right in each language, at least.")
    ] = 0.0,
    max_wrong: Annotated[float, typer.Option(min=0, max=1, help="Wrong in each language, at most.")] = 1.0,
    max_false: Annotated[float, typer.Option(min=0, max=1, help="False answers, at most.")] = 1.0,
    min_language: Annotated[float, typer.Option(min=0, max=1, help="In the right language, at least.")] = 0.0,
    min_followups: Annotated[float, typer.Option(min=0, max=1, help="Right follow-ups, at least.")] = 0.0,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    plot: Annotated[Path | None, typer.Option(metavar="FILE.png", help="Write a picture there too.")] = None,
) -> int:
    """Ask labelled questions, print the figures and list the failures.

    A file has a question a line: {"kind": "answer", "q": "Who owns it?", "lang": "en",
    "intents": ["all-stakes"]}. Other kinds: "followup" with "turns": ["…", "…"] instead of
    "q", "refuse" and "refuse_or_correct" for what the source does not say, "language".
    """
    from bot.terminal import verb_eval
    from bot.terminal.figures import Bars

    bars = Bars(minimum, max_wrong, max_false, min_language, min_followups)
    return verb_eval.run(context.obj.open_app(), paths, bars=bars, as_json=json, plot=plot)


@verbs.command(epilog=_EPILOG)
def run(context: typer.Context) -> int:
    """Answer in Discord; the token comes from DISCORD_TOKEN."""
    from bot.discord_app.options import read_token

    token = read_token(os.environ)
    from bot.terminal import verb_discord

    return verb_discord.run(context.obj.open_app(), token)


@verbs.command(epilog=_EPILOG)
def preview(
    context: typer.Context,
    *,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="A fixed port; else a free one.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> int:
    """Show the real bot on a local page that looks like Discord: no token, no network."""
    from bot.terminal import verb_discord

    return verb_discord.preview(context.obj.open_app(), port=port, open_browser=browser)


@verbs.command(epilog=_EPILOG)
def sync(context: typer.Context) -> int:
    """Register the slash commands with Discord, changed or not."""
    from bot.discord_app.options import read_token

    token = read_token(os.environ)
    from bot.terminal import verb_discord

    return verb_discord.sync(context.obj.open_app(), token)


@verbs.command(epilog=_EPILOG)
def invite() -> int:
    """Print the links that add the bot to a server or an account."""
    from bot.terminal import verb_discord

    return verb_discord.invite()


@verbs.command(epilog=_EPILOG)
def schema() -> int:
    """Print the JSON Schema of a dossier's files, for editors."""
    from bot.knowledge.json_schema import schema_text

    print(schema_text(), end="")
    return 0


@verbs.command(epilog=_EPILOG)
def new(
    context: typer.Context,
    *,
    folder: Annotated[
        Path, typer.Argument(help="The dossier's folder; its last part is the dossier's name.")
    ],
) -> int:
    """Start a dossier from a small commented example."""
    from bot.terminal import verb_dossier

    return verb_dossier.new((context.obj.knowledge or Path()) / folder)


@verbs.command("import", epilog=_EPILOG)
def import_questions(
    context: typer.Context,
    *,
    source: Annotated[Path, typer.Argument(help="Intents as JSON, a CSV or TSV table, or Rasa's nlu.yml.")],
    output: Annotated[Path, typer.Option(metavar="DIR", help="The new dossier's folder.")],
) -> int:
    """Make a FAQ dossier from another bot's questions; --language says what they are written in."""
    from bot.terminal import verb_dossier

    if context.obj.language is None:
        raise UsageError("say what language the questions are written in: --language en")
    return verb_dossier.import_questions(source, language=context.obj.language, output=output)


@verbs.command(epilog=_EPILOG)
def fit(
    context: typer.Context,
    *,
    questions: Annotated[
        list[Path] | None,
        typer.Argument(help="Labelled questions; without any, the dossier's own phrasings."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Keep the bars in the dossier's decision.yaml.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON, with the whole curve.")] = False,
) -> int:
    """Work out from which confidence to answer, and show the curve that it is chosen from."""
    from bot.terminal import verb_fit

    return verb_fit.fit(context.obj.open_app(), questions or [], write=write, as_json=json)
