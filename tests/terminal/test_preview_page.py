"""What is mended in SimCord's page stands there as it did when the mend was written."""

from __future__ import annotations

from pathlib import Path

import pytest
import simcord.preview

from bot.terminal.preview_page import MENDS

STATIC = Path(simcord.preview.__file__).parent / "static"
PIECES = [(path, mend.piece) for path, mends in MENDS.items() for mend in mends]


@pytest.mark.parametrize(("path", "piece"), PIECES)
def test_each_piece_stands_once_in_the_installed_page(path, piece):
    """After an upgrade: look whether the page needs the mend still, and write it anew or take it away."""
    assert (STATIC / path.removeprefix("/")).read_text(encoding="utf-8").count(piece) == 1
