"""Exact arithmetic on shares: nothing here is typed by an author, everything follows from the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Shares = Mapping[str, Decimal]
"""Holder (entity id) → percent, exact."""

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Percent:
    """A computed share."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Points:
    """A difference between shares, in percentage points."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Holders:
    """Holders in the order the operation asks for."""

    ids: tuple[str, ...]


Result = Percent | Points | Holders


def _chosen(shares: Shares, operands: Sequence[str]) -> list[str]:
    return [holder for holder in (operands or shares) if holder in shares]


def ranked(shares: Shares) -> list[str]:
    """Holders from the largest share to the smallest, ties in the dossier's order."""
    return sorted(shares, key=lambda holder: -shares[holder])


def _sum(shares: Shares, operands: Sequence[str]) -> Result:
    return Percent(sum((shares[holder] for holder in _chosen(shares, operands)), Decimal(0)))


def _missing(shares: Shares, _: Sequence[str]) -> Result:
    return Percent(WHOLE - sum(shares.values(), Decimal(0)))


def _rest(shares: Shares, operands: Sequence[str]) -> Result:
    return Percent(WHOLE - sum((shares[holder] for holder in _chosen(shares, operands)), Decimal(0)))


def _others(shares: Shares, operands: Sequence[str]) -> Result:
    return Percent(sum((share for holder, share in shares.items() if holder not in operands), Decimal(0)))


def _holders_of(
    extreme: Callable[[Iterable[Decimal]], Decimal], shares: Shares, chosen: list[str]
) -> Holders:
    """Those of ``chosen`` that have the ``extreme`` share: all of them, for none of several is the largest."""
    share = extreme(shares[holder] for holder in chosen)
    return Holders(tuple(holder for holder in shares if holder in chosen and shares[holder] == share))


def _largest(shares: Shares, operands: Sequence[str]) -> Result:
    return _holders_of(max, shares, _chosen(shares, operands))


def _smallest(shares: Shares, operands: Sequence[str]) -> Result:
    return _holders_of(min, shares, _chosen(shares, operands))


def _list(shares: Shares, operands: Sequence[str]) -> Result:
    chosen = set(_chosen(shares, operands))
    return Holders(tuple(holder for holder in ranked(shares) if holder in chosen))


def _difference(shares: Shares, operands: Sequence[str]) -> Result:
    first, second = _chosen(shares, operands)[:2]
    return Points(abs(shares[first] - shares[second]))


def _half(_: Shares, __: Sequence[str]) -> Result:
    return Percent(WHOLE / 2)


def _whole(_: Shares, __: Sequence[str]) -> Result:
    return Percent(WHOLE)


OPERATIONS: Mapping[str, Callable[[Shares, Sequence[str]], Result]] = {
    "sum": _sum,
    "total": lambda shares, _: _sum(shares, ()),
    "missing": _missing,
    "rest": _rest,
    "others": _others,
    "largest": _largest,
    "smallest": _smallest,
    "list": _list,
    "difference": _difference,
    "half": _half,
    "whole": _whole,
}
"""What a dossier's ``compute`` may ask for.

``sum`` of the operands; ``total`` of all; ``missing`` to 100; ``rest``: 100 minus the operands; ``others``: what
the holders beside the operands have, as printed; ``largest`` and ``smallest`` (of the operands, or of all; several where
their shares are equal); ``list``, largest first; ``difference`` of two in points; ``half`` and ``whole``: 50 and 100.
"""


def compute(operation: str, shares: Shares, operands: Sequence[str]) -> Result | None:
    """The result of ``operation``; None when an operand holds no share or there are too few of them."""
    if any(holder not in shares for holder in operands) or not shares:
        return None
    if operation == "difference" and len(set(operands)) != 2:  # noqa: PLR2004 - a difference is between two
        return None
    return OPERATIONS[operation](shares, operands)
