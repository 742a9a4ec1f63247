"""The bookshop's command line, for the tests of what is kept and of what is made of it."""

from __future__ import annotations

import pytest
from terminal.bookshop import make

from bot.terminal.cli import execute


@pytest.fixture
def config(tmp_path):
    """The config file of a new bookshop."""
    return make(tmp_path)


@pytest.fixture
def says(config, capsys):
    """Runs a command line on the bookshop: exit code, all that it printed, what it complained of."""

    def says(*arguments):
        code = execute([*arguments, "--config", str(config)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return says
