"""Who looked at, exported, erased or changed what: one record a server, in which a missing or changed line shows."""

from bot.audit.acts import Act, Cause
from bot.audit.audit import HOST, Audit, Line, Note, Place, Verdict, nobody
from bot.audit.chain import Break

__all__ = ["HOST", "Act", "Audit", "Break", "Cause", "Line", "Note", "Place", "Verdict", "nobody"]
