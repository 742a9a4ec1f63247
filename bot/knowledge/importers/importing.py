"""From a file of another bot to a dossier on disk, and what happened on the way."""

from __future__ import annotations

import codecs
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.errors import UsageError
from bot.knowledge.collisions import same_words
from bot.knowledge.importers.entry import Faq, FaqEntry
from bot.knowledge.importers.from_json import read_json
from bot.knowledge.importers.from_rasa import read_rasa
from bot.knowledge.importers.from_table import read_table
from bot.knowledge.importers.named import with_names
from bot.knowledge.loader import MAIN_FILE, load_dossier
from bot.knowledge.scaffold import name_of, refuse_used_folder
from bot.knowledge.schema_basics import INTENT_NAME
from bot.knowledge.templates import escape
from bot.knowledge.unwritten import unwritten_answer
from bot.knowledge.yaml_writer import faq_entry, quoted
from bot.text.language import Language

FILE_SIZE: Final = 1024 * 1024
"""Characters after which questions go on in another file, so that an editor opens it at once."""

TABLES: Final = frozenset({".csv", ".tsv", ".txt"})
RASA: Final = frozenset({".yml", ".yaml"})


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    folder: Path
    questions: int
    phrasings: int
    duplicates: tuple[str, ...]
    """Phrasings left out because the same words stood before, in this question or in another one; each with its question."""
    wordless: int
    """Phrasings left out because they have no letter or digit."""
    named: int
    """Names that became a phrasing, in words; ``phrasings`` counts them too."""
    dropped: tuple[str, ...]
    """Questions left out because no phrasing of theirs was left."""
    unanswered: tuple[str, ...]
    """Questions without an answer: a sentence that says so stands in its place, and ``check`` reports it."""
    several: tuple[str, ...]
    """Questions with several answers, of which the first was taken."""
    remarks: tuple[str, ...]
    """What was left out or taken for granted as the source was read, a line each."""
    title: str
    """What readers see as the dossier's title: the folder's name, until somebody writes a better one."""


def import_faq(
    source: Path, *, language: str, output: Path, languages: Mapping[str, Language]
) -> ImportReport:
    """Write a plain FAQ dossier from another bot's questions.

    Args:
        source: a JSON, CSV, TSV or Rasa file, or a Rasa project's folder.
        language: what the questions are written in.
        output: the dossier's folder; made when it is not there.
        languages: those that the bot speaks.

    Raises:
        UsageError: when the source cannot be read, or the folder is not empty or cannot name a dossier.
        KnowledgeError: when a Rasa file is not YAML.
    """
    if language not in languages:
        raise UsageError(f"the bot does not speak “{language}”: it speaks {', '.join(sorted(languages))}")
    title = name_of(output)
    refuse_used_folder(output)
    cleaning = _Cleaning(source)
    faq = _read(source)
    clean = [cleaned for entry in faq.entries if (cleaned := cleaning.clean(entry)) is not None]
    if not clean:
        raise UsageError(f"{source}: there is no question with words in it")
    kept = list(with_names(clean))
    try:
        _write_whole(output, language, languages, kept)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{output} cannot be written ({why}): name another folder") from None
    return ImportReport(
        folder=output,
        questions=len(kept),
        phrasings=sum(len(entry.phrasings) for entry in kept),
        duplicates=tuple(cleaning.duplicates),
        wordless=cleaning.wordless,
        named=sum(
            len(entry.phrasings) - len(before.phrasings) for entry, before in zip(kept, clean, strict=True)
        ),
        dropped=tuple(cleaning.dropped),
        unanswered=tuple(entry.name for entry in kept if not entry.answer),
        several=tuple(entry.name for entry in kept if entry.others),
        remarks=tuple(faq.remarks),
        title=title,
    )


def _read(source: Path) -> Faq:
    if not source.exists():
        raise UsageError(f"{source} does not exist: check its name")
    suffix = source.suffix.lower()
    if source.is_dir() or suffix in RASA:
        return read_rasa(source)
    if suffix == ".json":
        return read_json(source, _text(source))
    if suffix in TABLES:
        return read_table(source, _text(source))
    raise UsageError(
        f"{source}: of no known kind: name a .json, .csv, .tsv or .yml file, or a Rasa project's folder"
    )


def _text(file: Path) -> str:
    """The text of a file in UTF-8, or in the UTF-16 that spreadsheets call Unicode."""
    try:
        data = file.read_bytes()
        is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}): check its name") from None
    except UnicodeDecodeError:
        excel = ", which Excel calls “CSV UTF-8”" if file.suffix.lower() in TABLES else ""
        raise UsageError(f"{file} is not in UTF-8: save it with that encoding{excel}") from None


class _Cleaning:
    """Makes entries fit a dossier, and counts what had to go."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self.duplicates: list[str] = []
        self.wordless = 0
        self.dropped: list[str] = []
        self._names: set[str] = set()
        self._seen: set[str] = set()

    def clean(self, entry: FaqEntry) -> FaqEntry | None:
        """``entry`` with phrasings that nothing before claimed; None when none is left."""
        name = entry.name.strip()
        if not INTENT_NAME.fullmatch(name):
            raise UsageError(
                f"{self._source}: “{' '.join(name[:60].split())}” cannot name a question: write a name of 1 to 100 characters there, on one line and "
                "without braces"
            )
        if name in self._names:
            raise UsageError(
                f"{self._source}: “{name}” names two questions (spaces around it do not count): rename one of them"
            )
        self._names.add(name)
        phrasings = list(self._fresh(name, entry.phrasings))
        if not phrasings:
            self.dropped.append(name)
            return None
        return replace(entry, name=name, phrasings=phrasings)

    def _fresh(self, name: str, phrasings: Iterable[str]) -> Iterator[str]:
        for phrasing in phrasings:
            words = same_words(phrasing)
            if not any(map(str.isalnum, words)):
                self.wordless += 1
            elif words in self._seen:
                self.duplicates.append(f"“{' '.join(phrasing.split())}” of {name}")
            else:
                self._seen.add(words)
                yield " ".join(phrasing.split())


def _write_whole(
    output: Path, language: str, languages: Mapping[str, Language], entries: list[FaqEntry]
) -> None:
    """Write the dossier aside, and into its folder once it is known to load: a broken one would be in the way of the next try."""
    with tempfile.TemporaryDirectory(prefix="dossier-") as place:
        aside = Path(place) / name_of(output)
        _write(aside, language, entries)
        load_dossier(aside, languages)
        shutil.copytree(aside, output, dirs_exist_ok=True)


def _write(folder: Path, language: str, entries: list[FaqEntry]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = list(_files(entries, language))
    if len(files) == 1:
        (folder / "questions.yaml").write_text(files[0], encoding="utf-8")
    else:
        (folder / "questions").mkdir(exist_ok=True)
        for number, content in enumerate(files, 1):
            (folder / "questions" / f"{number:03}.yaml").write_text(content, encoding="utf-8")
    main = f"languages: [{language}]\ntitle: {quoted(name_of(folder))}\n"
    (folder / MAIN_FILE).write_text(main, encoding="utf-8")


def _files(entries: Iterable[FaqEntry], language: str) -> Iterator[str]:
    """The texts of the files, each of about ``FILE_SIZE`` at most."""
    rows: list[str] = []
    size = 0
    for entry in entries:
        answer = entry.answer or unwritten_answer(next(iter(entry.phrasings), entry.name), language)
        row = faq_entry(entry.name, map(escape, entry.phrasings), escape(answer))
        if rows and size + len(row) > FILE_SIZE:
            yield "\n".join(rows)
            rows, size = [], 0
        rows.append(row)
        size += len(row)
    yield "\n".join(rows)
