from __future__ import annotations

import asyncio
import contextlib
import shutil
from pathlib import Path

import pytest

from bot.terminal.preview import serve_preview

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]


@pytest.fixture(scope="session")
def artifacts():
    """Where screenshots are kept for people to look at."""
    ARTIFACTS.mkdir(exist_ok=True)
    return ARTIFACTS


@pytest.fixture
async def browser():
    """Headless Chromium; without one the test is skipped and says so."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine: the preview page was not driven")
    playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def serve():
    """Serves previews of the real bot, and ends them with the test."""
    serving: list[asyncio.Task[None]] = []

    async def start(**resources):
        told: asyncio.Queue[str] = asyncio.Queue()
        task = asyncio.ensure_future(serve_preview(**resources, open_browser=False, say=told.put_nowait))
        serving.append(task)
        url = asyncio.ensure_future(told.get())
        await asyncio.wait({task, url}, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        if task.done():
            task.result()
        return await url

    yield start
    for task in serving:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
