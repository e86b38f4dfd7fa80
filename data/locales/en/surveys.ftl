# Surveys: asking without knowing who answered.

command-survey-name = survey
command-survey = Ask the group, without knowing who answered
command-survey-open-name = open
command-survey-open = Open a survey
command-survey-close-name = close
command-survey-close = Close a survey before its time
command-survey-results-name = results
command-survey-results = Show what may be shown of a closed survey
command-survey-which = One of your surveys, or a template
command-survey-number = Which survey
command-survey-channel = Where it is posted (here, unless you say otherwise)
command-survey-people = Who may answer (everybody in this server, unless you name a role)
command-survey-days = For how many days it is open (7 unless you say otherwise)
command-survey-threshold = From how many people on results are shown (5 at least)
command-survey-compare = Also report on those with and without this role
command-survey-compare-groups = Also report on each group
command-survey-compare-answers = Also report by the answers to this question of the survey

survey-promise = Your answers stay sealed until it closes, { $closes } at the latest; then only counts among at least { $people } people together are left. Afterwards nobody can look up what you answered, so nobody can come to you: if you need a person, press *Talk to someone now*.
survey-cuts = Besides everybody, results are also given for { $cuts }; never for fewer than { $people } people.
survey-more = • What you write in words is shown only if you allow it at the end and at least { $words } people answered: word for word, in mixed order, without names. Your style, a name or a date may still give you away.
    • If fewer than { $people } people answer, nothing is shown at all.
    • Facilitators may close it early. If there is a reminder, everybody who was invited gets the same one.
    • Until it closes you can change your answers or take them back.
    • Who took part can be noticed: Discord sees who presses, and what you choose and write. Whoever runs the bot's machine could break the seal while the survey is open.
    • *Talk to someone now* leads to a person, by name, and says the limits of confidentiality first.
survey-cut-of-role = those with and without { $role }
survey-cut-of-groups = each group ({ $groups })
survey-cut-of-answer = each answer to "{ $question }"
survey-whom = For
survey-until = Open until, at the latest
survey-for-everyone = everybody here
survey-for-role = { $role }
survey-for-attended = those who were there
survey-card-moved = This survey goes on, and its newest card says until when: { $link }. Whoever has answered need not answer again.
survey-reminder = "{ $title }" closes { $closes } at the latest. This goes to everybody who was invited; I do not look who has answered.
survey-closed = This survey is closed. Thank you to everybody who took part.
survey-void = This survey was closed without results. Its answers could not be kept safe or could not be read any more, so nothing of them is shown, and nothing of them is left here.
survey-void-read = "{ $title }" was closed without results, because its key may have been copied. What was here is destroyed, uncounted. Whoever kept a copy of the key and of the answers could read who answered what. Those who run this server can tell you what happened.
survey-key-returned = About "{ $title }", which is closed: its key was destroyed then, and now somebody has put it back on the bot's machine. It is destroyed again. But somebody had kept a copy, and may be able to read who answered what. Those who run this server can tell you what happened.
survey-staff-closed = "{ $title }" (survey { $number }) is closed.
survey-staff-missed = Survey { $number }, { $title }, did not open: I was away while it should have been open. It is a draft again, with its questions. You can open it whenever you like.
survey-staff-left-out = A planned round was left out: "{ $title }" (survey { $number }) asks the same until { $until }, and beside each other two results could tell what one person answered. Further rounds that ask the same are left out until it has ended; then they come by themselves again.
survey-staff-left-out-early = A planned round was left out: "{ $title }" (survey { $number }) asked the same and was closed early, and beside each other two results could tell what one person answered. Further rounds that ask the same, of other groups too, are left out until { $until }, when it would have ended; then they come by themselves again. There is nothing you need to do.
survey-staff-void = "{ $title }" (survey { $number }) was closed as void: { $reason } Nothing was counted. You can open it again.
survey-staff-unknown = { $count ->
    [one] The bot's database knows nothing of a survey that was open on its machine
   *[other] The bot's database knows nothing of { $count } surveys that were open on its machine
  }: it was put back to an earlier state. Their answers were destroyed unread. If you opened a survey lately that /{ command-survey-name } { command-survey-close-name } does not offer, this is about it: its card says that it is closed, leads to no other survey, and can be deleted. You can ask again.
survey-void-key-lost = the file with its key is gone.
survey-void-key-damaged = the file with its key is damaged.
survey-void-key-copied = the file with its key is not the one that was made: it was copied, renamed or put back, so a copy may be around.
survey-void-moved = the folder with its sealed files is not the one in which they were made: the bot's data was moved to another place, copied or put back as a whole, so a copy of the key may be around.
survey-void-store-lost = the file with its answers is gone.
survey-void-store-damaged = the file with its answers is damaged.
survey-void-restored = the database was restored from a backup, and answers are never in a backup.
survey-reason-undelivered = Discord took no post there. Check that the channel exists and that the bot may write in it.
survey-reason-missed = The bot was away while this survey should have been open.

button-survey-answer = Answer
button-survey-begin = Begin
button-survey-change = Change my answers
button-survey-withdraw = Withdraw my answers
button-survey-more = More
button-survey-next = Continue
button-survey-back = Back to the questions
button-survey-contact = Contact me by name
button-survey-results = Results
button-survey-publish = Post here for all
button-survey-did = You said, we did

survey-begin-new = Every question takes "rather not say". You can stop at any time, go on later, change your answers or take them back until it closes.
survey-begin-draft = You have begun. What you answered so far is sealed like the rest, and counts as soon as nothing is open that needs an answer. A change may have opened a further question.
survey-begin-done = You have answered. Until it closes you can still change your answers or take them back.
survey-left-behind = What you answered before is still sealed, and counts when it closes. Until then you can take it back.
survey-notice = Sealed until the survey closes; then only counts among several people together remain. "Rather not say" is always fine.
survey-notice-words = Sealed until the survey closes. Please name nobody. Words are shown only if you allow it at the end. Nobody sees who wrote them, so nobody can help because of them: for that there is *Talk to someone now*. There, what you say stays with on-call unless a life is in danger.
survey-next = Kept, sealed. *Continue* leads to what is left. What you answered counts as soon as nothing is open that needs an answer; words are up to you. If you change an answer, a further question may open. If something felt wrong, *Contact me by name* tells a lead your name and nothing of your answers.
survey-thanks = Thank you. Your answers are sealed. Until it closes, { $closes } at the latest, you can change them or take them back; afterwards nobody can tell them from others, not even you. If something felt wrong and you want to talk about it, *Contact me by name* tells a lead your name and nothing of your answers.
survey-heard = What you wrote sounds heavy. Nothing of this page was kept and nobody was told, because here nobody would know that it was you. You can talk to someone now, by name, or go back and answer without these words.
survey-withdrawn = Taken back. Nothing of your answers is left. You can answer again until the survey closes.
survey-nothing-to-withdraw = There is nothing of yours to take back.
survey-aloud = May your words be shown?
survey-aloud-style = Word for word, in mixed order. People may know your style.
survey-aloud-no = No, keep them out of the results
survey-aloud-yes = Yes, as I wrote them
survey-answer-yes = Yes
survey-answer-no = No
survey-answer-rather-not = Rather not say
question-how-text = in words
question-only-if = { $how } · only after { $number }: { $answers }

survey-contact-title = Contact me by name
survey-contact-label = What should they know first? (optional)
survey-contact-notice = This goes to the leads of this server with your name, by direct message. It holds nothing of your answers. What you say stays with them unless a life is in danger.
survey-contact-wish = Alongside, { $server }: { $name } ({ $person }) answered a survey and would like a lead to contact them by name. Their words: { $words } What they answered is not known. Please write to them within a few days.
survey-contact-no-words = –
survey-contact-sent = A lead has your name now, and was asked to write to you within a few days.
survey-contact-nobody = I could not reach a lead just now. Please write to one yourself, or use /{ command-support-name } if it should be soon.
survey-contact-oncall = Thank you for saying this. On-call has it now, and your name.

survey-opened = "{ $title }" (survey { $number }) is open in { $channel }. Nobody sees a count before it closes, you included.
survey-template-choice = Template: { $title }
survey-published = Posted in { $channel }.
survey-results-head = { $people } people answered. Closed on { $closed }.
survey-too-few = Fewer than { $people } people answered, so nothing is shown. That protects those who did. Asking about several sessions together often helps.
survey-few = fewer than { $people } people, or fewer than { $people } others: not shown
survey-withheld = not shown, so that nobody can be recognised
survey-mostly = at least { $least } of { $people }: { $answer }
survey-mean = Average: { NUMBER($mean, minimumFractionDigits: 1) }
survey-cut-in = With { $role }
survey-cut-out = Without { $role }
survey-cut-other = In several groups, or in none
survey-cut-answered = { $question }: { $answer }
survey-picked-most = at least { $least } of { $people }: { $answer }
survey-picked-few = at most { $most } of { $people }: { $answer }
survey-no-words = Words are shown from { $people } respondents on, if somebody allowed it.
survey-more-words = { $count ->
    [one] … and one more that does not fit here; results.csv has it.
   *[other] … and { $count } more that do not fit here; results.csv has them.
}
survey-results-rest = There is more than fits here: results.csv has the rest.
survey-charts-rest = The pictures show the first { $rows } rows; all of them are in the text and in results.csv.
survey-footer = Where few answered, or nearly all said the same, no exact numbers are shown.
survey-said-did = You said, we did
survey-said-did-body = **You said:** { $said }

    { "" }**We did:** { $did }
survey-said-label = What people said
survey-did-label = What you did about it
survey-did-notice = This is posted in the survey's channel for everybody. Please quote nobody.

kept-survey-invited = who was at a session that a survey is about
kept-survey-invited-whom = who was there
kept-survey-invited-why = so that only those who were there can answer
kept-survey-invited-until = until the survey closes

error-threshold-too-low = Results can be shown from { $floor } people on. You can ask for more people, not for fewer: with fewer, somebody could be recognised.
error-survey-not-staff = This is for facilitators and leads. If you should be one of them, ask a lead for the role.
error-survey-none = There is no such survey here, or this cannot be done with it now. The list of choices shows which there are.
error-survey-over = This survey is closed. Nothing more can be answered, changed or taken back, and nothing of yours can be found in it any more.
error-survey-not-yet = This survey has not begun yet. Its card appears in the channel when it does.
error-survey-not-invited = This survey is for people with another role in this server. If that seems wrong, ask a facilitator.
error-survey-not-there = This survey is for those who were at the session. If you were, and another group asked you the same first, your answer counts there; otherwise ask the facilitator to note that you came.
error-survey-empty = A question was left empty. Please choose an answer; "rather not say" is always one. Nothing was kept of this page; press the button to open it again.
error-survey-form = This form belongs to an earlier version of your answers. Press *Answer* on the survey's card to go on; what was kept is still there.
error-survey-long = That is longer than the { $limit } characters that fit into a sealed answer. Nothing was kept of this page; please say it shorter.
error-survey-no-questions = A survey needs at least one question before it can open. Add one first.
error-survey-time = I could not use this time. It must lie ahead, and a survey is open for between an hour and sixty days.
error-survey-rounds = These rounds would overlap: between two of them there are { $most } days at the shortest. Let each be open for { $most } days or fewer, so that it ends before the next begins.
error-survey-seal = The files that keep answers safe could not be made on the bot's machine, so the survey stays closed. Tell the operator; /{ command-doctor-name } says more.
error-survey-no-template = There is no survey or template of that name. Choose one from the list that appears while you type.
error-survey-no-results = There are no results before the close, not even a count. /{ command-survey-name } { command-survey-close-name } ends a survey early.
error-survey-not-posted = I could not post in { $channel }. Check that the channel exists and that the bot may write there, then press again.
error-survey-many-questions = A survey holds { $limit } questions at most, { $words } of them in words. Take one out first.
error-survey-template = Line { $line }: { $reason } (at { $place }). Nothing was taken over; correct the file and hand it in again.

button-voice = Your voice
voice-open = Surveys that you can answer now. Nobody is shown which answers are yours:
voice-choose = Choose a survey …
voice-rest = { $count ->
    [one] One more is open than fits here. *Answer* on its card, in its channel, leads to it.
   *[other] { $count } more are open than fit here. *Answer* on their cards, in their channels, leads to them.
}
voice-none = No survey is open for you at the moment.
survey-staff-key-returned = The key of "{ $title }" (survey { $number }) had been destroyed and was put back on the bot's machine. It is destroyed again; but whoever put it there had a copy, so what was promised for this survey may not hold. Everybody was told so where it was asked. Please ask the operator who it was.

command-survey-create-name = create
command-survey-create = Make a survey of your own, question by question
command-survey-title = What the survey is called
command-survey-from = Begin with a template or an earlier survey
command-survey-starts = When it opens, such as 20:00 or 2026-05-04 20:00, in this server's zone (now, unless you say)
command-survey-repeat = Whether it opens again and again
command-survey-templates-name = templates
command-survey-templates = Show the templates, or take in a file of your own
command-survey-file = A file of your own questions (TOML, like those in data/surveys)
command-survey-threshold-name = threshold
command-survey-raise = Show results only from more people on, in all surveys of this server
repeat-weekly = every week
repeat-fortnightly = every two weeks
repeat-monthly = every month
repeat-session = after each session of the group in that channel
repeat-period = once in four sessions or eight weeks (for small groups)

kind-scale = A scale from 1 to 5
kind-wide = A scale from 0 to 10
kind-choice = One of several answers
kind-choices = Several answers at once
kind-yes-no = Yes or no
kind-text = In words
language-en = English
language-es = Spanish
make-add = Add a question …
make-drop = Take a question out …
make-translate = Say a question in another language …
make-translate-title = In another language
make-the-title = The title: { $title }
make-head = Survey { $number }, not open yet. Whole in: { $languages }. When it is ready, /{ command-survey-name } { command-survey-open-name } opens it.
make-ask = The question
make-options = The answers, one on a line
make-options-how = Between 2 and 20
make-options-same = As many lines, in the same order
make-ends = What the ends mean
make-ends-how = Two lines: the lowest step, then the highest
make-only-if = Ask only those who answered …
make-language = Which language
make-tried = This is what respondents see first. It was a try: nothing was sent or kept.
make-discarded = The draft is gone.
button-make-try = See it as a respondent
button-make-discard = Discard

template-head = Templates to open with /{ command-survey-name } { command-survey-open-name }, or to begin a survey of your own with /{ command-survey-name } { command-survey-create-name }:
template-line = { $count ->
    [one] • { $title } (`{ $name }`, one question)
   *[other] • { $title } (`{ $name }`, { $count } questions)
}
template-bad = ✗ { $file }, line { $line }: { $reason } (at { $place })
template-missing = Something that every question needs is missing.
template-unknown = This name means nothing here; perhaps it is misspelt.
template-kind = A kind is one of scale, choice, choices, yes_no, text.
template-long = This is too long to be shown.
template-short = This is empty or has too few entries.
template-name = A key or a language has letters that it may not have.
template-many = There are too many of these.
template-options = A choice needs between 2 and 20 answers with keys of their own, and only a choice has any.
template-twice = Two questions have the same key.
template-texts = More than four questions are answered in words.
template-only-if = A follow-up must depend on an answer to an earlier choice, scale or yes-no question that is no follow-up itself.
template-no-questions = The file has no questions.
template-syntax = The file cannot be read as TOML in UTF-8.
template-large = The file is larger than 100 KB.
template-value = This value cannot be used here.

survey-planned = "{ $title }" (survey { $number }) opens in { $channel } { $at }.
survey-plan-rule = Planned. It opens in { $channel } for the first time { $at }, and then again and again. /{ command-survey-name } { command-survey-close-name } ends the plan.
survey-plan-sessions = Planned. After each session of the group in { $channel }, those who were there find one button in the channel. If the next session ends while they can still answer, the earlier round closes then. /{ command-survey-name } { command-survey-close-name } ends the plan.
survey-plan-period = Planned. After each session of the group in { $channel }, those who were there find one button in the channel; it is the same survey over four sessions or eight weeks, and each person counts once. /{ command-survey-name } { command-survey-close-name } ends the plan.
survey-plan-choice = Plan: { $title }
survey-called-off = "{ $title }" (survey { $number }) does not open. It is a draft again, which /{ command-survey-name } { command-survey-open-name } offers; what it asks can be asked otherwise now.
survey-plan-stopped = The plan is ended. What is open stays open until its close.
survey-again-choice = Again: { $title } ({ $number })
survey-of-day = { $title } · { $day }
survey-threshold-raised = From now on results are shown from { $people } people on, also those of surveys that are closed already.
chart-told = How answers are spread. { $told }
chart-time-told = Averages over time. { $told }
error-survey-question = This question cannot be asked so. Answers to choose go one on a line: between 2 and { $limit } of them, each different and at most { $length } characters long.
error-survey-file = I could not read this file. It must be smaller than { $kilobytes } KB; please try again.

button-self = Just for me
button-self-note = Note how it is now
button-self-walk = Walk with me for 30 days
button-self-stop = Stop writing to me
button-self-forget = Delete all of mine
self-choose = Choose a measure …
self-intro = Something for you alone. What you note is sealed with your own key, shown to nobody else, counted with nobody's, and deleted after 180 days or when you press *Delete all of mine*. Nobody is told whatever you note, so if you need a person, press *Talk to someone now*. *Walk with me* writes to you after 2, 7, 14 and 30 days: after a discharge, a move, a hard time.
self-none = Nothing noted yet.
self-last = Last time: { $total } of { $most }.
self-band = Its authors call this range: { $band }.
self-no-diagnosis = A number is no diagnosis. It is there for you to look back on, or to show to somebody you trust.
self-more = Kept, sealed. A few more.
self-chart = Your totals over time. { $told }
self-walking = I will write to you in 2, 7, 14 and 30 days. *Stop writing to me* ends that at any time; nobody else is told.
self-stopped = I won't write to you about this any more. What you noted is still there for you.
self-forgotten = Everything that you noted for yourself is deleted.
self-walk-day = Alongside, { $server }: day { $day } since you asked me to come along. How are you getting on? You can note it for yourself, or talk to someone. Both are fine, and so is neither.
kept-self-measures = measures for oneself; sealed
kept-self-measures-whom = who noted them
kept-self-measures-why = so that they can look back; nobody else sees them
kept-self-measures-until = { $period } after they were noted, or until they press *Delete all of mine*
fact-answers = answers

command-survey-box-name = box
command-survey-box = Put up a suggestion box, or take it down
command-survey-box-channel = Where it stands, and where suggestions come out (here, unless you say otherwise)
command-survey-box-down = Take it down; what is still in it is destroyed unread
button-box-write = Suggest something
button-box-code = I have a code
button-box-back = Take it back
button-box-again = Write again about this
button-box-answer = Answer { $number }
button-box-close = Close the code of { $number }
box-title = Suggestion box
box-promise = What you put in stays sealed until { $people } people have written or { $days } days have passed; then all of it comes out here together, mixed and without names. Nobody can look up who wrote what, so nobody can come to you: if you need a person, press *Talk to someone now*.
box-more = • The box is looked at once a day, in the evening. Until it opens you can take yours back or write it anew.
    • It comes out word for word. Your style, a name or a date may give you away. After { $days } days it opens however little is in it: if only one person was seen to write, it is theirs.
    • You get a code. With it you can read the answer, which is posted for everybody, and write again.
    • Who took part can be noticed: Discord sees who presses, and what you write. Whoever runs the bot's machine could break the seal while the box is closed.
    • *Talk to someone now* leads to a person, by name, and says the limits of confidentiality first.
box-notice = Please name nobody. It comes out word for word, in mixed order, without your name. Nobody can help because of it: for that there is *Talk to someone now*, where what you say stays with on-call unless a life is in danger. You get a code; with it you can write again about this.
box-notice-again = Please name nobody. It comes out word for word as before, with the number of the earlier suggestion. Nobody can help because of it: for that there is *Talk to someone now*, where what you say stays with on-call unless a life is in danger. Your code ends when this comes out; you get a new one now.
box-words = Your suggestion
box-kept = Kept, sealed. Your code: **{ $code }** Please write it down now; nobody can find it again, not even I. Once this has come out, you can read an answer with it and write again about it, once; then you get a new one. Writing again before the box is opened replaces this one.
box-taken-back = Taken back. Nothing of it is left.
box-code-label = Your code
box-suggestion = Suggestion { $number }
box-about = About suggestion { $number }:
box-answered = **Answer:** { $answer }
box-answer-label = Your answer, for everybody to read
box-answer-notice = It is posted with the suggestion. Please don't guess who wrote it.
box-answer-posted = Posted with the suggestion.
box-code-closed = The code of suggestion { $number } is closed: nobody can read or write with it any more. Who held it stays unknown.
box-up = The box stands in { $channel }.
box-down = The box is down. What was still in it is destroyed, unread.
error-box-closed = The suggestion box is not open at the moment. If it stood there a minute ago, it is just being opened; please try again in a minute.
error-box-code = This code or number belongs to no suggestion that has come out here, or the code was used or closed. Check the letters: a code is good once, and whoever writes with it gets a new one. Answers are posted where the box stands, and you can always suggest something new without a code.
error-box-code-used = Somebody has written with this code already, and it has not come out yet; a code is good once. If that was not you, somebody else knows your code. You can suggest something new without one.
box-answer-title = Answer
error-box-lost = The suggestion box was damaged, so what was in it was destroyed unread, and yours was not taken. A new, empty box is there now; please put it in again.
box-void = What was in the suggestion box could not be kept safe or could not be read any more, so it was destroyed unread; nothing of it comes out. If you had put something in, please write it again: a new, empty box is here.
box-void-read = The key of the suggestion box may have been copied, so what was in it is destroyed and does not come out. Whoever kept a copy of the key and of what was in it could read who wrote what. Those who run this server can tell you what happened. If you want to write again: a new, empty box is here.
box-key-returned = About a suggestion box that stood here earlier: its key was destroyed then, and now somebody has put it back on the bot's machine. It is destroyed again. But somebody had kept a copy, and may be able to read who wrote what. Those who run this server can tell you what happened.
box-staff-void = What was in the suggestion box is void: { $reason } It was destroyed unread, and people were told so where the box stands. Please ask the operator what happened; /{ command-doctor-name } says more.
box-staff-key-returned = The key of a suggestion box that was opened or taken down had been destroyed and was put back on the bot's machine. It is destroyed again; but whoever put it there had a copy, so what was promised for that box may not hold. Everybody was told so where the box is. Please ask the operator who it was.
error-survey-cut = Results cannot be reported that way. There must be a group, or a question that everybody is asked and to which each chooses one answer; the list of choices shows which there are.
error-survey-asked-already = Survey { $number } asks the same at that time. Roles change hands, so somebody could be counted in both, and beside each other the two results could tell what one person answered. Wait until it has ended. To compare roles, open one survey for everybody with that comparison.
error-survey-asked-lately = Survey { $number } asked the same and was closed early. Until { $until }, when it would have ended, it cannot be asked again here: from the two results one could tell what a single person answered. Please wait until then.
survey-table = The same as a table, for a spreadsheet: what may be shown, and nothing besides.
survey-table-question = question
survey-table-people = people
survey-table-answer = answer
survey-table-count = count
survey-table-everybody = everybody
survey-table-at-least = at least { $count }
