"""What the pictures show: all of it, within their edges, the same in words, and never by colour alone."""

from __future__ import annotations

import asyncio
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest
from fake_assistant import FakeAssistant
from matplotlib.colors import to_rgba

from bot.answering.views import StakeRow, TimelineRow
from bot.charts import alt, stakes, style, timeline
from bot.charts.studio import Studio
from bot.errors import DrawingError

LONG = "Compagnie générale des participations et des placements dans le numérique souverain français"


@pytest.fixture(params=["fr", "en"])
def shares(request):
    return FakeAssistant().stakes(language=request.param)


@pytest.fixture
def dates():
    return FakeAssistant().timeline(language="fr")


def texts(figure):
    """Every text in a picture."""
    return [text.get_text() for text in figure.axes[0].texts]


def cut(figure):
    """The texts that reach over an edge."""
    figure.canvas.draw()
    renderer, frame = figure.canvas.get_renderer(), figure.bbox
    boxes = {text.get_text(): text.get_window_extent(renderer) for text in figure.axes[0].texts}
    return [
        text
        for text, box in boxes.items()
        if box.x0 < frame.x0 or box.x1 > frame.x1 or box.y0 < frame.y0 or box.y1 > frame.y1
    ]


def test_stakes_show_every_share_and_the_missing_percent(shares):
    """Today's and those after the deal, as printed."""
    shown = texts(stakes.figure(shares, "Today"))
    for row in (*shares.rows, *shares.after):
        assert row.name in shown
        assert row.text in shown
    assert shares.missing_text in shown
    assert "Today" in shown


def test_shares_are_told_apart_without_colour(shares):
    """Every holder has a hatching of its own, and a name beside the bar."""
    patches = [
        patch for patch in stakes.figure(shares, "").axes[0].patches if patch.get_facecolor() != track()
    ]
    hatches = [patch.get_hatch() or "" for patch in patches[: len(shares.rows)]]
    assert len(set(hatches)) == len(shares.rows)


def track():
    """The colour of the bars' ground."""
    return to_rgba(style.TRACK)


def test_the_missing_percent_is_an_empty_dashed_outline(shares):
    """It belongs to nobody, and looks so."""
    dashed = [patch for patch in stakes.figure(shares, "").axes[0].patches if patch.get_linestyle() == "--"]
    assert len(dashed) == 1
    assert dashed[0].get_width() == pytest.approx((style.WIDTH - 2 * style.MARGIN) / 100)


def test_bars_are_as_long_as_the_shares(shares):
    """44 percent is 44 percent of the way."""
    whole = style.WIDTH - 2 * style.MARGIN
    widths = [patch.get_width() / whole for patch in stakes.figure(shares, "").axes[0].patches]
    for row in shares.rows:
        assert any(width == pytest.approx(float(row.share) / 100) for width in widths)


def test_nothing_is_cut(shares, dates):
    """However long names and events are."""
    assert cut(stakes.figure(shares, "Aujourd'hui")) == []
    assert cut(timeline.figure(dates)) == []
    wordy = replace(
        dates, rows=tuple(replace(row, event=LONG, when=LONG) for row in dates.rows), inferred_note=LONG
    )
    assert cut(timeline.figure(wordy)) == []
    rows = tuple(replace(row, name=LONG) for row in shares.rows)
    noted = replace(shares, rows=rows, missing_note=LONG, title=LONG, after_title=LONG)
    assert cut(stakes.figure(noted, "Aujourd'hui")) == []


@pytest.mark.parametrize(
    ("date", "part", "start", "end"),
    [
        ("2012", None, 2012, 2013),
        ("2014", "early", 2014, 2014 + 1 / 3),
        ("2014", "mid", 2014 + 1 / 3, 2014 + 2 / 3),
        ("2014", "late", 2014 + 2 / 3, 2015),
        ("2014-03", None, 2014 + 2 / 12, 2014 + 3 / 12),
        ("2014-01-01", None, 2014, 2014 + 1 / 372),
        ("2014-12-31", None, 2015 - 1 / 372, 2015),
    ],
)
def test_a_date_is_as_wide_as_it_is_vague(dates, date, part, start, end):
    """A year, a part of it, a month, a day: no more precise than the source."""
    found = timeline.span(replace(dates.rows[0], date=date, part=part))
    assert found.start == pytest.approx(start)
    assert found.end == pytest.approx(end)


def test_an_undated_event_has_no_place_on_the_scale(dates):
    """It is told in words alone."""
    row = replace(dates.rows[0], date=None, when="sans date")
    assert timeline.span(row) is None
    assert "sans date" in texts(timeline.figure(replace(dates, rows=(row,))))


def test_inferred_dates_are_hatched_and_dashed(dates):
    """And printed ones are solid."""
    printed, inferred = timeline.figure(dates).axes[0].patches
    assert (printed.get_hatch() or "", printed.get_linestyle()) == ("", "-")
    assert inferred.get_hatch()
    assert inferred.get_linestyle() == "--"


def test_alt_texts_hold_all_numbers_and_fit(speech, shares, dates):
    """However many rows there are."""
    words = alt.stakes(shares, speech.say)
    assert all(row.text in words for row in (*shares.rows, *shares.after))
    assert "1\u202f%" in words
    many = tuple(
        TimelineRow("2012", None, "2012", inferred=False, why="", event=LONG, status="stated", paragraph=1)
        for _ in range(40)
    )
    assert len(alt.timeline(replace(dates, rows=many), speech.say)) <= 1024


def test_a_share_may_be_anything_and_is_still_drawn(shares):
    """More than everything, less than nothing, or a mark that a typesetter would read."""
    odd = tuple(
        StakeRow(name, name, Decimal(share), "$x^2$ %", 1)
        for name, share in (("a", "140"), ("b", "-3"), ("$_", "0.5"))
    )
    assert style.png(stakes.figure(replace(shares, rows=odd), "")).startswith(b"\x89PNG")


@pytest.mark.slow
async def test_the_studio_draws_in_a_process_of_its_own_while_the_loop_turns(speech, shares):
    """A phone-wide PNG; meanwhile nothing holds the loop."""
    studio = Studio(speech.say)
    drawing = asyncio.ensure_future(studio.stakes(shares, "v1"))
    worst, clock = 0.0, asyncio.get_running_loop().time
    while not drawing.done():
        before = clock()
        await asyncio.sleep(0.005)
        worst = max(worst, clock() - before)
    drawn = await drawing
    studio.close()
    assert struct.unpack(">I", drawn.png[16:20])[0] == round(style.WIDTH * style.DPI)
    assert worst < 0.25  # the bot's own bound is a fifth of that; the rest is a busy machine


async def test_another_edition_is_another_picture(speech, shares):
    """The cache knows the dossier's version and the language."""
    studio = Studio(speech.say, make_executor=lambda: ThreadPoolExecutor(1))
    for version in ("v1", "v1", "v2"):
        await studio.stakes(shares, version)
    assert len(studio._pictures) == 2
    studio.close()


async def test_what_cannot_be_drawn_is_a_drawing_error_and_is_tried_again(speech, dates):
    """Nothing is remembered of a failure."""
    studio = Studio(speech.say, make_executor=lambda: ThreadPoolExecutor(1))
    broken = replace(dates, rows=(replace(dates.rows[0], date="not-a-date"),))
    for _ in range(2):
        with pytest.raises(DrawingError):
            await studio.timeline(broken, "v1")
    assert len(studio._pictures) == 0
    studio.close()


async def test_a_mistake_of_ours_in_drawing_is_not_kept_either(speech, shares):
    """Whatever it was, the next call tries again."""

    class Odd(ThreadPoolExecutor):
        def submit(self, *given, **named):
            raise ZeroDivisionError(given, named)

    pools = iter([Odd(1), ThreadPoolExecutor(1)])
    studio = Studio(speech.say, make_executor=lambda: next(pools))
    with pytest.raises(ZeroDivisionError):
        await studio.stakes(shares, "v1")
    studio.close()
    assert (await studio.stakes(shares, "v1")).png
    studio.close()


@pytest.mark.parametrize("problem", [OSError("no room left"), MemoryError()])
def test_a_picture_that_the_machine_has_no_room_for_is_like_any_that_cannot_be_drawn(problem):
    """Else it would end the process that draws, and what others wait for with it."""

    def draw():
        raise problem

    with pytest.raises(DrawingError):
        style.drawn(draw)
