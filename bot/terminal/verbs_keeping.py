"""The verbs about what the bot remembers, declared beside the others in ``verbs``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.storage.settings import LARGEST_ID
from bot.terminal.verbs import verbs

_EPILOG = verbs.info.epilog
_Server = Annotated[
    int | None, typer.Option(metavar="ID", min=1, max=LARGEST_ID, help="Of one Discord server alone.")
]
_User = Annotated[int | None, typer.Option(metavar="ID", min=1, max=LARGEST_ID, help="Of one Discord user.")]


@verbs.command(epilog=_EPILOG)
def unanswered(
    context: typer.Context,
    *,
    dossier: Annotated[str | None, typer.Option(metavar="ID", help="Of this dossier alone.")] = None,
    server: _Server = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="As CSV, in UTF-8; say so where a spreadsheet opens it.")
    ] = False,
) -> int:
    """List unanswered questions, where a server keeps them."""
    from bot.terminal import verb_unanswered

    return verb_unanswered.run(context.obj.config, dossier=dossier, server=server, as_json=json, as_csv=csv)


@verbs.command(epilog=_EPILOG)
def suggest(
    context: typer.Context,
    *,
    dossier: Annotated[str | None, typer.Option(metavar="ID", help="For this dossier alone.")] = None,
    questions: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="Labelled questions to ask before and after.")
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="N.M=INTENT", help="Give (the Mth question of) proposal N to another entry."),
    ] = None,
    accept: Annotated[
        str | None, typer.Option(metavar="1,3|all", help="Write these proposals into the dossier.")
    ] = None,
) -> int:
    """Propose phrasings for unanswered questions, with the figures before and after."""
    from bot.terminal import verb_suggest

    return verb_suggest.run(
        context.obj.open_app(), dossier=dossier, questions=questions or [], to=to or [], accept=accept
    )


@verbs.command(epilog=_EPILOG)
def stats(
    context: typer.Context,
    *,
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days, today included.")] = 30,
    server: _Server = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    picture: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a PNG there too.")] = None,
) -> int:
    """Count questions answered, offered and refused, by day and language."""
    from bot.terminal import verb_stats

    return verb_stats.run(context.obj.open_app(), days=days, server=server, as_json=json, picture=picture)


@verbs.command(epilog=_EPILOG)
def settings(
    context: typer.Context,
    *,
    server: _Server = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=VALUE", help="Change a server's setting; no VALUE: back to the default."
        ),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The declared settings as a table.")] = False,
) -> int:
    """List the settings of a server, or change them."""
    from bot.terminal import verb_settings

    return verb_settings.run(context.obj.open_app(), server=server, changes=change or [], markdown=markdown)


@verbs.command(epilog=_EPILOG)
def export(context: typer.Context, *, server: _Server = None, user: _User = None) -> int:
    """Print all that is kept about a server or a person, as JSON."""
    from bot.terminal import verb_privacy

    return verb_privacy.export(context.obj.config, server=server, user=user)


@verbs.command(epilog=_EPILOG)
def forget(context: typer.Context, *, server: _Server = None, user: _User = None) -> int:
    """Delete all that is kept about a server or a person."""
    from bot.terminal import verb_privacy

    return verb_privacy.forget(context.obj.config, server=server, user=user)
