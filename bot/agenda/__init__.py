"""Everything that happens later: recurrence, jobs, misfires, the runner."""

from bot.agenda.grammar import RuleTooFrequent, RuleUnreadable
from bot.agenda.jobs import (
    ALWAYS,
    DROP,
    Backoff,
    Done,
    Drop,
    GiveUp,
    Grace,
    Job,
    Plan,
    Record,
    RetryLater,
)
from bot.agenda.recurrence import Occurrence, Rule, RuleNeverFires, UnknownZone
from bot.agenda.runner import Agenda, Trouble
from bot.agenda.series import plan_next, replan
from bot.agenda.work import aside
from bot.agenda.zones import in_step, out_of_step, planned

__all__ = [
    "ALWAYS",
    "DROP",
    "Agenda",
    "Backoff",
    "Done",
    "Drop",
    "GiveUp",
    "Grace",
    "Job",
    "Occurrence",
    "Plan",
    "Record",
    "RetryLater",
    "Rule",
    "RuleNeverFires",
    "RuleTooFrequent",
    "RuleUnreadable",
    "Trouble",
    "UnknownZone",
    "aside",
    "in_step",
    "out_of_step",
    "plan_next",
    "planned",
    "replan",
]
