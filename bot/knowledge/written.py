"""A dossier's files read once more, for a review that points at the very text it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.knowledge.nodes import Items, Node, Scalar, Table
from bot.knowledge.reading import Part
from bot.knowledge.records import Entity, Fact, Intent, Place
from bot.knowledge.yaml_source import read_yaml


class Written(NamedTuple):
    """The nodes of a dossier's files; of a file that cannot be read any more, there are none."""

    roots: Mapping[Path, Node]

    @classmethod
    def of(cls, folder: Path) -> Written:
        """Every YAML file of the dossier in ``folder``."""
        files = [*sorted(folder.glob("*.yaml")), *sorted((folder / "questions").glob("*.yaml"))]
        read = ((file, read_yaml(file).root) for file in files)
        return cls({file: root for file, root in read if root is not None})

    def place(self, record: Entity | Fact | Intent, *path: str | int) -> Place:
        """Where ``path`` stands within ``record``, as ``Part.at`` finds it; where ``record`` begins without a path."""
        root = self.roots.get(record.place.file)
        entry = root.entries.get(record.id) if isinstance(root, Table) else None
        return record.place if entry is None else Part(record.place.file, entry).at(*path)

    def texts(self) -> Iterator[tuple[Path, Scalar]]:
        """Every value that is a text, with its file, in the files' order."""
        for file, root in self.roots.items():
            for text in _texts([root]):
                yield file, text


def _texts(nodes: Iterable[Node]) -> Iterator[Scalar]:
    for node in nodes:
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Items):
            yield from _texts(node.items)
        else:
            yield from _texts(entry.value for entry in node.entries.values())
