# Figures of a group, and everybody's own goals.

command-insights-name = insights
command-insights = A group's weeks: answers, attendance, moods
command-goals-name = goals
command-goals = Your own goals; only you see them

insights-title = { $group }: the last weeks
insights-floor = Where fewer than five people shared an answer or came, or names beside it would tell of the others, there is no figure. What somebody kept for themselves is in none.
insights-empty = There is nothing to show yet: no check-in was answered and no session attended by five people or more.
insights-few = too few to show
insights-line = Week of { $week } · shared an answer: { $answers } · attended: { $attended }
insights-week = Week
insights-head-week = Week that begins on
insights-checkins = Check-ins
insights-answers = Most shared answers to a check-in
insights-sessions = Sessions
insights-attended = Most people at a session
insights-chart-people = People taking part, by week
insights-chart-moods = Moods, by week
insights-chart-none = Too few people to show anything
insights-chart-hidden = too few, or too alike, to be shown
insights-alt = A chart of { $weeks } weeks. People who shared an answer: { $answers } a week. People at a session: { $attended } a week. Moods are shown for { $moods } weeks.
insights-alt-latest = In the latest of them { $light } % were good or okay, { $between } % in between, { $heavy } % low or rough.
insights-button-csv = As a table
insights-button-quarter = Quarterly page
insights-button-said = You said, we did
insights-csv = Here are the figures as a table (CSV).
insights-page = Here is the page for your evaluation. It opens in any browser and needs nothing else.
insights-made = Made on { $date }
insights-said-title = You said, we did
insights-form-said = You said
insights-form-done = We did
error-said-unposted = It could not be posted in the group's channel, so nothing was kept. { $reason }
insights-said-posted = It is in the group's channel, and on the next quarterly page.

goals-title = Your goals
goals-none = No goal yet. Small ones count, and none at all is fine.
goals-footer = Only you see this. Nothing is counted, and nobody reminds you.
goal-state-open = on the way
goal-state-done = reached
goal-state-let-go = let go
goal-button-new = A new goal
goal-button-done = Reached
goal-button-let-go = Let it go
goal-button-delete = Delete
goal-choose = One of them
goal-form-title = A goal
goal-form-text = What would you like to get to?
goal-form-about = As small as you like
goal-form-notice = Only you see it, and nobody is told what it says. It is kept encrypted until you delete it. Discord can read it, too.
goal-added = It is there.
goal-done = You got there. Take a moment to notice it.
goal-let-go = You let it go, and that takes something, too.
goal-deleted = It is deleted.

error-goal-unknown = That goal is not there any more.
error-goal-empty = A goal needs a few words.
error-goal-too-many = { $most } open goals are a lot to carry. Please let one go first.
error-said-empty = Both halves need a few words: what people said, and what was done.

kept-goals = goals, encrypted
kept-goals-whom = members of groups
kept-goals-why = for themselves; nobody else can read them
kept-goals-until = until they delete them, or are erased
