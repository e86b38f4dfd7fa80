# Asking for a person, for oneself or for somebody else. Nothing here is behind a gate.

command-support-name = support
command-support = Talk to a peer, privately. Works at any time.
command-help-name = help
command-help = Where to find a person, helplines, and what this bot does
menu-support-for-this = Get support for this
menu-worried = I'm worried about them

button-talk-now = Talk to someone now
button-talk-words = Add a few words first
button-helplines = Helplines
button-fears = What if I ask?
button-kept = What is kept about me
button-someone-for-me = I'd like someone too

support-on-shift = { $name } is on call now. Press the button and they are told at once.
support-nobody-now = No peer is on call right now. You can still press the button; the helplines answer at any hour.
support-limits =
    Before you say more: the on-call peers and the leads of this server can read it, and so can its administrators and Discord. It stays with them, unless somebody's life is in danger. The words are removed a day after it is over, three days at most. Peers are people like you, no clinicians and no emergency service.
support-form-title = A few words, if you like
support-form-label = What is going on?
support-form-notice = The on-call peers and leads read this, and administrators and Discord can. It stays with them unless a life is in danger. You can also send it empty.
support-sent = I am telling { $name }. Somebody usually writes to you privately within a few minutes. You don't have to do anything else.
support-held = { $name } is with you already and has been told again.
support-nobody = No peer is on call right now.
support-which-server = Which community is this about?

home =
    Press **Talk to someone now**, and a peer from this community is told. You can also just write to me here at any time.
    I am a bot that helps people find each other. I am no clinician and no emergency service, and I am not meant for records that HIPAA protects.

fears = Many people hesitate for one of these reasons. Press what is on your mind.
fear-button-police = Will the police come?
fear-button-cost = Does it cost anything?
fear-button-burden = I'd be a burden
fear-button-words = I don't know what to say
fear-police = A peer listens first. Only where a life is in danger right now do people talk about outside help, and with you wherever that is possible. Discord does not tell us where you are.
fear-cost = No. Talking to a peer here is free. Most helplines are free too; their own page says so.
fear-burden = The people on call chose to be there, and they take turns so that nobody carries too much. You take nothing away from anybody.
fear-words = You don't need the right words. "I don't know where to start" is enough. The peer asks the next question, and silence is fine too.

help-country = Other countries: { $first } to { $last }
helplines-no-country = Choose your country below to see the lines that answer there. If you are in danger right now, call your local emergency number.

concern-sent = Thank you for looking out for them. The on-call peers have it now, and don't say that it came from you. You can stop here. Would you like someone to talk to as well?
concern-known = Thank you for looking out for them. The on-call peers have it already. You can stop here. Would you like someone to talk to as well?
concern-nobody = Thank you for looking out for them. No peer is on call right now, so I can't say when somebody sees it. If they may be in danger now, please use the helplines or the emergency number.
worried-form-title = I'm worried about them
worried-form-label = What did you notice?
worried-form-notice = The on-call peers and leads read this, and they don't say that it came from you. You can also send it empty.
worried-left = They are not in this server any more, so I can't reach them. If you think that they are in danger, the helplines can tell you what to do.

error-too-many-concerns = You have asked for support for others { $times } times within a day, and that is as much as I can take from one person. If somebody is in danger right now, call the emergency number, or write to a moderator.
