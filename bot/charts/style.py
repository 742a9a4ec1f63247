"""The look that all pictures share: readable on a telephone, in dark and light, in any colour vision, and in print.

A picture brings its own opaque background, so it looks the same whatever theme surrounds it. Colours are Okabe and Ito's
(https://jfly.uni-koeln.de/color/), told apart in every common colour blindness; hatching and words say the same again.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from bot.errors import DrawingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 7.2
"""Inches; with ``DPI`` 1080 pixels, which a telephone shows at about a third of that."""
DPI: Final = 150
TITLE: Final = 21
TEXT: Final = 18
SMALL: Final = 15
"""Points. The smallest is 31 pixels of 1080: ten or eleven on a telephone, as Discord's own small print."""
PAPER: Final = "#fbfaf7"
INK: Final = "#1b1c1f"
FAINT: Final = "#5b5e66"
TRACK: Final = "#e6e4dd"
COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7")
HATCHES: Final = ("", "//", "..", "xx", "\\\\", "--")
PLAIN_LETTER: Final = 0.56
BOLD_LETTER: Final = 0.68
"""Width of a letter as a share of its size: above the average of the face, so that lines end before the edge."""
LINE: Final = 0.3
"""Inches that a line of ``TEXT`` takes."""
EDGE: Final = 1.8
"""Points."""
MARGIN: Final = 0.32
"""Inches left free at each side."""


def blank(height: float) -> Figure:
    """An empty picture of ``height`` inches, with one axis over all of it whose units are inches from the top left.

    Raises:
        DrawingError: when matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  # half a second, and optional
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise DrawingError("pictures need matplotlib: pip install 'dossier-bot[charts]'") from error
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure


def write(figure: Figure, x: float, y: float, text: str, **look: Any) -> None:  # noqa: ANN401  # matplotlib's own
    """Put ``text`` on one line at ``x``, ``y`` inches, its middle at that height; no mark in it has a meaning."""
    settings: dict[str, Any] = {"fontsize": TEXT, "color": INK, "va": "center", "parse_math": False}
    figure.axes[0].text(x, y, text, **(settings | look))


def box(
    figure: Figure,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str,
    edge: str | None = None,
    hatch: str = "",
    dashed: bool = False,
) -> None:
    """Put a rectangle with its upper left corner at ``x``, ``y`` inches; hatching takes the edge's colour."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415  # drawn lazily, as everything here

    patch = Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge or PAPER)
    patch.set_linewidth(EDGE if edge is not None else 0)
    patch.set_linestyle("--" if dashed else "-")
    patch.set_hatch(hatch)
    figure.axes[0].add_patch(patch)


def wrapped(
    text: str, size: float, width: float = WIDTH - 2 * MARGIN, *, letter: float = PLAIN_LETTER
) -> list[str]:
    """``text`` in lines that fit ``width`` inches at ``size`` points; at least one."""
    return textwrap.wrap(text, max(8, int(width * 72 / (letter * size))), break_long_words=True) or [""]


def shortened(
    text: str, size: float, width: float = WIDTH - 2 * MARGIN, *, letter: float = PLAIN_LETTER
) -> str:
    """``text`` on one line that fits, its end left out where it must be."""
    first, *more = wrapped(text, size, width, letter=letter)
    return f"{first[:-1].rstrip()}…" if more else first


def png(figure: Figure) -> bytes:
    """The finished picture, the same bytes for the same drawing."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI, facecolor=PAPER, metadata={"Software": None})
    return buffer.getvalue()


def drawn(draw: Callable[[], bytes]) -> bytes:
    """What ``draw`` makes; whatever goes wrong in it is one kind of error: the text goes out alone.

    Raises:
        DrawingError: when it cannot be drawn.
    """
    try:
        return draw()
    except (ValueError, TypeError, ArithmeticError, LookupError, RuntimeError, OSError, MemoryError) as error:
        raise DrawingError(f"the picture could not be drawn: {error}") from error
