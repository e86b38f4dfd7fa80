"""A problem with anyone, brought to those who may act on it and past whoever it names."""

from bot.moderation.reports.report import Readers, Report, State
from bot.moderation.reports.service import Reports

__all__ = ["Readers", "Report", "Reports", "State"]
