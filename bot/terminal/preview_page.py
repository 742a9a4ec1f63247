"""What SimCord's page does otherwise than Discord, mended while it is served: the package has no setting for either.

Each mend is a piece of a script and what stands in its place; a version of SimCord that no longer has the piece is served as
it is, and a test says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple


class Mend(NamedTuple):
    """A piece of a script, which stands there once, and what it becomes."""

    piece: str
    mended: str


MENDS: Final[Mapping[str, Sequence[Mend]]] = {
    # The page follows the newest message only while it stands within a pixel of the end. A picture that arrives after its
    # message makes the list longer without anybody scrolling: only who scrolls up has stopped following.
    "/timeline.js": (
        Mend(
            "ui.timeline.scrollHeight - ui.timeline.scrollTop - ui.timeline.clientHeight <= 1 ?",
            "ui.timeline.scrollHeight - ui.timeline.scrollTop - ui.timeline.clientHeight <= 1"
            ' || (state.scrollIntent?.policy === "bottom"'
            " && ui.timeline.scrollTop >= (state.scrollIntent.oldScrollTop ?? Infinity) - 1) ?",
        ),
        Mend(
            "ui.timeline.scrollTop = ui.timeline.scrollHeight - ui.timeline.clientHeight;",
            "ui.timeline.scrollTop = ui.timeline.scrollHeight - ui.timeline.clientHeight;"
            " intent.oldScrollTop = ui.timeline.scrollTop;",
        ),
    ),
    # A command whose options may all be left out is sent by Enter, as in Discord: none of them is chosen until somebody
    # points at it.
    "/commands.js": (
        Mend(
            "if (listItems.length) suggestionListbox.setActive(0, { scroll: false });",
            "if (listItems.length && !optional) suggestionListbox.setActive(0, { scroll: false });",
        ),
    ),
}
"""Path on the page's server → what is mended in it."""


def mend_page(server: Any) -> None:  # noqa: ANN401  # simcord's server, which has no public type
    """Make ``server``, which must not have started yet, serve the mended scripts."""
    serve = server._static  # noqa: SLF001  # simcord has no seam for it

    async def mended(request: Any) -> Any:  # noqa: ANN401  # aiohttp's request and response
        response = await serve(request)
        for mend in MENDS.get(request.path, ()):
            response.text = response.text.replace(mend.piece, mend.mended)
        return response

    server._static = mended  # noqa: SLF001  # as above
