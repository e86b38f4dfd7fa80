# Who can see what, from the channels' real permissions.

sight-button = Who can see what
sight-intro = This is what the server's permissions say right now. Discord itself can see everything that passes through it.
sight-none = You are in no group yet, so there is no channel to speak of. What you bring to on-call is seen by on-call peers and leads, and by administrators.
sight-people = Read along: { $count ->
    [one] one person
   *[other] { $count } people
}
sight-administrators = Owner and administrators, who see every channel: { $names }
sight-threads = Can open private threads here: { $names }
sight-audit = Read the server's audit log, which shows who changed what, and no messages: { $names }
sight-bots = Other bots that can read here: { $names }
sight-grant = Cannot read here now, and could give themselves access: { $names }
sight-nobody = nobody
sight-more = { $names } and { $count } more
sight-widened = More people or bots can see this channel than before. Please look at who they are before you write on.
