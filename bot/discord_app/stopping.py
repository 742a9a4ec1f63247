"""How the outside world asks a running bot to stop. Imports no discord, so that it costs nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def asked_to_stop() -> Iterator[asyncio.Event]:
    """An event that is set once Ctrl-C or SIGTERM asks to stop; within the block neither ends the process.

    On Windows no loop can listen for them: there Ctrl-C cancels what runs, as in any program.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):
        for number in STOPPING:
            loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        with suppress(NotImplementedError):
            for number in STOPPING:
                loop.remove_signal_handler(number)
