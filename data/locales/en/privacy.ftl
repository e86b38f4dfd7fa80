# What a person may ask of the bot about themselves: seeing it, having a copy, being forgotten.

privacy-page-title = What is kept about you
privacy-page-made = Made on { $at }. Words about a hard moment are counted here and not shown; everything else is.
privacy-page-why = Why: { $why }. How long: { $until }. Who answers for it: { $owner }.
privacy-nothing = Nothing is kept about you.
privacy-yes = yes
privacy-no = no
privacy-line = { $what } ({ $count }): { $when }
privacy-goes-by = gone by { $day }
privacy-stays = What stays: codes and times of hard moments, without a name, so that what responders did remains accounted for. Messages on Discord stay until somebody deletes them.
