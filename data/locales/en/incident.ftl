# Cases, as responders see them. No word of what was written is in any of these.

card-name = Case { $number }
card-name-new = New case
card-content = Alongside: { $case }. Please open this where nobody reads along.
card-title-raised = { $case } · to be looked at within hours
card-title-paging = { $case } · somebody may need a person now
card-title-acknowledged = { $case } · { $name } is on it
card-title-with-person = { $case } · { $name } is with the person
card-title-resolved = { $case } · closed
card-nobody = nobody
card-who = Who
card-who-gone = somebody who was erased
card-where = Where
card-when = When
card-late = Read { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} late: the bot was away.
card-source-message = wrote it in a channel
card-source-form = wrote it in a form of their group
card-source-direct = wrote to the bot
card-source-support = asked for a person
card-source-about-message = somebody else pointed to their message
card-source-about-person = somebody else is worried about them
card-reached = Has the bot written to them?
card-reached-not-yet = not yet
card-reached-withheld = No. They hear nothing until one of you has looked.
card-reached-direct = yes, by direct message
card-reached-thread = yes, in a private thread, for their direct messages are closed
card-reached-unreached = No, they could not be reached privately. Please try in person.
card-choice = What they answered
card-choice-talk = They would like to talk.
card-choice-other = They asked for somebody else.
card-choice-not-now = Not now. The bot is silent; you may still be there.
card-choice-meant-otherwise = They say that they didn't mean it that way.
card-told = Told so far
card-told-line = { $name }, { $at }
card-openers = If you don't know how to begin
card-openers-text =
    "Hi, I'm here, and I have time."
    "Would you like to tell me how it is right now?"
card-outcome = How it ended
card-footer = What they wrote is behind Why, for responders only. Please don't quote it.
card-not-live = **On-call is not running here yet**, so nobody was woken. Finish /setup to go live.
card-database-down = **The database is not answering.** Pages go out all the same; what happens now is kept in memory until it is back.
card-aside = This is about somebody who can read the usual channel, so only you and a few others see it. Please keep it apart.
card-unanswered = **Nobody has answered.** Leads and everyone who asked to be a last resort are being told.
card-danger = **In danger now**, somebody said.
card-review = Nobody was woken, and the person does not know of this.
card-lowered = The person knows of this. Nobody is being woken for it now; please have a look within hours.
card-third-time = { $times } times within two weeks. It may help to write a support plan together: what helps, who, how long.
card-handing = Waiting for { $name } to take over.

button-take = I'm on it
button-cannot = I can't take this one
button-why = Why
button-danger = In danger now
button-not-crisis = Not a crisis
button-not-crisis-sure = Yes, close it
button-reach = Write to them
button-offer-space = Offer a private space
button-answer = Answer them
button-resolve = Resolve
button-hand-over = Hand over
button-note = Note
button-log = What happened
button-still-on-it = Still on it
button-outside = Somebody outside has to help

outcome-talked = We talked
outcome-other-help = They have other help now
outcome-not-reached = They could not be reached
outcome-false-alarm = It was not a crisis
outcome-outside = Handed to somebody outside

resolve-title = Resolve
resolve-notice = The person hears that it is over. What they wrote is removed a day from now.
resolve-outcome = How did it end?
resolve-note = A note for the responders, if you like
note-title = Note
note-notice = Responders can read it. It is stored encrypted and removed with the case's other words. Please don't quote the person.
note-label = Your note
answer-title = Answer them
answer-notice = The bot sends this privately, in your name.
answer-label = Your words
hand-over-ask = Who should take over? You hold it until they say that they are on it.
hand-over-placeholder = Choose somebody
hand-over-nobody = Nobody else can take it right now. "I can't take this one" wakes the next people at once.
hand-over-asked = { $name } has been asked. You hold it until they say that they are on it.
hand-over-unreached = { $name } could not be reached. You still hold it; please ask somebody else.

case-passed-on = Thank you for saying so. { $case } is not yours to carry.
case-closed = { $case } is closed. Thank you for being there.
case-joined = { $case }: they wrote again. It is behind Why.
not-crisis-ask = Close { $case } as not a crisis? If the bot wrote to them, they get a sentence of apology.
space-offered = { $case }: a private space was offered. It opens when they say yes.
reply-not-reached = { $case }: they could not be reached this way. Please try in person, where they usually are.
answer-sent = { $case }: your words are on their way.
note-kept = { $case }: your note is kept.
still-noted = Good. { $case } stays with you.
outside-decided = { $case }: it is on record that somebody outside is asked for help. The leads look at it within a day.
outside-second-person = { $case }: noted. A second responder has to agree; ask one to press the same button. While somebody is in danger now, one is enough: press In danger now first.
outside-review = { $case }: one person decided alone on help from outside, or noted that there was some. Please look at it within a day.

page-nudge = { $people } { $case } is waiting for somebody.
page-unanswered = { $people } **{ $case }: nobody has answered.** Please take it now, or find somebody who can.
page-channel-broken = Alongside cannot write in the private channel of { $server }. Pages go out by direct message meanwhile. Run /setup there to see what to change.
page-quiet = { $case }: it was taken, and then it was quiet for 25 minutes. The next people are being told.
page-still-on-it = { $case }: you took it a quarter of an hour ago. Are you still on it? In ten minutes somebody else is asked.
review-waits-still = { $people } { $case } is still waiting for somebody to look at it.
review-waits = { $people } { $case } has waited for twelve hours. Please look at it.
concerns-many = { $person } asked for support for others more than { $times } times today. Please have a look, kindly.

holder-wants-talk = { $case }: they would like to talk.
holder-someone-else = { $case }: they asked for somebody else, and no reason was asked for. It goes to the next people.
holder-space-failed = { $case }: they said yes to a private space, and it could not be opened. Please check that the support channel is still there.
holder-space-refused = { $case }: they don't want a private space. You can answer them here.
holder-person-wrote = { $case }: they wrote to you. It is behind Why.
holder-not-reached = I could not reach whoever it is for, so it comes to you.

danger-title = In danger now
danger-steps =
    1. Stay with them and keep writing, in short sentences. Ask whether they are safe where they are.
    2. Ask whether somebody can be with them, and whether they could put distance between themselves and whatever could hurt them.
    3. Offer to find the number with them, and stay while they call.
    4. Only if there is no other way, somebody outside is asked for help.
danger-location = Discord gives nobody's location, not to you and not to anybody who is called. If you may, ask them where they are.
danger-lead = A lead has been told.
danger-nobody = No lead could be told just now. Please reach one yourself, if you can.

words-title = { $case } · what was written
words-rule = Rule: `{ $rule }` · { $tier }
words-footer = Only you see this. Please don't quote it.
words-none = { $case }: there are no words, or they have been removed already.
words-button-older = Older
words-button-newer = Newer
words-trigger = They wrote
words-told = Somebody else wrote about them
words-relayed = They wrote to the bot
words-note = Note of a responder

log-opened = opened
log-joined = they wrote again
log-upgraded = became urgent
log-paged = told
log-unanswered = nobody answered
log-alone = they heard that nobody else was on call
log-unwritable = the private channel could not be written to
log-acknowledged = on it
log-declined = can't take it
log-handed = asked to take over
log-reached = the bot wrote to them
log-chose = they answered
log-lowered = lowered to a later look
log-offered = private space offered
log-refused-space = no private space wanted
log-space = private space opened
log-danger = in danger now
log-outside-asked = help from outside proposed
log-outside = help from outside decided
log-noted = note
log-read-words = looked at the words
log-wrote = wrote
log-quiet = quiet for too long
log-still = still on it
log-resolved = closed
log-follow-up = follow-up agreed
log-words-removed = words removed

command-incident-name = incident
command-incident = Cases: what is open, what happened, notes and the end
command-list-name = list
command-incident-list = Show the open cases
command-incident-everything = Closed ones too
command-show-name = show
command-incident-show = Show a case and what happened so far
command-note-name = note
command-incident-note = Keep a note about a case
command-resolve-name = resolve
command-incident-resolve = Close a case with an outcome
command-incident-number = The number of the case
incident-list-title = Cases
incident-list-none = Nothing is open. If somebody needs you, a card appears in the private channel.

error-no-such-case = There is no such case that you could see. /incident list shows the ones that you can.
error-not-a-responder = This is for on-call peers and leads. If you want to be one, ask a lead of this server.
error-not-told-yet = I have just come back and do not know yet who is here. Please try again in a few seconds.
error-not-a-lead = This is for leads. Please ask one to do it.
error-already-held = { $name } is on it already. Thank you for being quick.
error-already-resolved = This one is closed already. Nothing is left to do.
error-not-yours = This button was made for somebody else. /support brings you to a person.
error-not-held-by-you = First press "I'm on it", so that the person has one of you to talk to.
error-person-gone = They left the server, so I can't write to them. If you know another way, please use it.
error-server-not-set-up = This server is not set up yet. Somebody who manages it can run /setup.

impaired-database = Since { $since } I cannot reach my own records. I still hear everybody and still wake whoever is on call; what happens meanwhile is kept aside. Please ask the person who runs me to look: `python -m bot doctor`.
impaired-database-over = My records can be reached again. What happened since { $since } is in them.

blind-channel = alongside-listens
blind-reason = Alongside may not read messages here, so it listens through Discord's own filter
blind-listening = I may not read what is written here: the switch Message Content is off. Discord's own filter now tells me of fixed phrases, in a channel that only administrators and I can see. It hears far less than I would. The ways to ask for help all work.
blind-forbidden = I may not read what is written here: the switch Message Content is off. I could not set up Discord's own filter either: I need the permissions Manage Server and Manage Channels. Until then only the ways to ask for help work: the pinned card, /support, the menus, and a direct message to me.
why-automod = Discord's own filter told me of these words. I may not read the message itself; you can, where it was written.
