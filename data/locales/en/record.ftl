# The record: who looked at, exported, erased or changed what. Leads read it.

command-record-name = record
command-record = Who looked at, exported, erased or changed what
record-title = Who looked at and changed what
record-title-host = What the operator did
record-whole = { $count ->
    [one] One line, nothing missing. Code of the last: `{ $code }`
   *[other] { $count } lines, none missing or changed. Code of the last: `{ $code }`
}
record-broken-changed = **Line { $line } is not as it was written.** Somebody has changed the database. Please speak with whoever runs the bot, and compare the codes posted each day.
record-broken-missing = **Line { $line } is missing.** Somebody has changed the database. Please speak with whoever runs the bot, and compare the codes posted each day.
record-broken-blanked = **More names were blanked than erasures account for.** Somebody has changed the database. Please speak with whoever runs the bot.
record-broken-ends = **The beginning or the end of this record was not signed here.** Either somebody has changed the database, or it belongs to another keyring. Please speak with whoever runs the bot.
record-empty = Nothing has been written down yet.
record-footer = Codes, numbers, people and times; never words. Kept for a year, and without the name of whoever was erased.
record-button-check = Check a posted code
record-button-older = Older
record-button-host = What the operator did
record-code-label = The code, as it was posted
record-code-holds = The record still runs through that code. Nothing before it was changed since it was posted.
record-code-broken = **The record does not run through that code.** Either it was typed wrongly, or somebody has changed the database since. Please speak with whoever runs the bot.
record-code-gone = That line is older than a year and was removed, as it should be. Its successors hang on it all the same.
record-head = Record of who looked at and changed what: lines { $count }, none missing. Code `{ $code }`, operator `{ $host }`. Please leave this post standing: with it a lead can check the record later with /{ command-incident-name } { command-record-name }.
record-head-broken = **The record of who looked at and changed what is broken.** Code `{ $code }`, operator `{ $host }`. A lead sees where with /{ command-incident-name } { command-record-name }.
record-reason-away = waits for the database or for Discord
error-record-code = That is not such a code. One looks like `12-0123456789abcdef0123`.

record-somebody = somebody who was erased
record-withheld = · only for those who may know of it
record-host = who runs the bot, at the command line
record-by-wish = somebody's own wish, or their leaving
record-case-words-read = read the words of case { $about }
record-case-looked-at = looked at case { $about }
record-case-taken = took case { $about }
record-case-passed-on = passed case { $about } on
record-case-handed-over = asked { $whom } to take case { $about } over
record-case-noted = kept a note in case { $about }
record-case-written = wrote to the person of case { $about }
record-case-space-offered = offered a private space in case { $about }
record-case-danger = marked danger in case { $about }
record-case-outside = spoke for giving case { $about } to somebody outside
record-case-resolved = closed case { $about }
record-report-read = read problem { $about }
record-report-answered = answered problem { $about }
record-report-closed = answered and closed problem { $about }
record-oncall-joined = joined the on-call list
record-oncall-left = left the on-call list
record-shift-planned = planned a shift for { $whom }
record-shift-cancelled = took a shift of { $whom } back
record-words-added = confirmed entry { $about } of the lexicon
record-words-removed = removed entry { $about } of the lexicon
record-words-exported = exported the lexicon, entries: { $about }
record-words-imported = imported a lexicon, entries: { $about }
record-guidelines-published = published version { $about } of the guidelines
record-guidelines-posted = put the guidelines into <#{ $about }>
record-group-made = made group { $about }
record-group-changed = changed group { $about }
record-group-facilitators = changed who facilitates group { $about }
record-group-answers-read = read what was answered in group { $about }
record-group-people-seen = looked at who is in group { $about }
record-group-attendance-seen = looked at who came in group { $about }
record-group-watch = wrote down what group { $about } agreed may be read
record-group-checkin = { $what ->
    [planned] began check-in { $number } of group { $group }
    [paused] paused check-in { $number } of group { $group }
    [resumed] resumed check-in { $number } of group { $group }
    [skipped] left out the next time of check-in { $number } of group { $group }
    [deleted] deleted check-in { $number } of group { $group }
    [restored] brought back check-in { $number } of group { $group }
   *[changed] changed check-in { $number } of group { $group }
}
record-group-session = { $what ->
    [planned] began session { $number } of group { $group }
    [paused] paused session { $number } of group { $group }
    [resumed] resumed session { $number } of group { $group }
    [deleted] deleted session { $number } of group { $group }
    [restored] brought back session { $number } of group { $group }
   *[changed] changed session { $number } of group { $group }
}
record-group-prompts = { $what ->
    [planned] began planned prompts { $number } of group { $group }
    [paused] paused planned prompts { $number } of group { $group }
    [resumed] resumed planned prompts { $number } of group { $group }
    [deleted] deleted planned prompts { $number } of group { $group }
    [restored] brought back planned prompts { $number } of group { $group }
   *[changed] changed planned prompts { $number } of group { $group }
}
record-group-meeting = { $what ->
    [started] started session { $number } of group { $group }
    [ended] ended session { $number } of group { $group }
    [cancelled] called off the next meeting of session { $number } in group { $group }
    [held] held a meeting of session { $number } in group { $group } after all that had been called off
    [moved] moved the next meeting of session { $number } in group { $group }
    [took] wrote down that a meeting of session { $number } in group { $group } took place while the bot was away
    [handed] gave a meeting of session { $number } in group { $group } to somebody else to lead
   *[attended] wrote down who came to session { $number } of group { $group }
}
record-prompt-added = added a prompt of their own in group { $group }
record-prompt-removed = removed a prompt of the server's own in group { $group }
record-prompt-posted = posted a prompt in group { $group }
record-group-told = posted “you said, we did” in group { $group }
record-survey-opened = opened survey { $about }
record-survey-closed = closed survey { $about }
record-survey-called-off = called off survey { $about } before it opened
record-survey-results-seen = looked at the results of survey { $about }
record-survey-published = published about survey { $about }
record-survey-planned = planned surveys, plan { $about }
record-survey-plan-ended = ended plan { $about } of surveys
record-survey-threshold = raised the number of people that results need to { $about }
record-box-changed = moved the suggestion box: { $about }
record-suggestion-answered = answered suggestion { $about }
record-suggestion-closed = closed the code of suggestion { $about }
record-insights-seen = looked at the figures of group { $about }
record-insights-exported = exported the figures of group { $about }
record-setup-changed = changed settings: { $about }
record-exported = exported what is kept about { $whom }
record-forgotten = somebody was erased ({ $about })
record-key-rotated = a new master key took over, for people: { $about }
record-erased = names blanked in this record: { $about }

kept-record = the record of staff: who looked at, exported, erased or changed what, and when; as codes and numbers
kept-record-whom = staff; whoever staff planned or exported something for
kept-record-why = so that staff answer for what they do
kept-record-ends = the signed ends of that record
kept-record-ends-whom = nobody
kept-record-ends-why = so that a line that is missing or changed shows
kept-record-ends-until = as long as there is a record

doctor-record-ok = The record of who looked at and changed what is whole.
doctor-record-broken = The record of who looked at and changed what is broken (chains: { $count }).
doctor-record-broken-step = Somebody has changed the database by hand, or put another keyring beside it. Compare with the codes posted in the leads' channel; docs/operators.md says how.
doctor-record-unposted = { $count ->
    [one] In one server the code of the record could not be posted since { $since }.
   *[other] In { $count } servers the code of the record could not be posted, in the first of them since { $since }.
}
doctor-record-unposted-step = Without these posts nobody can tell later whether the record was changed by who runs the bot. Look whether the on-call channel is picked in /setup, and whether I may write there.
doctor-sweeps-failed = What has run out could not be removed: { $names }.
doctor-sweeps-failed-step = It is tried again each hour. The log names the error (retention.failed).
doctor-not-removed = { $count ->
    [one] One message or room of mine should be gone from Discord, and Discord has not removed it since { $since }.
   *[other] { $count } messages or rooms of mine should be gone from Discord, and Discord has not removed them since { $since }.
}
doctor-not-removed-step = It is tried again at least every six hours. If it stays so, look whether I can still see the on-call and support channels, and may manage threads there. The log says what Discord answered (removal.failed).
doctor-left-behind = { $count ->
    [one] One message or room of mine should be gone, and is in a server that I was taken out of.
   *[other] { $count } messages or rooms of mine should be gone, and are in servers that I was taken out of.
}
doctor-left-behind-step = I cannot remove them any more, and no longer try. Somebody in that server can; or bring me back there, and I remove them.
