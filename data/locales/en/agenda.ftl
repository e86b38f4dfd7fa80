# Things that happen later: what is wrong with a rule, and why something did not happen.

agenda-rule-unreadable = { $part ->
    [UNTIL] The end of this rhythm cannot be read. Give either a last day (UNTIL=20271231) or a number of times (COUNT=10), not both.
    [DTSTART] The first day of this rhythm is too far away. Choose one between 1970 and 2999.
    [BYDAY] The weekdays of this rhythm cannot be read. Write them as MO, TU, WE, TH, FR, SA, SU; in a month also as 2MO (the second Monday) or -1FR (the last Friday).
    [RRULE] This rhythm cannot be read. Write it as for example FREQ=WEEKLY;BYDAY=MO,TH and leave out what you do not need.
   *[other] The part { $part } of this rhythm cannot be read or does not go with the rest. Change it or leave it out. An example that works: FREQ=WEEKLY;BYDAY=MO,TH
}
agenda-rule-too-frequent = That would be more than once an hour. Choose a rhythm of an hour or longer; for two times that are closer together, make two plans.
agenda-rule-never-fires = No day fits this rhythm (like 30 February), so nothing would ever happen. Change the day or the month.
agenda-zone-unknown = This time zone is not known. Use the name of a city in your zone, for example { $example }.

agenda-reason-late = Its time had passed while the bot was away or busy, so it was left out.
agenda-reason-superseded = Its time had passed while the bot was away or busy; a later one took its place.
agenda-reason-withdrawn = It was cancelled.
agenda-reason-failed = Something went wrong inside the bot. It is tried again; if this stays so, run /doctor.
agenda-reason-timed-out = It took too long and was stopped. It is tried again; if this stays so, run /doctor.
agenda-reason-interrupted = The bot stopped in the middle of it each time it was tried, so it was given up. Run /doctor.
agenda-reason-exhausted = It went wrong each time it was tried, so it was given up. Run /doctor.

agenda-trouble-storage = The database cannot be reached, so nothing that is planned happens. Check the disk and DATABASE_URL; the bot goes on by itself as soon as the database answers.
