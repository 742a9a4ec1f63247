"""The one use case: a question comes in, an Answer goes out. Discord, terminal and tests all call this."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import monotonic

from bot.answering.answer import Answer, Status, Suggestion
from bot.answering.asked import Asked
from bot.answering.replies import Replies
from bot.answering.tables import stakes_view, timeline_view
from bot.answering.views import StakesView, TimelineView
from bot.knowledge.library import Library
from bot.knowledge.records import Dossier, Fact, Intent
from bot.text.language import Language
from bot.text.phrases import Phrases
from bot.understanding.decision import Policy, features_of
from bot.understanding.explaining.counterfactuals import Case
from bot.understanding.explaining.explain import explain
from bot.understanding.explaining.explanation import Explanation, Reply
from bot.understanding.index import DossierIndex
from bot.understanding.preparing import Prepared, prepare
from bot.understanding.reading.readings import WHO
from bot.understanding.talk.conversation import Conversations, Turn
from bot.understanding.talk.pointing import Listed, going_on, listed
from bot.understanding.understanding import Understander, Understood


class Assistant:
    """Answers questions from a library of dossiers. Synchronous, deterministic, safe to call from several threads.

    Wherever it takes ``dossiers``, they are the ids of those to answer from; None or empty: all.

    Args:
        library: the dossiers.
        languages: every language that the bot speaks.
        phrases: the bot's own sentences.
        understander: made from the same library.
        small_talk: the bot's own intents as a dossier.
        talks: what is remembered of talks; None: as among people, for minutes.
    """

    def __init__(
        self,
        *,
        library: Library,
        languages: Mapping[str, Language],
        phrases: Phrases,
        understander: Understander,
        small_talk: Dossier | None = None,
        talks: Conversations | None = None,
    ) -> None:
        self.library = library
        self._languages = languages
        self._understander = understander
        self._talks = talks or Conversations(monotonic)
        self._lock = Lock()
        self._replies = Replies(library, languages, phrases, small_talk)

    @classmethod
    def open(
        cls,
        library: Library,
        *,
        phrases: Phrases,
        small_talk: Dossier | None = None,
        cache: Path | None = None,
        talks: Conversations | None = None,
    ) -> Assistant:
        """Make the library ready for questions.

        Args:
            library: the dossiers, checked.
            phrases: the bot's own sentences.
            small_talk: the bot's own intents as a dossier; None: no small talk.
            cache: a folder where what is worked out of a dossier is kept for the next start; None: nowhere.
            talks: what is remembered of talks; None: as among people, for minutes.
        """
        languages = library.languages
        indexes = {id_: prepare(one, languages, cache) for id_, one in library.dossiers.items()}
        understander = Understander(
            {id_: one.index for id_, one in indexes.items()},
            {id_: one.policy for id_, one in indexes.items()},
            languages,
            _pair(prepare(small_talk, languages, cache)) if small_talk else None,
        )
        return cls(
            library=library,
            languages=languages,
            phrases=phrases,
            understander=understander,
            small_talk=small_talk,
            talks=talks,
        )

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        hints: Sequence[str] = (),
        conversation: str | None = None,
        dossiers: Sequence[str] | None = None,
        bar: float | None = None,
        is_said: Callable[[Answer], bool] | None = None,
    ) -> Answer:
        """Answer ``question``.

        Args:
            question: any text at all; nothing in it can make this raise.
            language: an explicit choice of reply language; None: the question's own language when it is clear.
            hints: languages to fall back to when the text does not tell, best first (locale of the asker, guild…).
            conversation: any key; turns under the same key are one talk, and follow-ups lean on it.
            dossiers: ids to answer from; None or empty: all.
            bar: the confidence (0–1) from which to answer, higher is shyer; None: each dossier's own.
            is_said: whether an answer goes out at all; of one that does not the talk remembers nothing. None: each does.

        Raises:
            KeyError: when ``language`` or one of ``dossiers`` does not exist.
        """
        with self._lock:
            turn = self._talks.last(conversation)
            understood = self._understander.understand(
                question, language=language, hints=hints, turn=turn, dossiers=dossiers, bar=bar
            )
            understood, answer = self._told(question, understood, dossiers)
            if is_said is None or is_said(answer):
                self._remember(conversation, turn, understood, answer)
        return answer

    def answer_intent(
        self,
        intent: str,
        *,
        language: str,
        slots: Mapping[str, str] | None = None,
        dossier: str | None = None,
    ) -> Answer | None:
        """The reply to a known intent, as when a suggestion is tapped; None when there is no such intent any more.

        Likewise where ``slots`` do not say whom it is asked about: nobody else is told of instead.
        """
        given = slots or {}
        for found in self.library.chosen(None if dossier is None else (dossier,)):
            wanted = found.intents.get(intent)
            if wanted is None or not _is_filled(wanted, given, found):
                continue
            composer = self._replies.composer(found, language)
            return composer.reply(wanted, given, Asked(composer.suggestion(wanted, given).text))
        return None

    def trial(self, question: str) -> tuple[tuple[float, ...], Answer]:
        """The reply to ``question`` if every question had to have one, and the features of that choice.

        For fitting: the features are in the order of ``decision.FEATURES``, the confidence is made from them.
        """
        with self._lock:
            understood = self._understander.understand(question, bar=0.0)
            answer = self._replies.compose(question, understood)
        considered = understood.considered
        found = features_of(considered, 0) if considered.candidates else ()
        return found, answer

    def explain(
        self,
        question: str,
        *,
        language: str | None = None,
        hints: Sequence[str] = (),
        conversation: str | None = None,
        dossiers: Sequence[str] | None = None,
    ) -> Explanation:
        """Why ``question`` gets its reply from ``answer``, and what would have changed it. Leaves conversations as they were.

        It asks some twenty questions more to find out, and nobody else is answered meanwhile. The arguments are those of ``answer``.

        Raises:
            KeyError: as ``answer`` does.
        """
        with self._lock:
            turn = self._talks.last(conversation)

            def ask(
                text: str,
                *,
                alone: bool = False,
                only: Sequence[str] = (),
                bar: float | None = None,
            ) -> Understood:
                before = None if alone else turn
                return self._understander.understand(
                    text, language=language, hints=hints, turn=before, dossiers=only or dossiers, bar=bar
                )

            def told(understood: Understood, *, asked: str = question) -> Reply:
                return _reply(*self._told(asked, understood, dossiers))

            understood, answer = self._told(question, ask(question), dossiers)
            asked_of = dossiers or self.library.dossiers
            return explain(
                Case(
                    question=question,
                    understood=understood,
                    reply=_reply(understood, answer),
                    policy=self._understander.policy(understood),
                    languages=self._languages,
                    others=[id_ for id_ in asked_of if id_ != understood.index.dossier.id],
                    ask=ask,
                    told=told,
                    unsaid=self._replies.without_verdict(question, understood),
                )
            )

    def stakes(
        self, *, language: str, dossiers: Sequence[str] | None = None, company: str | None = None
    ) -> StakesView | None:
        """Who owns what, from the first of the dossiers that knows of shares; None: none does.

        With ``company`` (any spelling of a holder) that holder's row alone, from the first one where it holds any.
        """
        for found in self.library.chosen(dossiers):
            writer = self._replies.composer(found, language).writer
            holder = self._understander.entity(found.id, company) if company else None
            view = stakes_view(writer, holder) if holder is not None or not company else None
            if view is not None and view.rows:
                return view
        return None

    def timeline(
        self,
        *,
        language: str,
        dossiers: Sequence[str] | None = None,
        first: int | None = None,
        last: int | None = None,
    ) -> TimelineView | None:
        """What happened when, between the years ``first`` and ``last`` inclusive; None: no dated event at all.

        From the first of the dossiers that dates anything: events of several stories make no history.
        """
        for found in self.library.chosen(dossiers):
            view = timeline_view(self._replies.composer(found, language).writer, first, last)
            if view is not None:
                return view
        return None

    def complete(
        self, text: str, *, language: str, limit: int = 25, dossiers: Sequence[str] | None = None
    ) -> Sequence[Suggestion]:
        """Questions to offer while ``text`` is being typed, best first; for empty text, good first questions."""
        offers: list[Suggestion] = []
        for found in self.library.chosen(dossiers):
            composer = self._replies.composer(found, language)
            offers.extend(composer.openers)
        texts = [offer.text for offer in offers]
        order = self._understander.complete(text, texts, limit)
        return [offers[index] for index in order]

    def forget(self, conversation: str) -> None:
        """Forget what was said under this key."""
        with self._lock:
            self._talks.forget(conversation)

    def forget_if(self, belongs: Callable[[str], bool]) -> None:
        """Forget what was said under each key of which ``belongs`` is true."""
        with self._lock:
            self._talks.forget_if(belongs)

    def _told(
        self, question: str, understood: Understood, dossiers: Sequence[str] | None
    ) -> tuple[Understood, Answer]:
        """The reply to ``question`` as it was ``understood``, or to what it takes for granted, where that has no answer and is false."""
        answer = self._replies.compose(question, understood, dossiers)
        premise = understood.premise
        if premise is None or answer.status is Status.ANSWERED:
            return understood, answer
        denial = self._replies.compose(question, premise, dossiers)
        return (premise, denial) if denial.denies else (understood, answer)

    def _remember(
        self, conversation: str | None, turn: Turn | None, understood: Understood, answer: Answer
    ) -> None:
        best = understood.decision.best
        # What was not understood is worth remembering where there is nothing else: people go on with it all the same.
        unknown = answer.status is Status.UNKNOWN
        aside = (
            understood.sourced
            or answer.status is Status.SMALL_TALK
            or (unknown and turn is not None and turn.answered)
        )
        offers = () if answer.status is Status.ANSWERED else tuple(one.text for one in answer.suggestions)
        if conversation is None or best is None:
            return
        if aside:
            strays = unknown and turn is not None and understood.may_be_of_another(turn)
            if turn is not None and (offers or understood.elaborates or strays):
                since = replace(
                    turn,
                    offers=offers or turn.offers,
                    elaborated=turn.elaborated or understood.elaborates,
                    strayed=turn.strayed or strays,
                )
                self._talks.remember(conversation, since)
            return
        reading = understood.considered.reading
        if understood.recalled is not None:
            reading = understood.index.reader.read(understood.recalled)
        dossier = understood.index.dossier
        facts = [dossier.facts[source.fact] for source in answer.sources if source.fact in dossier.facts]
        told = (part for fact in facts for part in fact.parties)
        named = (*reading.entities, *(understood.slots or {}).values())
        # « Officiellement ? » asks the same again and says less of it than the question before.
        again = turn is not None and turn.dossier == dossier.id and turn.intent == best.scored.intent.id
        says_less = not reading.mentions and not reading.years
        question = turn.question if turn and again and says_less else reading.text
        if question == reading.text and understood.joined and turn is not None and turn.joined:
            # One question behind the other tells less and less of what the last one asked; its author's words do.
            composer = self._replies.composer(dossier, answer.language)
            question = composer.suggestion(best.scored.intent, understood.slots or {}).text.rstrip(
                " ?\u00a0\u202f"
            )
        reply = f"{answer.lead} {answer.more}" if facts else ""
        unsure = answer.status is Status.SUGGESTED
        self._talks.remember(
            conversation,
            Turn(
                dossier=dossier.id,
                question=question,
                intent=best.scored.intent.id,
                slots=understood.slots or {},
                entities=tuple(dict.fromkeys((*named, *told))),
                language=answer.language,
                told=tuple(fact.id for fact in facts),
                reply=reply,
                answered=not unknown,
                each=tuple(half.segment for half in understood.halves),
                denied=answer.denies,
                joined=understood.joined,
                meant=understood.meant,
                unsure=unsure,
                earlier=turn.surely if unsure and turn is not None else None,
                offers=offers,
                listed=going_on(
                    turn.listed if turn and turn.dossier == dossier.id else None,
                    _told_apart(understood)
                    or (
                        None
                        if understood.pointed
                        else _listed(understood.index, best.scored.intent, facts, named, reply)
                    ),
                    named,
                ),
            ),
        )


def _told_apart(understood: Understood) -> Listed | None:
    """Those of whom a reply told one after another, each by a question of its own: « ensemble ? » then asks of them; None where it did not."""
    halves = understood.halves
    names = tuple(dict.fromkeys(entity for one in halves for entity in (one.slots or {}).values()))
    alike = len({one.intent for one in halves}) == 1
    return Listed(names, ordered=True) if alike and len(names) == len(halves) else None


def _listed(
    index: DossierIndex, intent: Intent, facts: Sequence[Fact], named: Collection[str], reply: str
) -> Listed | None:
    """What can be pointed at after a ``reply`` to ``intent`` that told ``facts``; see ``pointing.listed``."""
    read = index.reader.read(reply, exact=True).entities
    for_somebody = intent.id in index.asked_for(WHO)
    return listed(index.dossier, intent, facts, named, read=read, for_somebody=for_somebody)


def _pair(prepared: Prepared) -> tuple[DossierIndex, Policy]:
    return prepared.index, prepared.policy


def _is_filled(intent: Intent, slots: Mapping[str, str], dossier: Dossier) -> bool:
    """Whether every slot that ``intent`` needs has an entity that may fill it; a claim can be made of any."""
    return all(
        slots.get(name) in (slot.fillers if intent.claim is None else dossier.entities)
        for name, slot in intent.slots.items()
        if not slot.optional
    )


def _reply(understood: Understood, answer: Answer) -> Reply:
    """What tells ``answer`` from another one."""
    match answer.status:
        case Status.UNKNOWN:
            intent = None
        case Status.SUGGESTED:
            intent = answer.suggestions[0].intent
        case _:
            chat = understood.chat if understood.small_talk else None
            best = (chat or understood.decision).best
            intent = best.scored.intent.id if best else None
    dossier = "" if intent is None or understood.small_talk else understood.index.dossier.id
    return Reply(answer.status.value, dossier, intent, answer.confidence)
