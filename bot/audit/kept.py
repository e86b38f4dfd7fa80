"""What the record keeps about people: who did what when, as codes and numbers."""

from typing import Final

from sqlalchemy import Connection

from bot.audit import book
from bot.audit.audit import KEPT, Audit
from bot.audit.chain import Link
from bot.audit.tables import audit_chains, audit_lines, audit_posts
from bot.storage.keeping import Fact, Found, Holding, Keeper, Owner, Record, nothing_in_memory

HOLDINGS: Final = (
    Holding(
        name="record",
        what="kept-record",
        whom="kept-record-whom",
        why="kept-record-why",
        until="kept-until-period",
        owner=Owner.LEADS,
        period=KEPT,
        columns=(
            audit_lines.c.actor_id,
            audit_lines.c.actor_salt,
            audit_lines.c.actor_mark,
            audit_lines.c.subject_id,
            audit_lines.c.about,
            audit_lines.c.subject_salt,
            audit_lines.c.subject_mark,
            audit_lines.c.link,
        ),
    ),
    Holding(
        name="record-ends",
        what="kept-record-ends",
        whom="kept-record-ends-whom",
        why="kept-record-ends-why",
        until="kept-record-ends-until",
        owner=Owner.OPERATOR,
        period=None,
        columns=(audit_chains.c.first_link, audit_chains.c.link, audit_chains.c.signature),
    ),
)
NOTHING: Final = (audit_posts,)  # servers


def keeper(audit: Audit) -> Keeper:
    """Return the record's keeper."""
    return Keeper("audit", HOLDINGS, _export, audit.erase, audit.sweep, nothing_in_memory)


def _export(connection: Connection, person_id: int) -> Found:
    return {"record": [_record(line, person_id) for line in book.naming(connection, person_id)]}


def _record(line: Link, person_id: int) -> Record:
    facts: dict[str, Fact] = {"fact-server": str(line.guild_id), "fact-at": line.at, "fact-code": line.act}
    if line.actor_id == person_id and line.about:
        facts["fact-number"] = line.about
    return Record(facts, line.at + KEPT)
