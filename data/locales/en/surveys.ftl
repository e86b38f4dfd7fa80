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

survey-promise = Your answers stay sealed until { $closes }; then only counts over at least { $people } people are kept, the key is destroyed, and nobody can tell what you answered (words are shown only if you allow it and eight people answered; your style may still give you away, and the one reminder goes to everybody alike). Because nobody knows who wrote what, nobody can come to you: if you need a person, press *Talk to someone now*, where limits of confidentiality are said first.
survey-cuts = Results are also reported for those with and without: { $roles }.
survey-whom = For
survey-until = Open until
survey-for-everyone = everybody here
survey-for-role = { $role }
survey-for-attended = those who were there
survey-reminder = "{ $title }" closes { $closes }. This reminder goes to everybody who was invited, whoever has answered; nobody knows who has.
survey-closed = This survey is closed. Thank you to everybody who took part.
survey-void = This survey was closed without results. Its answers could not be kept safe or could not be read any more, so nothing of them is shown, and nothing of them is left.
survey-staff-closed = "{ $title }" (survey { $number }) is closed.
survey-staff-void = "{ $title }" (survey { $number }) was closed as void: { $reason } Nothing was counted. You can open it again.
survey-void-key-lost = the file with its key is gone.
survey-void-key-damaged = the file with its key is damaged.
survey-void-key-copied = the file with its key is not the one that was made: it was copied, renamed or put back, so a copy may be around.
survey-void-moved = the folder with its sealed files is not the one in which they were made: the bot's data was moved to another place, copied or put back as a whole, so a copy of the key may be around.
survey-void-store-lost = the file with its answers is gone.
survey-void-store-damaged = the file with its answers is damaged.
survey-void-restored = the database was restored from a backup, and answers are never in a backup.
survey-reason-undelivered = Discord took no post there. Check that the channel exists and that the bot may write in it.

button-survey-answer = Answer
button-survey-begin = Begin
button-survey-change = Change my answers
button-survey-withdraw = Withdraw my answers
button-survey-next = Continue
button-survey-back = Back to the questions
button-survey-contact = Contact me by name
button-survey-results = Results
button-survey-publish = Post here for all
button-survey-did = You said, we did

survey-begin-new = Every question takes "rather not say". You can stop at any time, go on later, change your answers or take them back until it closes.
survey-begin-draft = You have begun. What you answered so far is sealed like the rest, and counts once you have reached the end.
survey-begin-done = You have answered. Until it closes you can still change your answers or take them back.
survey-notice = Sealed until the survey closes; then only counts over several people remain. "Rather not say" is always fine.
survey-notice-words = Sealed until the survey closes. Please name nobody. Words are shown only if you allow it at the end. Nobody sees who wrote them, so nobody can help because of them: for that there is *Talk to someone now*. There, what you say stays with on-call unless a life is in danger.
survey-next = { $left ->
    [one] Kept, sealed. One question is left.
   *[other] Kept, sealed. Up to { $left } questions are left.
}
survey-thanks = Thank you. Your answers are sealed. Until { $closes } you can change them or take them back; afterwards nobody can tell them from others, not even you. If something felt wrong and you want to talk about it, *Contact me by name* tells a lead your name and nothing of your answers.
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
survey-contact-sent = A lead knows your name and will write to you.
survey-contact-nobody = I could not reach a lead just now. Please write to one yourself, or use /{ command-support-name } if it should be soon.
survey-contact-oncall = Thank you for saying this. On-call has it and will write to you.

survey-opened = "{ $title }" (survey { $number }) is open in { $channel }. Nobody sees a count before it closes, you included.
survey-template-choice = Template: { $title }
survey-published = Posted in { $channel }.
survey-results-head = { $people } people answered. Closed on { $closed }.
survey-too-few = Fewer than { $people } people answered, so nothing is shown. That protects those who did. Asking about several sessions together often helps.
survey-few = fewer than { $people } people, or fewer than { $people } others: not shown
survey-withheld = not shown, so that nobody can be recognised
survey-mostly = at least { $least } of { $people }: { $answer }
survey-mean = Average: { $mean }
survey-cut-in = With { $role }
survey-cut-out = Without { $role }
survey-picked-most = at least { $least } of { $people }: { $answer }
survey-picked-few = at most { $most } of { $people }: { $answer }
survey-no-words = Words are shown from { $people } respondents on, if somebody allowed it.
survey-more-words = { $count ->
    [one] … and one more that does not fit here.
   *[other] … and { $count } more that do not fit here.
}
survey-footer = Counts under disclosure control: small groups and near-unanimous answers are not shown exactly.
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
error-survey-none = There is no such survey here, or it is not in a state for this. The list of choices shows which there are.
error-survey-over = This survey is closed. Nothing more can be answered, changed or taken back, and nothing of yours can be found in it any more.
error-survey-not-yet = This survey has not begun yet. Its card appears in the channel when it does.
error-survey-not-invited = This survey is for people with another role in this server. If that seems wrong, ask a facilitator.
error-survey-not-there = This survey is for those who were at the session. If you were there, ask the facilitator to note it.
error-survey-empty = A question was left empty. Please choose an answer; "rather not say" is always one. Nothing was kept of this page; press the button to open it again.
error-survey-form = This form belongs to an earlier version of your answers. Press *Answer* on the survey's card to go on; what was kept is still there.
error-survey-long = That is longer than the { $limit } characters that fit into a sealed answer. Nothing was kept of this page; please say it shorter.
error-survey-no-questions = A survey needs at least one question before it can open. Add one first.
error-survey-time = I could not use this time. It must lie ahead, and a survey is open for between an hour and sixty days.
error-survey-seal = The files that keep answers safe could not be made on the bot's machine, so the survey stays closed. Tell the operator; /{ command-doctor-name } says more.
error-survey-no-template = There is no survey or template of that name. Choose one from the list that appears while you type.
error-survey-no-results = There are no results before the close, not even a count. /{ command-survey-name } { command-survey-close-name } ends a survey early.
error-survey-not-posted = I could not post in { $channel }. Check that the channel exists and that the bot may write there, then press again.
error-survey-many-questions = A survey holds { $limit } questions at most, { $words } of them in words. Take one out first.
error-survey-template = Line { $line }: { $reason } (at { $place }). Nothing was taken over; correct the file and hand it in again.

button-voice = Your voice
voice-open = Surveys that you can answer now, without anybody knowing that it was you:
voice-none = No survey is open for you at the moment.
survey-staff-key-returned = The key of "{ $title }" (survey { $number }) had been destroyed and was put back on the bot's machine. It is destroyed again; but whoever put it there had a copy, so what was promised for this survey may not hold. Please ask the operator, and tell the group.

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
kind-choices = Several of several answers
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
survey-plan-rule = Planned. It opens in { $channel } first { $at }, and again each time. /{ command-survey-name } { command-survey-close-name } ends the plan.
survey-plan-sessions = Planned. After each session of the group in { $channel }, those who were there find one button in the channel. /{ command-survey-name } { command-survey-close-name } ends the plan.
survey-plan-period = Planned. After each session of the group in { $channel }, those who were there find one button in the channel; it is the same survey over four sessions or eight weeks, and each person counts once. /{ command-survey-name } { command-survey-close-name } ends the plan.
survey-plan-choice = Plan: { $title }
survey-plan-stopped = The plan is ended. What is open stays open until its close.
survey-again-choice = Again: { $title } ({ $number })
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
self-chart = Your sums over time. { $told }
self-walking = I will write to you in 2, 7, 14 and 30 days. *Stop writing to me* ends that at any time; nobody else knows of it.
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
command-survey-box-down = Take it down; what is in it is destroyed unread
button-box-write = Suggest something
button-box-code = I have a code
button-box-back = Take it back
button-box-again = Write again about this
button-box-answer = Answer { $number }
button-box-close = Close the code of { $number }
box-title = Suggestion box
box-promise = What you put in stays sealed until { $people } people have written (looked at once a day, in the evening) or { $days } days have passed; then all of it comes out here, in mixed order, and nobody can tell who wrote what, though your style may give you away. Nobody can come to you because of what you write: if you need a person, press *Talk to someone now*, where limits of confidentiality are said first.
box-notice = Please name nobody. It comes out word for word, in mixed order, without your name. Nobody can help because of it: for that there is *Talk to someone now*, where what you say stays with on-call unless a life is in danger. You get a code; only with it can you read an answer and write again.
box-words = Your suggestion
box-kept = Kept, sealed. Your code: **{ $code }** Please write it down now; nobody can find it again, not even I. With it you can read an answer and write again. Writing again before the box is opened replaces this one.
box-taken-back = Taken back. Nothing of it is left.
box-code-label = Your code
box-read = **Suggestion { $number }:** { $words } **Answer:** { $answer }
box-no-answer = none yet
box-suggestion = Suggestion { $number }
box-about = About suggestion { $number }:
box-answered = **Answer:** { $answer }
box-answer-label = Your answer, for everybody to read
box-answer-notice = It is posted with the suggestion. Please don't guess who wrote it.
box-answer-posted = Posted with the suggestion.
box-code-closed = The code of suggestion { $number } is closed: nobody can read or write with it any more. Who held it stays unknown.
box-up = The box stands in { $channel }.
box-down = The box is down. What was in it is destroyed, unread.
error-box-closed = The suggestion box is not open at the moment. If it stood there a minute ago, it is just being opened; please try again then.
error-box-code = This code or number belongs to no suggestion here, or the code was closed. Check the letters; without the code nobody can find your suggestion.
box-answer-title = Answer
error-box-lost = The suggestion box was damaged, so what was in it was destroyed unread, and yours was not taken. A new, empty box is there now; please put it in again.
box-void = The suggestion box was damaged. What was in it could not be kept safe any more, so it was destroyed unread; nothing of it comes out. If you had put something in, please write it again: a new, empty box is here.
box-staff-void = What was in the suggestion box is void: { $reason } It was destroyed unread, and people were told so where the box stands. Please ask the operator what happened; /{ command-doctor-name } says more.
box-staff-key-returned = The key of a suggestion box that was opened or taken down had been destroyed and was put back on the bot's machine. It is destroyed again; but whoever put it there had a copy, so what was promised for that box may not hold. Please ask the operator, and tell the group.
error-survey-asked-already = Survey { $number } asks some of the same people the same at that time. Beside each other the two results could tell what one person answered. Close that one first, or ask other people.
