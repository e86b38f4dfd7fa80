# Sessions: meetings that recur, from the invitation to the end.

command-group-session-name = session
command-group-session = Plan and lead sessions
command-group-session-plan = Plan a session, and see its next times before it is saved
command-group-session-list = Show the group's sessions, each with its buttons
command-start-name = start
command-group-session-start = Begin the next meeting now
command-end-name = end
command-group-session-end = End the meeting that goes on
command-cancel-name = cancel
command-group-session-cancel = Call the next meeting off; everybody who said yes is told
command-move-name = move
command-group-session-move = Give the next meeting another time; everybody who said yes is told
command-attendance-name = attendance
command-group-session-attendance = Who said yes, and who came
command-session-meeting = Which of the next ones; left empty, the next
command-session-which = Which session
command-sessions-name = sessions
command-sessions = Your next sessions, and whether you come

meets-title = Sessions of { $group }
meets-none = No session is planned yet.
meet-button-new = Plan a session
meet-form-title = A session
meet-form-name = Name
meet-form-minutes = How many minutes
meet-form-places = Places
meet-form-places-about = Leave it empty if everybody has room
meet-agenda-title = Order, places, end
meet-agenda-about = A line for each part: what it is, then its minutes
meet-agenda-default =
    Arriving 10
    Round 35
    Closing 15
meet-field-length = How long, where, for how many
meet-field-next = The next one
meet-minutes = { $minutes } minutes
meet-places = { $places } places
meet-places-all = room for everybody
meet-no-agenda = Nothing in particular
meet-led-by = led by { $name }
meet-button-agenda = Order, places, end
meet-button-start = Start now
meet-button-move = Move it
meet-ahead-choose = Call off one of the next ones
meet-ahead-ask = Call off “{ $title }” on { $at }? Who has said yes to it is told; the others before it and after it stay as they are. Until its time comes you can take that back.
meet-ahead-off = { $at } is called off.
meet-button-cancel = Call it off
meet-button-hold = Hold it after all
meet-button-sure = Begin it now
meet-button-hand = Hand over
meeting-planned = planned
meeting-open = going on now
meeting-over = over
meeting-cancelled = called off
meeting-missed = missed, I was away
meet-started = It has begun. Everything at hand is in the facilitators' channel.
meet-ended = The meeting of { $group } ends now.
meet-cancelled = Called off: { $at }. Everybody who said yes is being told.
meet-held = It takes place after all: { $at }. Everybody who had said yes is being told.
meet-early = “{ $title }” is planned for { $at }. If it begins now, there is none at that time; the one after it stays. Nobody is told but who reads the channel.
meet-you-lead = It has begun, and you lead it. Here is what you need.
meet-moved = Moved to { $at }. Everybody who said yes is being told.
meet-move-title = Another time
meet-move-notice = Only this one meeting moves. Everybody who said yes is told.
meet-hand-pick = Who leads it
meet-hand-about = Choose who leads the next meeting. They get a message.
meet-handed = { $name } leads the next meeting, and knows.
meet-handed-untold = { $name } leads the next meeting. I could not write to them, so please tell them yourself.
meet-handed-note = { $name } asked you to lead “{ $title }” of { $group } on { $at }. It begins by itself, or with the button; then you get here what you need to lead it. If that does not suit you, please tell them.
meet-handed-on = Somebody else leads “{ $title }” of { $group } on { $at } now, so you need not. Come as you like.
meet-next = It is { $name }'s turn.
meet-nobody-waits = Nobody is waiting to speak.
attendance-title = { $title } · { $at }
attendance-came = Came
attendance-add = Add people who came
attendance-other = Another meeting
attendance-footer = Counted from the voice channel, the button, and what you add.

session-where = { $place } · { $minutes } minutes
session-counts = { $yes } coming · { $listening } just listening
session-places = { $places } places · { $waiting } waiting
session-footer = Coming and saying nothing is coming. You can change this until it begins.
session-has-begun = It has begun.
session-is-over = It is over. Thank you for being there, or for thinking of it.
session-was-missed = I was away at that time, so nothing was opened here. I am sorry. If you met all the same, good.
session-is-off = It was called off.
session-button-yes = I'm coming
session-button-listening = Just listening
session-button-no = Not this time
session-answer-yes = coming
session-answer-listening = just listening
session-answer-no = not this time
session-answer-waiting = waiting for a place
session-unanswered = not answered yet
session-said-yes = Good: { $title }, { $at }. If that changes, one press is enough.
session-said-listening = Good: { $title }, { $at }. You can just listen, and nobody asks you to speak.
session-said-no = That is fine. { $title }, { $at }, goes on without you, and the next one is there for you.
session-said-waiting = All places of { $title }, { $at }, are taken. You are on the waiting list, and you hear from me if one is free.
session-moved-up = There is a place for you after all: { $title }, { $at }.
session-reminder = This is the bot of your group: { $title } begins { $at } in { $place }. You said you would come. If not, that is fine.
session-told-moved = “{ $title }” has moved: it is on { $at } now. If that does not suit you, that is fine.
session-told-cancelled = “{ $title }” on { $at } has been called off.
session-told-next = The next one is on { $at }.
session-told-last = It was the last one that is planned.
session-told-dropped = “{ $title }” on { $at } does not take place: it rests for now, or its times have changed. If there is a new time, it is announced in the group's channel.
session-told-back = “{ $title }” on { $at } takes place after all. What you said about coming still stands, and one press changes it.
session-event-about = A session of { $group }.
session-begun = It begins now in { $place } and ends at { $end }. Coming late is fine, just listening is fine, and so is leaving early.
session-ended = It is over for today. Thank you all.
session-confidential = What is said here stays here, unless somebody's life is in danger. Whom you met here is theirs to tell.
session-field-kept = Between us
session-field-since = Since last time
session-field-agenda = Order
session-field-turns = Who would like to speak
session-turns-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
session-no-turns = Nobody has asked yet. Nobody has to.
session-button-here = I'm here
session-button-turn = I'd like to speak
session-button-no-turn = I pass
session-button-left = I left early
session-button-next = Next turn
session-button-attendance = Attendance
session-button-end = End it
session-button-calendar = Into my calendar
session-is-here = Good that you are here.
session-turn-joined = You are number { $place }. “I pass” takes you off at any time.
session-turn-passed = You pass. Being there is enough.
session-left-asked = You left early, and that is fine. How is it for you?
session-left-fine = I'm fine
session-left-someone = I'd like someone
session-left-thanks = Good. See you another time.
session-calendar = Here are your next sessions. Open the file to put them into your calendar; it holds no names of people. What changes later does not change there.
session-calendar-alt = A calendar file with your next sessions
sessions-further = Later sessions
sessions-further-about = You answer these at their invitation in the group's channel, which comes three days before.
sessions-further-more = { $count ->
    [one] One more has no room here; it is in the calendar file.
   *[other] { $count } more have no room here; they are in the calendar file.
}
sessions-none = No session is planned for your groups just now.
facilitators-missed = { $group }: I was not running when “{ $title }” was to begin on { $at }, so I did not open it. I am sorry. { $before ->
    [0] {""}
    [one] The same goes for one meeting before it.{" "}
   *[other] The same goes for { $before } meetings before it.{" "}
}If you met all the same, say so here, and note who came.
session-told-missed = “{ $title }” on { $at }: I was not running at that time, so nothing was opened. I am sorry. If you met all the same, good.
meet-button-took = It took place
session-facilitators-begun = { $group }: “{ $title }” has begun. It ends by itself at { $end }, or when you end it.
facilitators-invitation-trouble = { $group }: the invitation to “{ $name }” could not be posted, so nobody can say there whether they come. { $reason } Once this is settled, it comes by itself; I try every quarter of an hour until { $until }.
facilitators-room-trouble = { $group }: “{ $name }” has begun, but what comes when and whose turn it is could not be posted. { $reason } Once this is settled, it comes by itself; I try every quarter of an hour until { $until }.
facilitators-ending-trouble = { $group }: that “{ $name }” is over could not be posted, and what comes with it waits too: the reminder of what stays here, and feedback where you ask for it. { $reason } Once this is settled, all of it comes by itself; I try every quarter of an hour until { $until }.
facilitators-word-trouble = { $group }: the channel could not be told that “{ $name }” has changed. { $reason } Those who said yes are told privately. Once this is settled, the channel is told as well; I try every quarter of an hour until { $until }.
facilitators-event-trouble = { $group }: Discord did not let me bring its event for “{ $title }” in step, so the server's events may show a place or a time that is not right any more. Please look there and change or remove it, and give me the permission Manage Events. What stands in the group's channel is right.
facilitators-unreached = { $group }: “{ $title }” has changed, and { $count ->
    [one] one person who counted on it could not be told privately. Please tell them
   *[other] { $count } people who counted on it could not be told privately. Please tell them
} yourself, for example in the group's channel.
group-reason-cancelled = A facilitator called it off.

error-session-unknown = That session is not there any more. The list shows what is planned.
error-session-over = This meeting has ended, has begun already, or was called off. /sessions shows the next ones.
error-session-length = A session lasts from 10 minutes to 8 hours. Please give its minutes as a number.
error-session-agenda = Please write each part of the order on a line of its own, with its minutes at the end. For example: Arriving 10
error-session-agenda-long = The order can have up to { $parts } parts with up to { $letters } letters each. Please shorten it, or put two parts together.
error-session-places = Please give the places as a number, or leave the field empty.
error-session-past = That time is over already. Please give one that is still to come.
error-session-beyond-next = The meeting after this one is on { $next }, and would be lost. Please choose an earlier time, or call this one off.
