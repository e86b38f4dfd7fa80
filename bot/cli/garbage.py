"""When the interpreter looks for what nobody needs any more: not during a start, and not through what a start made."""

import gc
from typing import Final

# New objects before the young are looked through. Python's own 700 is reached several times while one page goes out.
YOUNG: Final = 10_000


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
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    gc.enable()
