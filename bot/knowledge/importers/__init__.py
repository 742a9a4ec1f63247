"""Other bots' questions → a plain FAQ dossier: ``import_faq`` is the way in.

Understood are ``{intent: [phrasing, …]}`` as JSON, question–answer tables (CSV or TSV, as QnA Maker exports them) and Rasa
projects (``nlu.yml`` with the ``domain.yml`` beside it, or the folder that holds both).
"""

from bot.knowledge.importers.entry import some
from bot.knowledge.importers.importing import ImportReport, import_faq

__all__ = ["ImportReport", "import_faq", "some"]
