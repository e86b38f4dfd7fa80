"""What can be refused around groups, each with the sentence that says what to do instead."""

from bot.errors import NotTheirs, Refusal


class NoSuchGroup(Refusal):
    """There is no such group (any more), or it could not be told which one is meant."""

    text = "error-group-unknown"


class GroupAtRest(Refusal):
    """The group is archived."""

    text = "error-group-at-rest"


class LastFacilitator(Refusal):
    """Somebody has to facilitate a group."""

    text = "error-group-last-facilitator"


class Unannounced(Refusal):
    """More was to be read in a channel, and its group could not be told so."""

    text = "error-group-unannounced"


class NotAPerson(Refusal):
    """A bot was chosen to look after people."""

    text = "error-group-bot"


class NotAFacilitator(NotTheirs):
    """The action is for the group's facilitators and for leads."""

    text = "error-group-not-facilitator"


class MayNotMakeGroups(NotTheirs):
    """Groups are made by people with the facilitator role and by leads."""

    text = "error-group-may-not-make"


class ChannelTaken(Refusal):
    """The channel is another group's, or staff's."""

    text = "error-group-channel-taken"


class ChannelUnfit(Refusal):
    """The bot may not write in the channel; `permissions` are what it lacks."""

    text = "error-group-channel-unfit"


class NoTextChannel(Refusal):
    """The channel is of another kind, or there no more."""

    text = "error-group-channel-no-text"


class ChangedMeanwhile(Refusal):
    """Somebody else changed it between the look and the press."""

    text = "error-group-changed"


class CapacityUnreadable(Refusal):
    """A group has two to a hundred people."""

    text = "error-group-capacity"


class CityUnknown(Refusal):
    """No zone is known by that city."""

    text = "error-group-city"


class RhythmUnreadable(Refusal):
    """The time, the day or the end of a rhythm cannot be read."""

    text = "error-rhythm-time"


class EndUnreadable(Refusal):
    """The end of a rhythm is neither a date nor a number of times."""

    text = "error-rhythm-end"


class EndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    text = "error-rhythm-ends-first"


class NoSuchPlan(Refusal):
    """The check-in is gone."""

    text = "error-checkin-unknown"


class CheckInClosed(Refusal):
    """Its time is over: what was said stays as it is."""

    text = "error-checkin-closed"


class NothingOpen(Refusal):
    """No check-in is open for the asker."""

    text = "error-checkin-none-open"


class NoTimeLeft(Refusal):
    """The plan's end is over: it would never ask again."""

    text = "error-plan-no-time-left"


class NothingPrivate(Refusal):
    """No check-in of the group is asked privately."""

    text = "error-checkin-none-private"


class HourAtNight(Refusal):
    """Nobody is written to privately at that hour."""

    text = "error-private-hour"


class TooManyQuestions(Refusal):
    """Eight questions are as much as anybody answers."""

    text = "error-checkin-too-many-questions"


class ChoicesUnreadable(Refusal):
    """A question with choices needs two to ten of them."""

    text = "error-checkin-choices"


class QuestionEmpty(Refusal):
    """A question needs words."""

    text = "error-checkin-question-empty"


class NoSuchSession(Refusal):
    """The session, or this meeting of it, is gone."""

    text = "error-session-unknown"


class MeetingOver(Refusal):
    """It has ended, or was cancelled."""

    text = "error-session-over"


class LengthUnreadable(Refusal):
    """A session lasts from 10 minutes to 8 hours."""

    text = "error-session-length"


class AgendaUnreadable(Refusal):
    """A line of the agenda is not words and minutes."""

    text = "error-session-agenda"


class AgendaTooLong(Refusal):
    """The agenda has more than `parts` lines, or one of more than `letters` letters."""

    text = "error-session-agenda-long"


class PlacesUnreadable(Refusal):
    """The number of places is no number."""

    text = "error-session-places"


class BeyondTheNext(Refusal):
    """The new time is later than the meeting that follows, which would be lost; `next` is its time."""

    text = "error-session-beyond-next"


class InThePast(Refusal):
    """The new time is over already."""

    text = "error-session-past"


class NoSuchPrompt(Refusal):
    """The prompt is gone."""

    text = "error-prompt-unknown"


class PromptUnfit(Refusal):
    """A prompt needs a few words, and a theme that there is."""

    text = "error-prompt-unfit"


class NoSuchGoal(Refusal):
    """The goal is gone, or somebody else's."""

    text = "error-goal-unknown"


class GoalEmpty(Refusal):
    """A goal needs words."""

    text = "error-goal-empty"


class TooManyGoals(Refusal):
    """Ten open goals are as much as helps anybody."""

    text = "error-goal-too-many"


class SaidUnposted(Refusal):
    """The group's channel did not take *you said, we did*; nothing was kept."""

    text = "error-said-unposted"


class SaidEmpty(Refusal):
    """Both halves of *you said, we did* need words."""

    text = "error-said-empty"
