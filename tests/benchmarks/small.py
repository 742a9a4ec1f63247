# ruff: noqa: T201  # a benchmark prints its table
"""How small lists of questions fare, whose intents have a phrasing or two each, as a Markdown table.

    python tests/benchmarks/small.py FOLDER … [--language en]

Folders are those of ``ranking.py``. Of each set a few intents and a few of their phrasings are kept, three times by chance; as many
questions are asked of all other intents as of those kept. These are near strangers, the hardest there are.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from measures import mcc
from ranking import Asked, Engine, read, table

SIZES = ((5, 1), (5, 2), (10, 2), (10, 5), (20, 3))
"""Intents, phrasings of each."""
SEEDS = range(3)
MOST = 100
"""Questions of those kept that are asked; as many others."""
HEAD = ("intents × phrasings", "answers from", "right %", "wrong %", "strangers answered %", "MCC")

Figures = tuple[float, float, float, float, float]


def cut(
    phrasings: dict[str, list[str]], asked: Sequence[Asked], intents: int, each: int, seed: int
) -> tuple[dict[str, list[str]], list[Asked]]:
    """A small set, and the questions to ask it: those of the intents left out have none."""
    chance = random.Random(seed)  # noqa: S311  # which ones are kept is no secret
    enough = [name for name, some in phrasings.items() if len(some) >= each]
    kept = {
        name: chance.sample(phrasings[name], each)
        for name in chance.sample(enough, min(intents, len(enough)))
    }
    inside = [one for one in asked if one.intent in kept]
    inside = chance.sample(inside, min(MOST, len(inside)))
    others = [Asked(one.question, None) for one in asked if one.intent not in kept]
    return kept, inside + chance.sample(others, min(len(inside), len(others)))


def figures(phrasings: dict[str, list[str]], asked: Sequence[Asked], language: str) -> Figures:
    """In the order of ``HEAD``."""
    engine = Engine(phrasings, language)
    engine.fit()
    bar = engine.policy.answer
    said = [engine.ask(one.question) for one in asked]
    given = [reply.intent if reply.confidence >= bar else None for reply in said]
    meant = [one.intent for one in asked]
    known = [(want, got) for want, got in zip(meant, given, strict=True) if want is not None]
    strangers = [got is not None for want, got in zip(meant, given, strict=True) if want is None]
    return (
        bar,
        100 * statistics.fmean(want == got for want, got in known),
        100 * statistics.fmean(got not in {None, want} for want, got in known),
        100 * statistics.fmean(strangers or [0]),
        mcc(meant, given),
    )


def rows(folders: Sequence[Path], language: str) -> Iterator[Sequence[str]]:
    """A row a size, averaged over sets and seeds."""
    sets = [read(folder) for folder in folders]
    for intents, each in SIZES:
        found = [
            figures(*cut(phrasings, asked, intents, each, seed), language)
            for phrasings, asked in sets
            for seed in SEEDS
        ]
        bar, right, wrong, false, score = (statistics.fmean(column) for column in zip(*found, strict=True))
        yield (
            f"{intents} × {each}",
            f"{bar:.2f}",
            f"{right:.0f}",
            f"{wrong:.0f}",
            f"{false:.0f}",
            f"{score:.2f}",
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    table(HEAD)
    for row in rows(given.folders, given.language):
        print("|", " | ".join(row), "|", flush=True)


if __name__ == "__main__":
    main()
