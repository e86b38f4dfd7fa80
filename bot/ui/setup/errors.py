"""What set-up refuses, each with the sentence that says what to do instead."""

from bot.errors import NotTheirs, Refusal


class NotInAServer(Refusal):
    """Set-up belongs to a server, and this came from a direct message."""

    text = "error-setup-not-in-a-server"


class NotAllowedToSetUp(NotTheirs):
    """Only who manages this very server may set it up."""

    text = "error-setup-not-allowed"


class NotAllowedToExamine(NotTheirs):
    """The doctor talks to who manages the server, and to leads."""

    text = "error-doctor-not-allowed"


class ChannelNotUsable(Refusal):
    """The channel is none of this server's text channels, or the bot cannot see it."""

    text = "error-setup-channel-not-usable"


class RoleNotUsable(Refusal):
    """The role is everyone's, a bot's, or gone."""

    text = "error-setup-role-not-usable"


class PickedTwice(Refusal):
    """One channel cannot be two."""

    text = "error-setup-picked-twice"


class ParticipantsAmongStaff(Refusal):
    """Participants would be able to read what only staff may."""

    text = "error-setup-participants-among-staff"


class MemberGone(Refusal):
    """The person is not in the server, or is a bot."""

    text = "error-setup-member-gone"


class RoleAboveYou(Refusal):
    """Discord would not let the presser give this role themselves."""

    text = "error-setup-role-above-you"


class RoleAboveBot(Refusal):
    """Discord does not let the bot give this role."""

    text = "error-setup-role-above-bot"


class NoLeadRole(Refusal):
    """There is no lead role yet to give."""

    text = "error-setup-no-lead-role"


class NoHelplinesThere(Refusal):
    """The helplines of that country are not known."""

    text = "error-setup-no-helplines"
