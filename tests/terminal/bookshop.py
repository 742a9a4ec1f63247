"""A small dossier, what people ask it in words that it does not know, and a place to keep that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.config import load_config
from bot.storage.records import Vain
from bot.storage.storage import Storage
from bot.terminal.keeping import with_storage

GUILD = 1032200000000000001
MAIN = "languages: [en]\ntitle: The bookshop\n"
QUESTIONS = """\
# The bookshop's questions.
opening:
  ask:
    - when are you open?
    - opening hours   # short
    - at what time does the shop close?
    - are you open on Sunday?
    - what are your hours?
  answer: "From nine to six, Monday to Saturday."
returns:
  ask:
    - can I return a book?
    - how do I give a book back?
    - do you refund books?
    - what is your return policy?
    - I want my money back
  answer: "Within thirty days, with the receipt."
delivery:
  ask: [do you deliver?, how long does delivery take?, can you send a parcel?, shipping costs, where do you ship to?]
  answer: "Two days, anywhere in the country."
rare-books:
  ask:
    - do you sell rare books?
    - have you got first editions?
    - old and antique books
    - where do I find collectors' copies?
    - do you buy antique volumes?
  answer: "On the first floor."
"""

IN_VAIN = {
    "knock-off this evening?": "opening",
    "lunch break schedule": "opening",
    "got buyer's remorse, now what": "returns",
    "my copy came with torn pages": "returns",
    "courier turnaround": "delivery",
    "postage abroad?": "delivery",
    "incunabula": "rare-books",
    "vellum manuscripts anywhere": "rare-books",
    "is there parking nearby": None,
    "parking for bicycles": None,
}
"""Question → what a person who knows the shop would have answered it with; None: the dossier does not say."""


def make(folder: Path) -> Path:
    """Writes the dossier and a config file that keeps everything in ``folder``; gives the config file."""
    shop = folder / "knowledge" / "shop"
    shop.mkdir(parents=True)
    (shop / "dossier.yaml").write_text(MAIN, encoding="utf-8")
    (shop / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    config = folder / "config.yaml"
    config.write_text(
        "knowledge: knowledge\nstate: state\nstorage:\n  database: kept.sqlite3\n",
        encoding="utf-8",
    )
    return config


def keep(config: Path, work: Callable[[Storage], Awaitable[object]]) -> None:
    """Let ``work`` happen to the storage as if the bot ran."""

    async def then_flush(storage: Storage) -> None:
        await work(storage)
        assert await storage.waiting.flush(5)

    with_storage(load_config(config, environ={}), then_flush)


def ask_in_vain(config: Path, questions, outcome: Vain = Vain.UNKNOWN, near: str | None = None) -> None:
    """Each question once, in a server that keeps them."""

    async def work(storage: Storage) -> None:
        await storage.set(GUILD, "keep_unanswered", value=True)
        for question in questions:
            await storage.note_vain(
                GUILD, question, dossier="shop", language="en", outcome=outcome, near=near, confidence=0.02
            )

    keep(config, work)
