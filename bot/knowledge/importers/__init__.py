"""Other bots' questions → a plain FAQ dossier: ``import_faq`` is the way in.

Understood are intents as JSON (``{intent: [phrasing, …]}``, or objects with ``tag``, ``patterns`` and ``responses``, or with
``question`` and ``answer``), tables (CSV or TSV) of questions and answers, as QnA Maker exports them, or of utterances and
their intents, and Rasa projects (``nlu.yml`` with the ``domain.yml`` beside it, or the folder that holds both). What has no
place in a dossier is told, and never lost in silence.
"""

from bot.knowledge.importers.entry import some
from bot.knowledge.importers.importing import ImportReport, import_faq

__all__ = ["ImportReport", "import_faq", "some"]
