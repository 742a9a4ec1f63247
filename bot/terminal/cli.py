"""From a command line to a verb and an exit code.

Exit codes: 0 done; 1 the answer is no (``check`` found problems, ``eval`` fell short); 2 wrong use or a broken config
or dossier, with one readable line on standard error for each thing wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import typer

from bot.errors import DossierError, KnowledgeError, UsageError
from bot.terminal import (
    streams,
    verbs_keeping,  # noqa: F401  # declares its verbs
)
from bot.terminal.verbs import SHARED, verbs

BROKEN = 2
"""Wrong use, or a broken config or dossier."""
INTERRUPTED = 130
"""What shells expect of a program that Ctrl-C ended."""


def main() -> None:
    """Run the verb that the command line names, and exit with its code."""
    sys.exit(execute(sys.argv[1:]))


def execute(arguments: Sequence[str]) -> int:
    """Run a verb with ``arguments``; returns its exit code."""
    streams.prepare()
    try:
        code = verbs(_shared_first(arguments), prog_name="dossier", standalone_mode=False)
        sys.stdout.flush()
    except KnowledgeError as error:
        return _complain(*error.lines)
    except DossierError as error:
        return _complain(*(f"dossier: {line}" for line in error.lines))
    except typer.TyperException as error:
        return _complain(f"dossier: {error.format_message()}")
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit:  # typer's own way to end when it meets a closed pipe first
        streams.silence()
        code = 0
    except OSError as error:
        code = _refused(error)
    return int(code or 0)


def _refused(error: OSError) -> int:
    """The exit code for what the system refused; to an output that takes nothing, nothing more is written."""
    why = (error.strerror or str(error)).lower()
    if error.filename is not None:
        return _complain(
            f"dossier: {error.filename} cannot be read or written ({why}): name another, or make room"
        )
    streams.silence()
    if isinstance(error, BrokenPipeError):
        return 0
    return _complain(f"dossier: the output cannot be written ({why}): make room, or send it elsewhere")


def _complain(*lines: str) -> int:
    for line in lines:
        print(streams.printable(" ".join(line.split())), file=sys.stderr)
    return BROKEN


def _shared_first(arguments: Sequence[str]) -> list[str]:
    """``arguments`` with the options of every verb moved before the verb, where they are declared once.

    Raises:
        UsageError: when one of them has no value, or is given twice.
    """
    shared: list[str] = []
    rest: list[str] = []
    given: set[str] = set()
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return [*shared, *rest, argument, *waiting]
        name, equals, _ = argument.partition("=")
        if name not in SHARED:
            rest.append(argument)
            continue
        if name in given:
            raise UsageError(
                f"{name} is given twice, and the second would take the first one's place: {SHARED[name]}"
            )
        given.add(name)
        if equals:
            shared.append(argument)
        else:
            shared += [argument, _value_of(argument, waiting)]
    return [*shared, *rest]


def _value_of(option: str, waiting: Iterator[str]) -> str:
    value = next(waiting, None)
    if value is None:
        raise UsageError(f"{option} wants a value after it")
    return value
