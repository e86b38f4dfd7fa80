"""When the interpreter looks for what nobody needs any more: not during a start, and not through what a start made."""

import ctypes
import gc
from contextlib import suppress
from typing import Final

# New objects before the young are looked through. Python's own 700 is reached several times while one page goes out.
YOUNG: Final = 10_000
# Times that the young are looked through before what survived is, too. After Python's own ten that is long enough to stop the loop
# for sixty milliseconds while thousands of posts go out.
MIDDLE: Final = 3
# And before everything since the start is: after three million new objects.
OLD: Final = 100


def during_start() -> None:
    """Collect nothing until `after_start`: a start makes hardly any garbage, and looking for it takes a tenth of its time."""
    gc.disable()


def after_start() -> None:
    """Collect again, but leave alone what the start made, which stays as long as the process; a second call does nothing.

    Walking through all of that again and again takes longer than the loop may stand still (DESIGN §12).
    """
    if gc.isenabled():
        return
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    gc.enable()
    give_back()


def give_back() -> bool:
    """Give the system back what the start used for a while, some twenty megabytes; False where the C library cannot.

    It takes a millisecond. glibc keeps what was freed in the middle of its heap otherwise.
    """
    trim = None
    with suppress(OSError, TypeError):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is None:
        return False
    trim(0)
    return True
