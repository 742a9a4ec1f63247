"""What a fresh clone installs: everything pinned, nothing that names one machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINNED = re.compile(r"^([\w.-]+)==[\w.]+(?:\s+#.*)?$")


def canonical(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def constrained() -> set[str]:
    rows = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    matches = [PINNED.match(row) for row in rows if row and not row.startswith("#")]
    assert all(matches), "each row is name==version"
    return {canonical(match[1]) for match in matches if match}


def test_every_direct_dependency_is_pinned():
    extras = PROJECT["optional-dependencies"].values()
    wanted = [*PROJECT["dependencies"], *(row for rows in extras for row in rows)]
    names = {canonical(re.match(r"[\w.-]+", row)[0]) for row in wanted} - {canonical(PROJECT["name"])}
    assert len(names) > 20
    assert names <= constrained(), sorted(names - constrained())


def test_every_file_that_the_makefile_runs_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"python ([\w/.]+\.py)", makefile)
    assert named
    assert all((ROOT / name).is_file() for name in named)


@pytest.mark.parametrize(
    "name", ["Makefile", ".ci/run", "constraints.txt", "pyproject.toml", "config.example.yaml", "README.md"]
)
def test_no_file_names_a_registry_or_a_folder_of_one_machine(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"index-url|find-links|file://|/(?:opt|home|root|work|Users)/", text)


def test_ci_ends_with_the_tests_and_stops_at_the_first_failure():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("make test")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
