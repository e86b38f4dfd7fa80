"""What can be refused around a report, each with the sentence that says what to do instead."""

from bot.errors import NotTheirs, Refusal


class NobodyCanRead(Refusal):
    """Everybody who could read it is named in it, or wrote it."""

    text = "error-report-nobody"


class NoSuchReport(NotTheirs):
    """There is none of that number, or it is not for the asker."""

    text = "error-report-unknown"


class ReportClosed(Refusal):
    """It was closed or taken back."""

    text = "error-report-closed"


class TooManyReports(Refusal):
    """The person sent several today already."""

    text = "error-report-many"


class NothingWritten(Refusal):
    """The form came back empty."""

    text = "error-report-empty"
