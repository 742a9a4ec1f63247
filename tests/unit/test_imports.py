"""The house's rules of who imports whom, read from the source: a line that breaks one fails here with its place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOT = ROOT / "bot"

ORDER = ("text", "knowledge", "understanding", "answering", "assistant")
"""A question's way through the house: what stands later imports what stands earlier, never the other way round."""

FACES = ("discord_app", "terminal", "app", "__main__")
"""What meets people or wires; the rooms of ``ORDER`` know none of it."""

LEAVES = ("storage", "charts", "config")
"""Used by faces alone."""

ONLY = {
    "discord": {"discord_app", "terminal/preview.py"},
    "simcord": {"terminal/preview.py"},
    "rapidfuzz": {"understanding"},
    "numpy": {"understanding", "charts"},
    "scipy": {"understanding"},
    "yaml": {"knowledge", "config.py"},
    "ruamel": {"knowledge"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "matplotlib": {"charts"},
    "babel": {"text"},
    "typer": {"terminal"},
    "rich": {"terminal"},
    "prompt_toolkit": {"terminal"},
}
"""Package → the rooms and files that may import it."""


class Import(NamedTuple):
    """One import of one file."""

    file: Path
    """Relative to ``bot/``."""
    line: int
    module: str
    at_top: bool
    """False inside a function."""
    for_types: bool
    """True under ``if TYPE_CHECKING``."""

    @property
    def room(self) -> str:
        return self.file.parts[0].removesuffix(".py")

    def __str__(self) -> str:
        return f"bot/{self.file}:{self.line} imports {self.module}"


def imports_of(file: Path) -> Iterator[Import]:
    """Every import in ``file``, wherever it stands."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    yield from _walk(tree, file.relative_to(BOT), at_top=True, for_types=False)


def _walk(node: ast.AST, file: Path, *, at_top: bool, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for name in child.names:
                yield Import(file, child.lineno, name.name, at_top, for_types)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"bot/{file}:{child.lineno}: a relative import"
            module = child.module or ""
            yield Import(file, child.lineno, module, at_top, for_types)
            if module.startswith("bot"):
                yield from (
                    Import(file, child.lineno, f"{module}.{name.name}", at_top, for_types)
                    for name in child.names
                )
        else:
            yield from _walk(
                child,
                file,
                at_top=at_top and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef),
                for_types=for_types or _is_for_types(child),
            )


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


ALL = [one for file in sorted(BOT.rglob("*.py")) for one in imports_of(file)]


def room_of(module: str) -> str | None:
    """The room that a module of the bot stands in; None for other packages and for ``bot`` itself."""
    parts = module.split(".")
    return parts[1] if parts[0] == "bot" and len(parts) > 1 else None


def listed(offenders: list[Import]) -> str:
    return "\n".join(str(offender) for offender in offenders)


UNDERSTANDING_ROOMS = ("reading", "ranking")
"""Rooms of ``understanding`` that the rest of it is built on, and that know nothing of that."""


def test_what_reads_and_ranks_a_question_knows_nothing_of_what_is_made_of_it():
    """A question's words and candidates come before the decision, the talk and the fitting."""
    above = []
    for room in UNDERSTANDING_ROOMS:
        for file in (BOT / "understanding" / room).glob("*.py"):
            for one in imports_of(file):
                inside = one.module.startswith("bot.understanding.")
                if inside and one.module.split(".")[2] not in UNDERSTANDING_ROOMS:
                    above.append(str(one))
    assert above == []


def test_the_source_is_there_to_be_read():
    assert {one.room for one in ALL} >= {
        "text",
        "knowledge",
        "understanding",
        "answering",
        "assistant",
        "terminal",
        "app",
    }


def test_rooms_import_only_what_stands_before_them():
    rank = {room: place for place, room in enumerate(ORDER)}
    offenders = [
        one for one in ALL if one.room in rank and rank.get(room_of(one.module) or "", -1) > rank[one.room]
    ]
    assert not offenders, listed(offenders)


def test_the_core_knows_neither_faces_nor_leaves():
    offenders = [one for one in ALL if one.room in ORDER and room_of(one.module) in {*FACES, *LEAVES}]
    assert not offenders, listed(offenders)


def test_leaves_know_no_face():
    offenders = [one for one in ALL if one.room in LEAVES and room_of(one.module) in FACES]
    assert not offenders, listed(offenders)


def test_discord_and_the_terminal_do_not_reach_around_the_assistant_for_matching():
    """Both faces call one function; only ``fit`` and ``explain`` look at the understanding itself."""
    may_look = {Path(f"terminal/{name}.py") for name in ("verb_fit", "verb_explain", "otherwise")}
    offenders = [
        one
        for one in ALL
        if one.room in {"discord_app", "terminal"}
        and room_of(one.module) == "understanding"
        and one.file not in may_look
    ]
    assert not offenders, listed(offenders)


@pytest.mark.parametrize("package", ONLY)
def test_a_package_is_imported_only_where_it_belongs(package):
    allowed = ONLY[package]
    offenders = [
        one
        for one in ALL
        if one.module.split(".")[0] == package
        and one.room not in allowed
        and one.file.as_posix() not in allowed
    ]
    assert not offenders, listed(offenders)


@pytest.mark.parametrize("package", ["matplotlib", "simcord"])
def test_what_is_optional_is_imported_where_it_is_needed_and_no_sooner(package):
    offenders = [
        one for one in ALL if one.module.split(".")[0] == package and one.at_top and not one.for_types
    ]
    assert not offenders, listed(offenders)


def test_no_code_asks_which_language_it_is():
    """A language is data: comparing with the id of one would shut out the third."""
    ids = {file.stem for file in (BOT / "resources" / "languages").glob("*.yaml")}
    offenders = [
        f"bot/{file.relative_to(BOT)}:{node.lineno}"
        for file in sorted(BOT.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        and any(
            isinstance(side, ast.Constant) and side.value in ids for side in (node.left, *node.comparators)
        )
    ]
    assert ids >= {"fr", "en"}
    assert not offenders, offenders


UNWANTED = ("discord", "simcord", "matplotlib", "sqlalchemy", "alembic", "rich", "prompt_toolkit", "aiohttp")


@pytest.mark.slow
def test_a_cold_ask_loads_neither_discord_nor_pictures_nor_the_database(tmp_path):
    (tmp_path / "dossier.yaml").write_text("languages: [en]\ntitle: Opening hours\n")
    (tmp_path / "questions.yaml").write_text(
        'when-open:\n  ask: ["when are you open?"]\n  answer: "From nine to five."\n'
        'where:\n  ask: ["where is the shop?"]\n  answer: "In Mill Lane."\n'
    )
    program = (
        "import sys; from bot.terminal.cli import execute; "
        f"code = execute(['ask', '--knowledge', {str(tmp_path)!r}, 'when are you open?']); "
        f"print([name for name in {UNWANTED!r} if name in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
