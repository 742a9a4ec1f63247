"""A folder of YAML → a ``Dossier``, whole and checked, or a ``KnowledgeError`` with everything that is wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bot.errors import KnowledgeError, Problem
from bot.knowledge.bars import BARS_FILE, read_bars
from bot.knowledge.checks import find_errors
from bot.knowledge.draft import Draft
from bot.knowledge.facts_reader import read_entities, read_facts, read_notes, read_source
from bot.knowledge.intents_reader import IntentReader
from bot.knowledge.nodes import Entry, Items, Node, Scalar, Table
from bot.knowledge.reading import Part, child, localised, table_of, text
from bot.knowledge.records import Dossier, IntentKind
from bot.knowledge.refusal import refusal
from bot.knowledge.schema import DOSSIER, FILES
from bot.knowledge.shapes import Checking, suggest
from bot.knowledge.yaml_source import Parsed, read_yaml
from bot.text.language import Language

MAIN_FILE: Final = "dossier.yaml"
"""A folder that holds it is a dossier."""

QUESTIONS: Final = "questions"
"""The folder of a dossier that its questions may be split into."""

LANGUAGES: Final = "languages"
"""The key without which no text of a dossier can be judged."""
_CODE: Final = re.compile("[a-z]{2,3}")
_NEAR: Final = 0.75
"""How alike (0–1) a key must be to ``LANGUAGES`` to be meant for it."""

KINDS: Final[Mapping[str, IntentKind]] = {
    "questions": IntentKind.ANSWER,
    "not_covered": IntentKind.NOT_COVERED,
    "small_talk": IntentKind.SMALL_TALK,
}
"""Files that hold intents → what their replies are."""


def load_dossier(
    folder: Path, languages: Mapping[str, Language], is_known_good: Callable[[str], bool] = lambda _: False
) -> Dossier:
    """The dossier in ``folder``.

    Args:
        folder: holds ``dossier.yaml`` and the files that ``knowledge/README.md`` describes.
        languages: the languages that the bot speaks; a dossier may declare no others.
        is_known_good: tells of a dossier's version whether its files have been checked against each other before: the
            same bytes need no second look.

    Raises:
        KnowledgeError: with every problem of the stage that failed: reading, then shapes, then what the files say of
            each other. There is never half a dossier.
    """
    problems: list[Problem] = []
    files = _read_files(folder, problems)
    main = files.pop(folder / MAIN_FILE)
    declared = _declared_languages(main.root, folder / MAIN_FILE, languages, problems)
    if main.root is None or not declared:
        raise refusal(problems)
    DOSSIER.check(main.root, Checking(folder / MAIN_FILE, declared, problems))
    parts = _merge(folder, files, declared, problems)
    bars = read_bars(folder, problems)
    if problems:
        raise refusal(problems)
    draft = _build(folder, main, parts, declared, _version(folder, {folder / MAIN_FILE: main, **files}))
    draft = replace(draft, dossier=replace(draft.dossier, bars=bars))
    if not is_known_good(draft.dossier.version) and (errors := find_errors(draft, languages)):
        raise refusal(errors)
    return draft.dossier


def _read_files(folder: Path, problems: list[Problem]) -> dict[Path, Parsed]:
    """Every YAML file of the dossier, the main one first; files that do not belong there are reported."""
    main = folder / MAIN_FILE
    files = [main, *_expected(folder, problems)]
    parsed = {file: read_yaml(file) for file in files}
    for result in parsed.values():
        problems.extend(result.problems)
    return parsed


def _expected(folder: Path, problems: list[Problem]) -> Iterable[Path]:
    try:
        inside = sorted(folder.iterdir())
        questions = sorted((folder / QUESTIONS).iterdir()) if (folder / QUESTIONS).is_dir() else []
    except OSError as error:
        raise KnowledgeError(
            [Problem(folder, 0, 0, f"this folder cannot be read ({error.strerror})")]
        ) from None
    known = tuple(f"{name}.yaml" for name in FILES)
    for file in [*inside, *questions]:
        if (
            file.name.startswith(".")
            or file.suffix not in {".yaml", ".yml"}
            or file.name in {MAIN_FILE, BARS_FILE}
        ):
            continue
        if file.suffix == ".yml":
            problems.append(Problem(file, 0, 0, "the ending is .yml: rename the file to end in .yaml"))
        elif file.parent == folder and file.name not in known:
            problems.append(
                Problem(file, 0, 0, f"no such file belongs to a dossier: {suggest(file.name, known)}")
            )
        else:
            yield file
    for stray in (*inside, *questions):
        if stray != folder / QUESTIONS and _is_stray(stray):
            message = f"nobody reads the YAML files in this folder: did you mean “{QUESTIONS}/”? move them there, or away"
            problems.append(Problem(stray, 0, 0, message))


def _is_stray(path: Path) -> bool:
    """Whether ``path`` is a folder with YAML in it that is no dossier of its own."""
    if path.name.startswith(".") or not path.is_dir() or (path / MAIN_FILE).exists():
        return False
    return any(file.suffix in {".yaml", ".yml"} for file in path.iterdir())


def _declared_languages(
    root: Node | None, file: Path, known: Mapping[str, Language], problems: list[Problem]
) -> tuple[str, ...]:
    """The languages that the dossier declares; empty after reporting what is wrong with them.

    Without them no text can be judged, so that the other files wait.
    """
    node = child(table_of(root), LANGUAGES)
    if root is None:
        return ()
    if not isinstance(root, Table) or not isinstance(node, Items) or not node.items:
        at, message = _no_languages(root, node, known)
        problems.append(Problem(file, at.line, at.column, message))
        return ()
    declared: list[str] = []
    before = len(problems)
    for item in node.items:
        language = item.text if isinstance(item, Scalar) else ""
        if language not in known:
            spoken = ", ".join(sorted(known))
            message = f"the bot does not speak “{language[:20]}”: it speaks {spoken}"
            problems.append(Problem(file, item.line, item.column, message))
        elif language in declared:
            problems.append(
                Problem(file, item.line, item.column, f"“{language}” stands here twice: delete one")
            )
        else:
            declared.append(language)
    return tuple(declared) if len(problems) == before else ()


def _no_languages(root: Node, node: Node | None, known: Mapping[str, Language]) -> tuple[Node | Entry, str]:
    """What to mend, and how, where ``languages`` is no list with something in it."""
    typed = node.text if isinstance(node, Scalar) else ""
    if codes := [code for code in _CODE.findall(typed) if code in known]:
        return node or root, f"a list stands in brackets: write “languages: [{', '.join(codes)}]”"
    table = table_of(root)
    keys = tuple(table.entries) if table is not None else ()
    if (
        table is not None
        and node is None
        and (meant := get_close_matches(LANGUAGES, keys, n=1, cutoff=_NEAR))
    ):
        return table.entries[meant[0]], f"the key “{meant[0]}” is not known here: did you mean “{LANGUAGES}”?"
    return (
        node or root,
        f"the languages of the dossier are missing: write “{LANGUAGES}: [en]”, the main one first",
    )


def _section(folder: Path, file: Path) -> str:
    """Which part of the dossier ``file`` holds: a key of ``FILES``."""
    return file.stem if file.parent == folder else "questions"


def _merge(
    folder: Path, files: Mapping[Path, Parsed], declared: tuple[str, ...], problems: list[Problem]
) -> dict[str, dict[str, Part]]:
    """Section → name → part, each file checked against its shape; a name that stands twice is reported."""
    sections: dict[str, dict[str, Part]] = {name: {} for name in FILES}
    intents: dict[str, Part] = {}
    for file, parsed in files.items():
        if parsed.root is None:
            continue
        section = _section(folder, file)
        FILES[section].check(parsed.root, Checking(file, declared, problems))
        table = table_of(parsed.root)
        for name, entry in (table.entries if table else {}).items():
            part = Part(file, entry)
            taken = intents if section in KINDS else sections[section]
            if (first := taken.get(name)) is not None:
                message = (
                    f"“{name}” stands in {first.file.name}, line {first.entry.line}, too: rename one of them"
                )
                problems.append(Problem(file, entry.line, entry.column, message))
                continue
            taken[name] = part
            sections[section][name] = part
    return sections


def _version(folder: Path, files: Mapping[Path, Parsed]) -> str:
    """A digest of the files' names and bytes, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for file in sorted(files):
        data = files[file].data
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16]


def _build(
    folder: Path, main: Parsed, parts: Mapping[str, dict[str, Part]], languages: tuple[str, ...], version: str
) -> Draft:
    """The records, not yet checked against each other."""
    table = table_of(main.root)
    entities = read_entities(parts["entities"], languages)
    subject = text(child(table, "subject"))
    facts = read_facts(parts["facts"], languages, subject)
    reader = IntentReader(languages, entities, facts)
    shares = table_of(child(table, "shares"))
    title = localised(child(table, "title"), languages)
    about = child(table, "about")
    dossier = Dossier(
        id=folder.name if folder.name not in {"", ".."} else folder.resolve().name,
        folder=folder,
        version=version,
        languages=languages,
        title=title,
        about=localised(about, languages) if about else title,
        source=read_source(table_of(child(table, "source")), languages),
        subject=subject,
        shares=(text(child(shares, "relation")) or "", text(child(shares, "object")) or "")
        if shares
        else None,
        buyer=text(child(shares, "buyer")),
        shares_title=localised(child(shares, "title"), languages),
        answer_from=float(bar) if (bar := text(child(table, "answer_from"))) else None,
        entities=entities,
        facts=facts,
        intents={
            name: reader.read(name, part, kind)
            for section, kind in KINDS.items()
            for name, part in parts[section].items()
        },
        notes=tuple(read_notes(table_of(child(table, "notes")), languages)),
    )
    return Draft(dossier, Part.of_file(folder / MAIN_FILE, main.root), parts)
