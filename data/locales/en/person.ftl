# What the person of a case reads: private, short, plain. The first line is safe on a lock screen.

person-opening = Hello, this is the bot of { $server }, writing only to you. It is about something you wrote there.
person-opening-asked = Hello, this is the bot of { $server }, writing only to you. You asked for somebody to talk to.
person-opening-worried = Hello, this is the bot of { $server }, writing only to you. Somebody here was thinking of you and wondered how you are.
person-not-in-trouble = You are not in trouble, and nothing was posted anywhere.
person-who-knows = I am telling { $name }, a peer from here. An answer usually comes within a few minutes.
person-what-helps = What would help you most right now?

person-button-talk = Talk here
person-button-other = Someone else
person-button-not-now = Not now
person-button-meant-otherwise = I didn't mean it that way
person-button-talk-after-all = I'd like to talk after all

person-talk-soon = Good. Whoever answers you sees that you would like to talk. You can already write here: it is kept for the on-call peers and leads, who are the ones that can read it.
person-talk-holder = Good. You can write here: I bring it to { $name }. The on-call peers and leads can read it, and nobody in the group.
person-other-soon = That is fine. I am asking somebody else now, and you don't have to say why.
person-not-now = All right, I won't write again unless you ask me to, or unless I can't reach anybody for you. A peer may still write to you, and you can come back to this at any time.
person-meant-lowered = Thank you for saying so, and sorry for the bother. Somebody will have a look later, without any hurry.
person-meant-kept = Thank you for saying so. Because of what it was about, a peer will still look in on you, just to be sure.

person-nobody = This is the bot of { $server }, writing only to you. I want to be plain: no peer is on call right now.
person-nobody-else = I want to be plain: no other peer is on call right now.
person-lead-told = I am telling those who step in when nobody is on call, and I can't say when they will see it.
person-back = A peer is on call again from { $at }.
person-back-unknown = I don't know yet when a peer is on call again.
person-still-trying = I am still trying to reach somebody for you. These people answer now:
person-unanswered = I have not reached anybody for you so far. I am sorry. Somebody may still come. These people answer now:

person-taken = { $name } is here for you now and will write to you. I step back, so that you have one person to talk to.
person-from = **{ $name }** writes: { $words }

person-space-offer = { $name } offers you a private place to talk. Who can read it: { $readers }. It opens only if you say yes.
person-space-readers = you, { $name }, { $second } as a second peer, and the people who administer this server
person-space-readers-alone = you, { $name }, and the people who administer this server
person-button-space-yes = Yes, open it
person-button-space-no = No, thank you
person-space-open = Your private place is open: { $space }
person-space-refused = That is fine. You can go on writing here instead.
person-space-failed = I could not open a private place just now. You can write here: what you send me reaches the peer who is with you.
person-thread-readers = This place is only for you: you can read it, the people who administer this server can, and the peer who answers you. I bring them what you write here. It is deleted { $days } days after this is over.

person-passed-on = I brought it to { $name }. The on-call peers and leads can read it, and nobody in the group.
person-kept-for-them = I told the people who are being asked to answer you. They and the other on-call peers and leads can read it, and nobody in the group.
person-told-leads = I could not reach the peer who answers you just now, so I told the leads. They and the on-call peers can read it, and nobody in the group.
person-kept-untold = I kept it, and I could not tell anybody just now. The on-call peers and leads can read it, and nobody in the group. If it cannot wait, please use one of the helplines behind the button.
person-kept-for-later = I keep it for the on-call peers and leads, who are the ones that can read it. Somebody will have a look later, without any hurry. If you would like somebody now, press the button.

person-apology = I wrote to you without need, and I am sorry for the bother. Nothing is left open. You are welcome here as you are.
person-closed = This is closed for now, and nothing is left open. You can come back whenever you want: write to me, or press the button.
person-closing = Thank you for letting somebody be there. Would you like a short message tomorrow, and one in a week, to ask how you are?
person-button-follow-yes = Yes, please
person-button-follow-no = No, thank you
person-follow-planned = I'll write tomorrow and in a week. You can call it off at any time.
person-follow-none = All right, no messages. You can come back whenever you want.
person-follow-up = Hello, this is the bot of { $server }, writing only to you. You asked for a message: how are you today?
person-button-follow-fine = I'm all right
person-button-follow-talk = I'd like to talk
person-button-follow-stop = No more messages
person-follow-thanks = Thank you for answering. You can come back whenever you want.

space-name = Room { $number }
space-welcome =
    { $person }, this is your place. { $responder } is here with you.
    Who can read it: { $readers }. You can leave at any time. It is deleted { $days } days after this is over.
