"""What all tests share: how hypothesis looks for counterexamples."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# Time limits never decide a test. CI repeats the same examples each time, so that a red run always means the change
# that it ran on; at a desk every run looks for new ones.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# Started in the background by a shell a process is deaf to interrupts, and so would be all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
