# Who can see what, from the channels' real permissions.

sight-button = Who can see what
sight-intro = This is what the server's permissions say right now. Discord itself can see everything that passes through it.
sight-none = This server is not set up yet, so there is no channel to speak of.
sight-people = Read along: { $count ->
    [one] one person
   *[other] { $count } people
}
sight-administrators = Owner and administrators, who see every channel: { $names }
sight-threads = Can open private threads here: { $names }
sight-audit = Read the server's audit log, which shows who changed what, and no messages: { $names }
sight-bots = Other bots that can read here: { $names }
sight-grant = Cannot read here now, and could give themselves access (bots too): { $names }
sight-promote = Could make themselves on-call peer or lead, and then see what those see (bots too): { $names }
sight-everyone = Everybody who joins this server reads along: { $count } people now
sight-place-oncall = The on-call channel, where your hard moments show
sight-place-support = The channel under which private spaces open; a space itself is read by its people, administrators, and who can open private threads
sight-nobody = nobody
sight-more = { $names } and { $count } more
sight-widened = More people, roles or bots can see this channel than before, or could let themselves in. Please look at who they are before you write on.
sight-widened-support = More people, roles or bots than before can see the channel under which private spaces open, or could let themselves in. Please look at who they are.
sight-reason-untold = more can see a channel, and Discord has not let me say so yet
