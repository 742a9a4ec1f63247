# ruff: noqa: T201  # a benchmark prints its table
"""How well and how fast intents are ranked, beside naive rapidfuzz, as Markdown tables.

    python tests/benchmarks/ranking.py FOLDER … [--language en] [--growth FOLDER]

A folder has ``train.json`` (``{intent: [phrasing, …]}``) and ``test.jsonl`` (``{"q", "intent" or null}`` a line). It is
imported as a member of the public would import it; bar and confidence are the bot's own, from held-out phrasings of
``train.json`` alone: no test file and no text out of scope is looked at before the figures are taken. ``--growth`` times a
set cut to 5, 10, 20, 50 and 100 phrasings an intent.
Latencies depend on the machine: compare them within one run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the bot has it; numpy reads it when it is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from measures import auroc, calibration_error, mcc, mistype, quantile
from rapidfuzz import fuzz, process

from bot.knowledge.importers import import_faq
from bot.knowledge.languages import load_languages
from bot.knowledge.loader import load_dossier
from bot.text.normalise import fold
from bot.understanding.decision import Policy, decide
from bot.understanding.fitting.fit import PRIOR, fit_policy
from bot.understanding.index import DossierIndex
from bot.understanding.preparing import habits

NAIVE = {"WRatio": fuzz.WRatio, "token_set_ratio": fuzz.token_set_ratio, "ratio": fuzz.ratio}
GROWTH_QUESTIONS = 1000
"""Questions that each size is asked, evenly taken: test sets stand intent by intent."""
NAIVE_QUESTIONS = 300
"""Questions that the baselines are asked: they are slow."""


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    intent: str | None


@dataclass(frozen=True, slots=True)
class Said:
    intent: str
    confidence: float
    milliseconds: float


class Engine:
    """The understanding of one set, as the bot has it."""

    def __init__(self, phrasings: dict[str, list[str]], language: str) -> None:
        languages = load_languages()
        with tempfile.TemporaryDirectory() as room:
            source, folder = Path(room) / "train.json", Path(room) / "set"
            source.write_text(json.dumps(phrasings), encoding="utf-8")
            import_faq(source, language=language, output=folder, languages=languages)
            dossier = load_dossier(folder, languages)
        start = time.perf_counter()
        self.index = DossierIndex.build(dossier, languages, habits(languages))
        self.build_seconds = time.perf_counter() - start
        self.policy = Policy(PRIOR, answer=0, offer=0)

    def fit(self) -> None:
        """Confidence and bar from held-out phrasings and held-out intents."""
        self.policy = fit_policy(self.index).policy

    def ask(self, question: str) -> Said:
        start = time.perf_counter()
        decision = decide(self.index.consider(question), self.policy)
        taken = (time.perf_counter() - start) * 1000
        best = decision.best
        return Said(best.scored.intent.id if best else "", decision.confidence, taken)


def read(folder: Path) -> tuple[dict[str, list[str]], list[Asked]]:
    phrasings = json.loads((folder / "train.json").read_text(encoding="utf-8"))
    rows = map(
        json.loads, filter(str.strip, (folder / "test.jsonl").read_text(encoding="utf-8").splitlines())
    )
    return phrasings, [Asked(row["q"], row["intent"]) for row in rows]


def naive(
    phrasings: dict[str, list[str]], asked: Sequence[Asked], scorer: Callable[..., float]
) -> tuple[float, float]:
    """Accuracy in scope and median milliseconds of ``extractOne`` over all folded phrasings."""
    texts = [(fold(phrasing), name) for name, some in phrasings.items() for phrasing in some]
    choices, hits, times = [text for text, _ in texts], [], []
    for one in [one for one in asked if one.intent is not None][:NAIVE_QUESTIONS]:
        start = time.perf_counter()
        found = process.extractOne(fold(one.question), choices, scorer=scorer)
        times.append((time.perf_counter() - start) * 1000)
        hits.append(found is not None and texts[found[2]][1] == one.intent)
    return statistics.fmean(hits), statistics.median(times)


def row_of(folder: Path, language: str) -> Iterator[str]:
    """The cells of one set's row, in the order of ``HEAD``."""
    phrasings, asked = read(folder)
    engine = Engine(phrasings, language)
    engine.fit()
    said = [engine.ask(one.question) for one in asked]
    inside = [(one, reply) for one, reply in zip(asked, said, strict=True) if one.intent is not None]
    right = [reply.confidence for one, reply in inside if one.intent == reply.intent]
    strangers = [reply.confidence for one, reply in zip(asked, said, strict=True) if one.intent is None]
    bar = engine.policy.answer
    answers = [reply.intent if reply.confidence >= bar else None for reply in said]
    chance = random.Random(7)  # noqa: S311  # typos are no secret
    typed = [(one.intent, engine.ask(mistype(one.question, chance)).intent) for one, _ in inside]
    times = [reply.milliseconds for reply in said]
    baselines = [naive(phrasings, asked, scorer) for scorer in NAIVE.values()]
    yield folder.name
    yield str(sum(map(len, phrasings.values())))
    yield f"{100 * len(right) / len(inside):.1f}"
    yield f"{100 * statistics.fmean(a == b for a, b in typed):.1f}"
    yield f"{mcc([one.intent for one in asked], answers):.3f}"
    yield f"{auroc(right, strangers):.3f}"
    refused = [confidence < bar for confidence in strangers]
    yield f"{100 * statistics.fmean(refused):.1f}" if refused else "–"
    correct = [one.intent == reply.intent for one, reply in zip(asked, said, strict=True)]
    yield f"{calibration_error([reply.confidence for reply in said], correct):.3f}"
    yield f"{statistics.median(times):.2f} / {quantile(times, 0.99):.2f}"
    yield f"{engine.build_seconds:.2f}"
    yield " · ".join(f"{100 * accuracy:.0f} ({taken:.1f})" for accuracy, taken in baselines)


HEAD = (
    "set", "phrasings", "right %", "two typos %", "MCC", "AUROC", "OOS refused %", "ECE", "p50 / p99 ms", "build s",
    f"{' · '.join(NAIVE)}: right % (ms)",
)  # fmt: skip


def growth_row(folder: Path, language: str, most: int) -> Sequence[str]:
    """Size, build, latency and memory of a set cut to ``most`` phrasings an intent; runs in a process of its own."""
    phrasings, asked = read(folder)
    cut = {name: some[:most] for name, some in phrasings.items()}
    engine = Engine(cut, language)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    engine.fit()
    asked = asked[:: max(1, len(asked) // GROWTH_QUESTIONS)]
    said = [engine.ask(one.question) for one in asked]
    inside = [(one, reply) for one, reply in zip(asked, said, strict=False) if one.intent is not None]
    right = statistics.fmean(one.intent == reply.intent for one, reply in inside)
    times = [reply.milliseconds for reply in said]
    slow = naive(cut, asked[:60], fuzz.token_set_ratio)[1]
    return (
        str(sum(map(len, cut.values()))), f"{100 * right:.1f}", f"{engine.build_seconds:.2f}",
        f"{statistics.median(times):.2f} / {quantile(times, 0.99):.2f}", f"{slow:.1f}", f"{peak:.0f}",
    )  # fmt: skip


GROWTH_HEAD = ("phrasings", "right %", "build s", "p50 / p99 ms", "token_set_ratio ms", "peak MB")


def table(head: Sequence[str]) -> None:
    print("|", " | ".join(head), "|\n|", " | ".join("---" for _ in head), "|", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--growth", type=Path)
    given = parser.parse_args()
    if given.folders:
        table(HEAD)
    for folder in given.folders:
        print("|", " | ".join(row_of(folder, given.language)), "|", flush=True)
    if given.growth:
        print()
        table(GROWTH_HEAD)
        for most in (5, 10, 20, 50, 100):
            fresh = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(1, mp_context=fresh) as pool:
                cells = pool.submit(growth_row, given.growth, given.language, most).result()
            print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
