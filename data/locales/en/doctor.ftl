# The doctor: each line says what was found; the line below it, what to do.

command-doctor-name = doctor
command-doctor = Check whether everything is there that help needs

doctor-title-broken = Broken ({ $count })
doctor-title-look = Worth a look ({ $count })
doctor-title-ok = Well ({ $count })
doctor-summary = This is how it is now. What is broken comes first.
doctor-summary-well = Everything is well.
doctor-button-setup = Open set-up

doctor-settings-ok = The settings can be used.
doctor-token-ok = Discord knows the bot's token.
doctor-token-absent = There is no token here, so whatever needs Discord was not checked.
doctor-token-absent-step = Put DISCORD_TOKEN into the environment or .env; the developer portal shows it under Bot, Reset Token.
doctor-token-refused = Discord refuses the bot's token.
doctor-token-refused-step = Developer portal, Bot, Reset Token: put the new one into DISCORD_TOKEN and start again.
doctor-discord-away = Discord could not be reached, so whatever needs it was not checked.
doctor-discord-away-step = Check the network of this machine, and Discord's status page; then run this again.
doctor-members-ok = The switch Server Members Intent is on.
doctor-members-off = The switch Server Members Intent is off, so the bot cannot start.
doctor-members-off-step = Developer portal, Bot, Privileged Gateway Intents: switch on Server Members Intent, save, start again.
doctor-content-ok = The switch Message Content Intent is on.
doctor-content-off = The bot is content-blind: it cannot read the groups' messages and sees only what people send to it.
doctor-content-off-step = If your groups agree to be read: Developer portal, Bot, Privileged Gateway Intents, switch on Message Content Intent, save, start again.

doctor-database-ok = The database answers.
doctor-database-silent = The database does not answer. Pages still go out from memory; nothing new is kept.
doctor-database-silent-step = Check the disk (full, read-only) and DATABASE_URL. The bot goes on by itself as soon as the database answers.
doctor-database-none = There is no database yet; the first start makes it.
doctor-database-lost = There was a database here, and now it is not there or empty. A bot that runs pages people from its roster meanwhile.
doctor-database-lost-step = Put the file back, mount its disk, or run python -m bot restore. To begin anew on purpose, remove roster.json in VAR_DIR.
doctor-database-older = The database is of an earlier version of Alongside.
doctor-database-older-step = Run python -m bot migrate, or simply start the bot: it makes the step by itself.
doctor-database-in-use = The bot is running and holds the database. What only it knows is in /{ command-doctor-name } on Discord.
doctor-ledger-behind = Steps of open cases wait to be written, because the database did not take them.
doctor-ledger-behind-step = Do not stop the bot now: what waits is in its memory. Bring the database back, and it is written.
doctor-keyring-ok = The keyring and its master key are there.
doctor-keyring-none = There is no keyring yet; the first start makes it.
doctor-keyring-no-key = The master key is not where MASTER_KEY_FILE says, so after the next start nobody's words could be opened.
doctor-keyring-no-key-step = Put the key file back from your copy before you restart. A new key cannot open what is stored.
doctor-keyring-damaged = The keyring cannot be read.
doctor-keyring-damaged-step = Stop the bot and restore the newest backup: python -m bot restore
doctor-agenda-ok = Nothing that was planned is overdue.
doctor-agenda-trouble = What is planned has not happened since { $since }, because the database does not answer.
doctor-agenda-overdue = { $count ->
    [one] One planned thing is more than five minutes late.
   *[other] { $count } planned things are more than five minutes late.
}
doctor-agenda-overdue-step = Look again in a few minutes. If the number stays, look into the bot's log for agenda, and restart it.
doctor-clock-ok = This machine's clock agrees with Discord's.
doctor-clock-off = This machine's clock is { $seconds } seconds away from Discord's, so pages and reminders come at the wrong time.
doctor-clock-off-step = Switch on time synchronisation on the machine (on Linux: timedatectl set-ntp true).
doctor-backup-ok = The newest backup is less than two days old.
doctor-backup-none = There is no backup yet.
doctor-backup-old = { $days ->
    [one] The newest backup is one day old.
   *[other] The newest backup is { $days } days old.
}
doctor-backup-step = Run python -m bot backup, and let the machine do it every night.
doctor-commands-ok = Discord has the current commands.
doctor-commands-unsent = The commands were not sent to Discord.
doctor-commands-unsent-step = Restart the bot; it sends them when it starts.

doctor-seal-none = No survey or suggestion box is open, so nothing is sealed here now. While one is, whoever runs this machine could open it; afterwards nobody can.
doctor-seal-open = { $count ->
    [one] One survey or suggestion box is open, and its sealed files are as they were left. Until it closes, whoever runs this machine could open it, and a snapshot of the disk keeps its key; afterwards nobody can.
   *[other] { $count } surveys and suggestion boxes are open, and their sealed files are as they were left. Until they close, whoever runs this machine could open them, and a snapshot of the disk keeps their keys; afterwards nobody can.
}
doctor-seal-lost = { $count ->
    [one] Sealed files of one open survey or suggestion box are gone.
   *[other] Sealed files of { $count } open surveys or suggestion boxes are gone.
}
doctor-seal-damaged = { $count ->
    [one] Sealed files of one open survey or suggestion box are damaged.
   *[other] Sealed files of { $count } open surveys or suggestion boxes are damaged.
}
doctor-seal-copied = { $count ->
    [one] The key of one open survey or suggestion box is not the file that was made: it was copied, renamed, put back, or its owner or rights were changed.
   *[other] The keys of { $count } open surveys or suggestion boxes are not the files that were made: they were copied, renamed, put back, or their owner or rights were changed.
}
doctor-seal-void-step = Nothing can be saved: the bot closes it as void at the next start or answer, says so where it was posted, and it can be opened again. Keep other programs away from VAR_DIR/sealed.
doctor-seal-moved = { $count ->
    [one] VAR_DIR was moved, copied or put back as a whole while one survey or suggestion box was open; what is sealed opens only where it was made.
   *[other] VAR_DIR was moved, copied or put back as a whole while { $count } surveys or suggestion boxes were open; what is sealed opens only where it was made.
}
doctor-seal-moved-step = If the old place still exists as it was and the bot has not started here, move back, close the surveys, and move again. Otherwise they are closed as void at the next start and can be opened again. Destroy the old VAR_DIR/sealed: it holds keys.
doctor-seal-stuck = { $count ->
    [one] One survey should be closed by now and is not.
   *[other] { $count } surveys should be closed by now and are not.
}
doctor-seal-stuck-step = Check that the disk of VAR_DIR is neither full nor read-only, then restart the bot: it goes on with the close where it stopped.

doctor-server-absent = The bot is not in this server.
doctor-server-absent-step = Invite it with the link from the developer portal, Installation.
doctor-server-new = This server was never set up.
doctor-setup-step = Press *Open set-up*, go to channels and roles, and press *Do it*.
doctor-ready-step = Press *Open set-up* and go on to the last screen; it shows each with its button.
doctor-live-ok = On-call is running.
doctor-live-broken = { $count ->
    [one] On-call is running, but one thing that it needs is missing.
   *[other] On-call is running, but { $count } things that it needs are missing.
}
doctor-live-missing = { $count ->
    [one] On-call is not running: one thing is missing.
   *[other] On-call is not running: { $count } things are missing.
}
doctor-live-paused = On-call is paused.
doctor-live-paused-step = To start it again: *Open set-up*, last screen, *Go live*.
doctor-room-alerts-gone = There is no private on-call channel, so cards have nowhere to go.
doctor-room-support-gone = There is no support channel, so no private space can be opened.
doctor-room-facilitators-gone = There is no facilitators' channel.
doctor-room-ok = I have what I need in { $channel }.
doctor-room-permissions = In { $channel } I lack:
doctor-room-permissions-step = Right-click or hold { $channel }, Edit Channel, Permissions, choose Alongside, switch on { $permissions }, save.
doctor-room-drifted = Who may do what in { $channel } is not as set-up had set it.
doctor-room-public = { $channel } is meant to be private, and everyone can read it.
doctor-room-participants = { $channel } is meant to be private, and participants can read it.
doctor-room-others = { $count ->
    [one] One more person than its staff can read { $channel }:
   *[other] { $count } more people than its staff can read { $channel }:
}
doctor-roles-ok = All four roles are there.
doctor-role-participant-gone = There is no participant role.
doctor-role-facilitator-gone = There is no facilitator role.
doctor-role-oncall-gone = There is no on-call role, so on-call peers cannot see cases.
doctor-role-lead-gone = There is no lead role, so nobody is woken last.
doctor-lead-none = Nobody has the lead role.
doctor-lead-none-step = *Open set-up*, last screen, *Choose a lead*.
doctor-responders-few = { $count ->
    [0] Nobody has answered a test page; { $needed } people should.
    [one] One person has answered a test page; { $needed } should.
   *[other] { $count } people have answered a test page; { $needed } should.
}
doctor-responders-untested = On the list without having answered a test page:
doctor-responders-step = Each of them types /{ command-oncall-name } { command-oncall-join-name } and presses the button in my direct message.
doctor-responders-closed = Take no direct messages from me, so a page reaches them only in the channel:
doctor-responders-closed-step = Ask them: this server's name, Privacy Settings, Direct Messages on; then /{ command-oncall-name } { command-oncall-join-name } again.
doctor-shift-now = On shift now:
doctor-shift-nobody = Nobody is on shift now.
doctor-shift-step = /{ command-oncall-name } { command-oncall-now-name } or /{ command-oncall-name } { command-oncall-plan-name } puts somebody there.
doctor-shift-covered = Somebody is on shift all the time for the next three days.
doctor-shift-gaps = Nobody is on shift: { $spans }{ $more ->
    [0] .
   *[other] {" "}and { $more } more times in the next three days.
}
doctor-helplines-ok = { $count ->
    [one] One helpline is confirmed.
   *[other] { $count } helplines are confirmed.
}
doctor-helplines-none = No helplines are confirmed.
doctor-helplines-step = *Open set-up*, *Helplines*: look at them and confirm them.
doctor-helplines-old = { $count ->
    [one] One of your country's numbers was looked up more than a year ago.
   *[other] { $count } of your country's numbers were looked up more than a year ago.
}
doctor-helplines-old-step = Dial them or look at their sites, and put today's date beside them in data/helplines.toml.
