"""The people of this Discord, and what they do in it."""

from collections.abc import Sequence
from typing import Any

from bot.rehearsal.discord.simulated import (
    ChannelHandle,
    Impossible,
    InteractionResult,
    MemberActor,
    Message,
    Overwrite,
    Store,
    Surroundings,
    UserHandle,
    may_read,
    suggested,
)
from bot.rehearsal.discord.slowmode import SlowMode


class Turn:
    """What somebody did by a button, a menu, a form or a command, and what came back."""

    def __init__(self, store: Store, result: InteractionResult) -> None:
        """Watch an interaction."""
        self._store = store
        self.result = result
        self._record = result._interaction  # noqa: SLF001  simcord's hand to its own world
        self._before = self._edited()

    @property
    def answered(self) -> bool:
        """Say whether the bot has answered: at once, or after it said that an answer was coming, or that it had taken note."""
        if not self._record.responded or self._record.loading:
            return False
        if not self._record.deferred:
            return True
        return bool(self._record.followup_ids) or self._edited() != self._before

    def _edited(self) -> str | None:
        """Return when the message that was pressed was last changed."""
        pressed = self._store.messages.get(self._record.channel_id, {}).get(self._record.source_message_id or 0)
        return None if pressed is None else pressed.edited_timestamp

    @property
    def heard(self) -> bool:
        """Say whether the bot has said at least that it took note: within three seconds, or Discord says that it failed."""
        return self._record.responded

    @property
    def told(self) -> bool:
        """Say whether they have seen an answer: a press that was merely taken note of changes nothing on their screen."""
        return self._record.responded and not self._record.deferred

    @property
    def form(self) -> dict[str, Any] | None:
        """Return the form that was shown."""
        return self._record.modal

    @property
    def token(self) -> str:
        """Return the token with which the bot answers."""
        return self._record.token

    @property
    def id(self) -> int:
        """Return the interaction's id."""
        return self._record.id

    @property
    def private(self) -> list[Message]:
        """Return what only this person sees of the answer, oldest first."""
        ids = [self._record.message_id, *self._record.followup_ids]
        found = [self._store.messages.get(self._record.channel_id, {}).get(one or 0) for one in ids]
        return [
            one for one in found if one is not None and one.is_ephemeral and one.id != self._record.source_message_id
        ]


class Person:
    """Somebody with an account."""

    def __init__(self, store: Store, around: Surroundings, slow: SlowMode, user_id: int, guild_id: int | None) -> None:
        """Take the account; `guild_id` is the server they act in."""
        self._store, self._around, self._slow = store, around, slow
        self.id = user_id
        self.guild_id = guild_id

    @property
    def name(self) -> str:
        """Return what they are called."""
        user = self._store.users[self.id]
        return user.global_name or user.name

    @property
    def direct(self) -> int:
        """Return the channel of their direct messages with the bot."""
        return self._store.get_dm_channel(self.id).id

    # -- writing --------------------------------------------------------------------------------------------------

    def write(self, channel_id: int, text: str) -> int:
        """Write in a channel; return the message's id.

        Raises:
            Refused: they may not.
        """
        channel = self._store.get_channel(channel_id)
        if channel.guild_id is not None:
            need = "send_messages_in_threads" if channel.is_thread else "send_messages"
            self._store.require_permissions(channel.guild_id, self.id, channel_id, need)
            self._slow.check(channel_id, self.id)
        return self._store.create_message(channel_id, self.id, text).id

    def write_to_bot(self, text: str) -> int:
        """Write the bot a direct message."""
        return self.write(self.direct, text)

    def edit(self, channel_id: int, message_id: int, text: str) -> None:
        """Change what they wrote."""
        self._store.edit_message(channel_id, message_id, {"content": text})

    def delete(self, channel_id: int, message_id: int) -> None:
        """Delete what they wrote."""
        self._store.delete_message(channel_id, message_id)

    # -- reading --------------------------------------------------------------------------------------------------

    def reads(self, channel_id: int) -> list[Message]:
        """Return what they see in a channel, oldest first; nothing where they may not look."""
        if not may_read(self._store, channel_id, self.id):
            return []
        stored = self._store.messages.get(channel_id, {})
        return [stored[one] for one in sorted(stored) if stored[one].visible_to(self.id)]

    def inbox(self) -> list[Message]:
        """Return their direct messages with the bot."""
        return self.reads(self.direct)

    # -- pressing -------------------------------------------------------------------------------------------------

    async def press(self, message: Message, label: str = "", *, custom_id: str | None = None) -> Turn:
        """Press a button by its label or its id.

        Raises:
            Impossible: there is no such button, or it cannot be pressed.
        """
        given: dict[str, str] = {"label": label} if custom_id is None else {"custom_id": custom_id}
        return self._turn(await self._hand(message.channel_id).click(self._around.message(message), **given))

    async def choose(self, message: Message, custom_id: str, *values: Any) -> Turn:  # noqa: ANN401
        """Choose in a menu: texts, people or channels."""
        hand = self._hand(message.channel_id)
        return self._turn(await hand.select(self._around.message(message), list(values), custom_id=custom_id))

    async def fill(self, turn: Turn, /, **values: Any) -> Turn:  # noqa: ANN401
        """Send the form that a turn showed."""
        channel = turn.result._interaction.channel_id  # noqa: SLF001
        return self._turn(await self._hand(channel).submit_modal(turn.result, values))

    async def command(self, channel_id: int, name: str, /, **options: Any) -> Turn:  # noqa: ANN401
        """Type a command."""
        hand, channel = self._hand(channel_id), self._around.channel(channel_id)
        if isinstance(hand, UserHandle):
            return self._turn(await hand.slash(name, **options))
        return self._turn(await hand.slash(channel, name, **options))

    async def suggest(self, channel_id: int, name: str, option: str, typed: str, /, **options: Any) -> Turn:  # noqa: ANN401
        """Type into an option of a command, and be offered something."""
        hand, channel = self._hand(channel_id), self._around.channel(channel_id)
        return self._turn(await suggested(hand, channel, name, option, typed, options))

    async def react(self, message: Message, emoji: str, *, on: bool = True) -> None:
        """Put an emoji under a message, or take it away."""
        await self._hand(message.channel_id).set_reaction(self._around.message(message), emoji, reacted=on)

    async def menu(self, message: Message, name: str) -> Turn:
        """Use a command from a message's menu."""
        return self._turn(
            await self._member().context_menu(
                self._around.channel(message.channel_id), name, self._around.message(message)
            )
        )

    async def menu_on(self, channel_id: int, name: str, whom: "Person") -> Turn:
        """Use a command from a person's menu."""
        return self._turn(await self._member().context_menu(self._around.channel(channel_id), name, whom.handle))

    @property
    def handle(self) -> MemberActor:
        """Return them as something that can be chosen."""
        return self._member()

    def _member(self) -> MemberActor:
        if self.guild_id is None:
            raise Impossible("they are in no server")
        return self._around.member(self.guild_id, self.id)

    def _hand(self, channel_id: int) -> MemberActor | UserHandle:
        if self._store.get_channel(channel_id).guild_id is None:
            return self._around.user(self.id)
        return self._member()

    def _turn(self, result: InteractionResult) -> Turn:
        return Turn(self._store, result)


class People:
    """Everybody, and the servers they are in."""

    def __init__(self, store: Store, slow: SlowMode) -> None:
        """Begin with nobody."""
        self._store, self._slow = store, slow
        self.around = Surroundings(store)

    def somebody(self, name: str, *, called: str | None = None, guild_id: int | None = None) -> Person:
        """Make an account, and bring it into a server."""
        user = self._store.make_user(name, global_name=called or name.capitalize())
        person = Person(self._store, self.around, self._slow, user.id, None)
        if guild_id is not None:
            self.join(person, guild_id)
        return person

    def join(self, who: Person, guild_id: int) -> None:
        """Bring somebody into a server."""
        self._store.add_member(guild_id, who.id, announce=True)
        who.guild_id = guild_id

    def place(self, channel_id: int) -> ChannelHandle:
        """Return a channel as something that can be chosen."""
        return self.around.channel(channel_id)

    def server(self, name: str, owner: Person, *, locale: str = "en-US") -> int:
        """Make a server, with the bot invited as a typical one is."""
        guild = self._store.create_guild(name, owner_id=owner.id, preferred_locale=locale)
        owner.guild_id = guild.id
        return guild.id

    def channel(self, guild_id: int, name: str, overwrites: Sequence[Overwrite] = ()) -> int:
        """Make a text channel, with who may do what in it."""
        return self._store.create_channel(guild_id, name, overwrites=list(overwrites)).id

    def role(self, guild_id: int, name: str) -> int:
        """Make a role."""
        return self._store.create_role(guild_id, name).id

    def give_role(self, who: Person, role_id: int) -> None:
        """Give somebody a role."""
        assert who.guild_id is not None
        self._store.add_member_role(who.guild_id, who.id, role_id)

    def leave(self, who: Person) -> None:
        """Have somebody leave their server."""
        assert who.guild_id is not None
        self._store.remove_member(who.guild_id, who.id)
        who.guild_id = None

    def open_commands(self, guild_id: int, role_ids: list[int], *names: str) -> None:
        """Open staff commands to roles, as an owner does by hand."""
        granted = [{"id": str(role), "type": 1, "permission": True} for role in role_ids]
        for (name, _), command in self._store.commands.get(None, {}).items():
            if name in names:
                self._store.set_command_permissions(guild_id, int(command["id"]), granted)
