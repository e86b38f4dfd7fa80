# What a person may ask of the bot about themselves: seeing it, having a copy, being forgotten.

privacy-page-title = What is kept about you
privacy-page-made = Made on { $at }. Words about a hard moment are counted here and not shown. Past whom a problem with someone goes is shown to nobody. Everything else is here.
privacy-page-why = Why: { $why }. How long: { $until }. Who answers for it: { $owner }.
privacy-nothing = Nothing is kept about you by name.
privacy-sealed = What you answered in a survey that is still open, and a suggestion that waits in a box, lie sealed without your name, so I cannot list them, not even for you. You can take them back in all servers at once; erasing everything does it too.
privacy-yes = yes
privacy-no = no
privacy-line = { $what } ({ $count }): { $when }
privacy-goes-by = gone by { $day }
privacy-stays = What stays: codes and times of hard moments, without a name, so that what responders did remains accounted for; and, a year at most, the codes by which what somebody brought to the leads goes past whoever it is about, whoever that is. On Discord I delete my direct messages to you, my messages that name you, and the private spaces that I opened for you, also what others wrote there. What you wrote anywhere else, in channels or to me, only you can delete.

command-privacy-name = privacy
command-privacy = What is kept about you; have a copy, or have it erased
privacy-intro = Only you can see this.
privacy-read = I read what you send to me. In a group's channel I read what the group agreed to, and may tell you alone of a personal detail that you wrote there; in other channels that I can see I look for words that may mean that somebody is in danger. Where nothing is found, nothing is kept. Questions go to the people who run this server.
privacy-button-copy = Give me a copy
privacy-button-erase = Erase everything about me
privacy-button-erase-sure = Erase me in a day
privacy-button-keep = Keep everything
privacy-button-cancel = Don't erase me
privacy-copy = Here is your copy: a page to read in a browser, and the same for a program. Only you can see it. Please keep it somewhere safe.
privacy-button-unseal = Take back what is sealed
privacy-unsealed = Done. Nothing that you said lies sealed any more: no answer in an open survey, no waiting suggestion. As long as they are open, you can answer again.
privacy-erase-sealed = What you answered in surveys that are still open then, and a suggestion that still waits, go first. A survey that closes before counts your answers, and nobody can find them in it any more.
privacy-erase-title = What goes
privacy-erase-preview = This removes everything listed here, in every server that you share with me. You leave on-call lists and groups with it. There is a day's wait, and until then you can change your mind with /{ command-privacy-name }. After that it cannot be brought back.
privacy-held = It waits until the conversation that you are part of is over, so that nobody is left alone in the middle of it.
privacy-may-wait = It may take longer: a hard moment that has to do with you, yours or somebody else's, is seen through first.
privacy-planned = Everything about you will be erased { $at }. Until then you can change your mind.
privacy-cancelled = Nothing will be erased. Everything stays as it was.
privacy-nothing-planned = Nothing is planned to be erased.
privacy-receipt = What I kept about you was erased { $at }. Copies made for a broken disk lose it by { $final } at the latest. You can write to me at any time; then I know you as somebody new.
privacy-reason-open-case = waits for an open conversation to end
privacy-reason-away = waits for the database
removal-reason-not-yet = waits for Discord to remove it
error-nothing-kept = Nothing is kept about you by name, so there is nothing to erase. If you answered a survey that is still open, or a suggestion of yours waits, take it back with /{ command-privacy-name }.
