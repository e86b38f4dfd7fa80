"""What can be refused around surveys, each with the sentence that says what to do instead."""

from bot.errors import NotTheirs, Refusal


class NotAFacilitator(NotTheirs):
    """The action is for facilitators and leads."""

    text = "error-survey-not-staff"


class NoSuchSurvey(Refusal):
    """There is no survey of that number in this server, or it is not in a state for this."""

    text = "error-survey-none"


class SurveyOver(Refusal):
    """The survey is closed; nothing more is taken, changed or withdrawn."""

    text = "error-survey-over"


class SurveyNotYetOpen(Refusal):
    """The survey has not begun."""

    text = "error-survey-not-yet"


class NotInvited(NotTheirs):
    """The survey is for people with a role that the presser does not have."""

    text = "error-survey-not-invited"


class NotThere(Refusal):
    """The survey is for those who were at a session."""

    text = "error-survey-not-there"


class NothingAnswered(Refusal):
    """A page of questions came back with a question unanswered."""

    text = "error-survey-empty"


class FormOutOfDate(Refusal):
    """A form came back that the survey does not know."""

    text = "error-survey-form"


class TextTooLong(Refusal):
    """Words longer than a response holds."""

    text = "error-survey-long"


class NoQuestions(Refusal):
    """A survey needs a question before it opens."""

    text = "error-survey-no-questions"


class TooManyQuestions(Refusal):
    """A survey holds no more questions."""

    text = "error-survey-many-questions"


class TimeUnclear(Refusal):
    """A time or a span cannot be read, or lies in the past."""

    text = "error-survey-time"


class CutUnusable(Refusal):
    """Results cannot be reported for such subgroups."""

    text = "error-survey-cut"


class AskedAlready(Refusal):
    """The same is asked by another survey at the same time."""

    text = "error-survey-asked-already"


class AskedLately(Refusal):
    """The same was asked by a survey that was closed early."""

    text = "error-survey-asked-lately"


class RoundsOverlap(Refusal):
    """A survey that comes again would still be open when it comes next."""

    text = "error-survey-rounds"


class SealUnusable(Refusal):
    """The files that seal a survey could not be made."""

    text = "error-survey-seal"


class TemplateWrong(Refusal):
    """A file of questions cannot be used; the sentence names the line and the reason."""

    text = "error-survey-template"


class NoSuchTemplate(Refusal):
    """There is no template of that name."""

    text = "error-survey-no-template"


class ResultsNotYet(Refusal):
    """There are no results before the close, not even a count."""

    text = "error-survey-no-results"


class NotPosted(Refusal):
    """Discord took no post in the survey's channel."""

    text = "error-survey-not-posted"


class QuestionWrong(Refusal):
    """A question cannot be asked so."""

    text = "error-survey-question"


class FileUnreadable(Refusal):
    """A file that was handed in is too large, or Discord did not give it."""

    text = "error-survey-file"


class BoxClosed(Refusal):
    """There is no suggestion box, or it is being opened."""

    text = "error-box-closed"


class BoxLost(Refusal):
    """The box's files are not as they were left; what was in it is void."""

    text = "error-box-lost"


class CodeUsed(Refusal):
    """Something that was written with this code waits in the box."""

    text = "error-box-code-used"


class CodeUnknown(Refusal):
    """A code or a number belongs to no suggestion here, or the code was used or closed."""

    text = "error-box-code"
