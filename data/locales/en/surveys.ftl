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
