# What an operator reads at the command line.

cli-help = Alongside: a Discord bot that keeps peer-support groups going and the people in them safe.
cli-run = Run the bot until it is told to stop.
cli-rehearse = Rehearse without a token: the bot runs in a small Discord on this machine until Ctrl-C. --story plays an evening in this terminal instead.
cli-doctor = Check settings, token, switches, database, keyring and backups.
cli-assess = Read JSON lines with a "text" (and a "locale"), and answer each with what the detector says of it.
cli-evaluate = Measure the detector on a table with the columns text and label.
cli-migrate = Bring the database to the schema that this version needs.
cli-backup = Copy the database and the keyring, also while the bot runs.
cli-restore = Put a copy in the place of the database, the newest unless a folder is named. The bot must be stopped.
cli-export = Show what is kept about somebody, as JSON.
cli-erase = Forget somebody, after showing what is kept.
cli-option-json = Answer in JSON, for a program to read.
cli-option-yes = Do not ask.
cli-option-story = Play an evening, then check every promise it touches.
cli-option-locale = The language of the evening: en or es.
cli-option-port = The port to listen on. Without it, a free one is chosen.
cli-option-misses = List the rows that were missed and the false alarms, with their texts.
cli-argument-person = Somebody's id on Discord, a number.
cli-argument-csv = A CSV file in UTF-8 with the columns text and label, and locale if you like.
cli-argument-folder = A folder that the backup command made.

cli-token-refused = DISCORD_TOKEN: Discord does not know this token. Developer portal, your application, Bot, Reset Token: put the new one there and start again.
cli-members-off = The switch Server Members Intent is off, so the bot cannot start. Developer portal, your application, Bot, Privileged Gateway Intents: switch on Server Members Intent, save, start again.
cli-content-off = The switch Message Content Intent is off, so the bot starts content-blind: it sees only what people send to it, and what mentions it. If your groups agree to be read, switch it on under Bot, Privileged Gateway Intents in the developer portal, and start again.
cli-starts-spent = The bot was started so often that Discord lets it connect no more for now. It connects by itself in { $minutes } minutes. Leave it running: each new start would be counted, and too many cost it its token.
cli-discord-away = Discord could not be reached. Check the network of this machine and DISCORD_API_URL, then start again.
cli-database-away = The database does not answer, so nothing was changed. Check the disk (full, read-only) and DATABASE_URL, then try again.
cli-disk-refused = The disk failed ({ $reason }), and nothing was replaced. Check that it has room and may be written to, then try again.
cli-file-unreadable = { $file } cannot be read. Name a CSV file in UTF-8 that this account may read.
cli-rehearsal-extra = The rehearsal needs a package that is not installed. Run: pip install "alongside[rehearsal]"
cli-rehearse-listening = The bot is at work in a Discord of our own. API: { $api } · gateway: { $gateway } · Ctrl-C ends it.
cli-rehearse-seam = For a page or a program: { $address }/state, /events and /act.
cli-rehearse-language = The evening is not told in that language. Choose one of: { $known }

cli-evaluate-columns = { $file } needs a first line that names the columns text and label.
cli-evaluating = Reading the rows
cli-evaluate-title = { $count } rows
cli-evaluate-figure = figure
cli-evaluate-interval = 95 % interval
cli-evaluate-of = of
cli-evaluate-recall = Crises that were found
cli-evaluate-urgent-recall = Urgent ones that were found
cli-evaluate-page-recall = Urgent ones that would have woken somebody
cli-evaluate-precision = Found, and truly a crisis
cli-evaluate-page-precision = Would have woken somebody, and truly a crisis
cli-evaluate-alarms = False alarms per 1,000 ordinary rows
cli-evaluate-false-pages = Needless wakings per 1,000 ordinary rows
cli-evaluate-label = label
cli-evaluate-category = category
cli-evaluate-right = right
cli-evaluate-rows = rows
cli-evaluate-unknown = { $count ->
    [one] One row was left out, for its label is not known: { $labels }. docs/detection.md lists those that are.
   *[other] { $count } rows were left out, for their labels are not known: { $labels }. docs/detection.md lists those that are.
}
cli-evaluate-missed = Missed
cli-evaluate-false-alarms = False alarms

cli-migrating = Migrating
cli-migrated = The database went from { $before } to { $after }.
cli-migrated-already = The database is at { $revision } already.
cli-backing-up = Copying
cli-backed-up = Copied { $megabytes } MB to { $folder }. Keep a copy of the master key somewhere else. Open surveys are left out: a copy of their keys would undo their anonymity.
cli-backed-up-keyring = The keyring was copied to { $folder }. The database is on PostgreSQL: copy it with pg_dump.
cli-restoring = Copying back
cli-restore-sure = Put the copy of { $made_at } ({ $folder }) in the place of the database? What happened since is lost.
cli-restored = The database is as it was on { $made_at }. { $erasures ->
    [0] {""}
    [one] One person who was erased since is erased again at the next start.
   *[other] { $erasures } people who were erased since are erased again at the next start.
} { $surveys ->
    [0] {""}
    [one] One survey that was open is closed as void: answers are in no backup. Its group is told at the next start.
   *[other] { $surveys } surveys that were open are closed as void: answers are in no backup. Their groups are told at the next start.
}
cli-restored-keyring = The keyring was gone or damaged and comes from that copy as well: whoever came after { $made_at } is not in it.
cli-restored-unknown = There is no list of erasures left, neither beside the keyring nor beside the backups. **Whoever was erased after { $made_at } is back.** Please erase them again: python -m bot erase.

cli-erase-unknown = Nothing is kept about this person by name. What they may have answered in surveys that are still open, and a suggestion that may wait, can be taken back.
cli-unseal-sure = Take that back? It cannot be undone.
cli-unsealed = Done. Nothing that they said lies sealed any more.
cli-erase-sealed = What they may have answered in surveys that are still open, and a suggestion that may wait, go first.
cli-erase-preview = This will be forgotten:
cli-erase-sure = Forget them? It cannot be undone. Copies of the keyring keep them for seven days at most.
cli-erased = Done. Nothing that they wrote can be opened any more.
cli-bot-refused = The running bot could not do this now. Look at its log, and try again in a moment.
cli-erase-open = Case { $number } is still open, and they are in it. See it through first, then erase; it waits for that, so that nobody is left alone.
cli-rotate = Have a new master key take over, while the bot runs or not
cli-rotate-sure = A new key takes the place of the one in { $path }. The old one opens nothing any more, nor do the keyrings in older backups. Go on?
cli-rotating = Wrapping everybody's key anew
cli-rotated = Done: the new key is in { $path }, and wraps the keys of { $count } people. Keyrings removed from older backups: { $copies }. Please keep a copy of the new key apart, and make a backup now.
