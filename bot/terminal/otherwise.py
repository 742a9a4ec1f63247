"""Why not the runner-up, and what would have changed the reply, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.explaining.explanation import Change, Counterfactual, Explanation

LABELS = {
    Change.BAR: "the bar",
    Change.RULE: "penalties",
    Change.WORD: "words",
    Change.SPELLING: "spelling",
    Change.TALK: "the talk",
    Change.SMALL_TALK: "small talk",
    Change.DOSSIER: "dossiers",
    Change.PHRASING: "the author",
}
"""What each kind of change is called, in the order in which they are told."""
SENTENCES = {
    Change.BAR: "With answer_from: {what} in dossier.yaml it would {effect}.",
    Change.RULE: "{held} is held back: {what}. Without that it would {effect}.",
    Change.WORD: "Without “{what}” it would {effect}.",
    "undecided": "No one word decides it: without “{what}” it would {effect}.",
    Change.SPELLING: "With “{what}” left as typed it would {effect}.",
    Change.TALK: "Without the talk before it would {effect}.",
    Change.SMALL_TALK: "Taken for small talk it would {effect}.",
    "serious": "Were it no small talk it would {effect}.",
    Change.DOSSIER: "Asked of “{what}” alone it would {effect}.",
    Change.PHRASING: "If {intent} was meant: with {part} added to it in {what} it would {effect}.",
}
EFFECTS = {
    "answered": "answer {name}",
    "suggested": "offer a choice, {name} first",
    "not_covered": "call the source silent on {name}",
    "small_talk": "chat: {name}",
    "unknown": "say that it does not know",
}
"""Status → what the bot would do, as an infinitive."""
LACKS = {
    "nearest": "its nearest phrasing is less like the question",
    "ridge": "its phrasings taken together are less like the question",
    "closer": "among the best few, its phrasings taken together are less like the question",
    "fuzzy": "its letters are less like the question's",
}
"""Part of a score → what a candidate lacks that has less of it; the most telling first."""
LATER = ("closer", "fuzzy")
"""Looks that are taken at the first few alone: a nought may be that of one that none was taken at."""
SMALL_TALK = "small_talk"
SHORTENED = 40
"""Characters of a word or penalty that are shown."""


def rows(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """(label, sentences): the runner-up, what keeps a yes or no away, the bar, and whatever else was tried; none without a word to read."""
    if not explanation.tokens:
        return
    if lack := _lack(explanation):
        yield "runner-up", lack
    if explanation.unsaid:
        words = ", ".join(f"“{word}”" for word in explanation.unsaid)
        yield "yes or no", f"Neither is said: no phrasing of {explanation.reply.intent} has {words}."
    for change, label in LABELS.items():
        tried = [one for one in explanation.otherwise if one.change is change]
        sentences = [_sentence(one, explanation) for one in tried]
        if change is Change.BAR:
            sentences.insert(0, _bar(explanation))
        if any(sentences):
            yield label, " ".join(sentences)


def _bar(explanation: Explanation) -> str:
    bars = explanation.bars
    if explanation.reply.status == SMALL_TALK or not explanation.candidates:
        return ""
    does, bar = ("says so", bars["silent"]) if "silent" in bars else ("answers", bars["answer"])
    sure = explanation.candidates[0].confidence
    return f"It {does} from {bar:.2f}, offers a choice from {bars['offer']:.2f}; this is {sure:.2f} sure."


def _lack(explanation: Explanation) -> str:
    """What the runner-up lacks most; its penalties are told of by what was tried."""
    first, second = explanation.candidates[:1], explanation.candidates[1:2]
    if not second or second[0].penalties or explanation.reply.status == SMALL_TALK:
        return ""
    best, rival = first[0], second[0]
    for part, lack in LACKS.items():
        ours, theirs = round(best.parts.get(part, 0.0), 2), round(rival.parts.get(part, 0.0), 2)
        unasked = part in LATER and not theirs
        if theirs < ours and not unasked:
            return f"{rival.intent}: {lack} ({theirs:.2f} against {ours:.2f})."
    return f"{rival.intent}: nearly level."


def _sentence(one: Counterfactual, explanation: Explanation) -> str:
    key = "undecided" if one.change is Change.WORD and one.reply.is_like(explanation.reply) else one.change
    if one.change is Change.SMALL_TALK and explanation.reply.status == SMALL_TALK:
        key = "serious"
    return SENTENCES[key].format(
        what=one.what if len(one.what) <= SHORTENED else f"{one.what[: SHORTENED - 1]}…",
        effect=_effect(one, explanation),
        held=_held_back(one.what, one.reply.intent, explanation),
        intent=one.reply.intent,
        part="this wording" if explanation.considered == explanation.question else "the deciding part",
    )


def _held_back(penalty: str, wins: str | None, explanation: Explanation) -> str:
    """The candidate that a penalty is told of: the one that ``wins`` without it, else the first that bears it."""
    bearing = [one.intent for one in explanation.candidates if penalty in one.penalties]
    return wins if wins is not None and wins in bearing else next(iter(bearing), "")


def _effect(one: Counterfactual, explanation: Explanation) -> str:
    """What the bot would do, and how sure of it; the bar changes nothing of that."""
    own = {"", *(candidate.dossier for candidate in explanation.candidates)}
    name = one.reply.intent if one.reply.dossier in own else f"{one.reply.dossier}/{one.reply.intent}"
    still = "still " if one.reply.is_like(explanation.reply) else ""
    sure = f" ({one.reply.confidence:.2f})" if one.reply.intent and one.change is not Change.BAR else ""
    return still + EFFECTS[one.reply.status].format(name=name) + sure
