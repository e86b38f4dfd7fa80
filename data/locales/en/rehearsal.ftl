# An evening in the terminal, told to somebody who wants to see what the bot does before they trust it.

story-title = An evening with { $server }
story-subtitle = The bot, its storage and its detector are the real ones. The people are made up, and the Discord around them is a small one of our own.
story-server = The Tuesday group
story-bot = bot
story-just-now = just now
story-jump = link to the message

story-place-welcome = welcome
story-place-lounge = tuesday-group

story-cast-maya = comes every Tuesday
story-cast-sam = comes when he has slept
story-cast-noor = opens the evening
story-cast-ana = on call tonight, woken first
story-cast-ben = on call tonight, woken three minutes later
story-cast-lea = leads the on-call peers

story-screen-channel = #{ $name }
story-screen-direct = { $name } and the bot, in private
story-screen-lock = { $name }'s lock screen
story-screen-only = only { $name } sees this

story-scene-before = Before anybody comes
story-setup = Lea types /setup: city, helplines, channels, roles. She sees what will change before it does.
story-announcement = Everybody in the server can read who helps here, what the bot reads, and where its limits are, before anybody needs it.
story-test-page = Ana and Ben join the on-call list. First each of them has to see a test page, on the phone that will wake them.
story-live = Lea presses { $button }. Ana takes the evening, and Ben stands behind her. This is what /doctor finds:
story-checked = { $count } things are as they should be.

story-scene-evening = Tuesday evening
story-opens = Noor opens the evening. The bot has nothing to say.
story-noor-opens = Good to see you. How was your week, in one word?
story-sam-answers = Long. Glad to be here.
story-one-more-line = Maya writes one line.
story-trigger = I have the pills in front of me
story-word-of-method = pills
story-nothing-in-public = In the channel, nothing happens. Nobody is pointed at. Maya's own phone shows a few words that only she can see.
story-primary-rings = At the same moment Ana's phone lights up. Whoever looks at it beside her learns nothing.
story-card = Behind it is a card, here in the channel of the on-call peers. What Maya wrote is not on it.
story-maya-talk = Maya looks at the four buttons for a while. She presses { $button }.
story-primary-silent = Three minutes. Ana's train is in a tunnel. So Ben's phone lights up.
story-why = Ben presses { $button }. This is the one place where Maya's words appear.
story-take = He presses { $button }, and Maya hears his name.
story-ana-sees = The train leaves the tunnel. Ana sees that she can put the phone away.

story-scene-room = A place to talk
story-offer = Ben presses { $button }. Nothing opens before Maya says yes, and she is told who could read it.
story-yes = She says yes. Two people are in the room now. The bot reads nothing here.
story-ben-1 = Hi Maya. I'm Ben. I'm here, and I have time.
story-maya-1 = i don't know what to say
story-ben-2 = You don't have to know. Could you put some distance between you and them, just while we talk?
story-maya-2 = ok. they're in the kitchen now
story-ben-3 = Thank you for doing that. How long has it been like this?
story-sister = They talk for a long while. It is theirs, so it is not shown here.
story-maya-3 = my sister is on her way
story-ben-4 = I'm glad. I'll stay with you until she is at the door.
story-resolve = Her sister is there. Ben presses { $button }: { $outcome }.
story-note = Sister came, Maya would like to talk again next week.
story-follow = Maya presses { $button }.
story-debrief = An hour later somebody asks after Ben, too.

story-scene-night = The same night, with nobody on call
story-sam-writes = Sam cannot sleep. He writes to the bot itself.
story-sam-trigger = I can't do this anymore. I want to end it.
story-lead-rings = He was told at once, and plainly. Nobody off shift is rung but the lead.
story-lead-takes = Lea wakes after four minutes. She presses { $button }, then { $answer }.
story-lea-writes = Sam, it's Lea. I'm awake now, and I'm staying.
story-sam-replies = thank you. i don't want to be alone with it
story-lead-stays = They write until his brother picks up the phone.

story-scene-after = The day after
story-after-follow-up = Maya had said yes to this.
story-after-words = Thursday morning. What they wrote is gone for good. That somebody needed a person, and when, stays for ninety days.
story-scene-tuesday = The Tuesday after
story-noor-again = Good to see you. One word?
story-maya-again = here
story-tuesday = Maya is back. Nothing in this channel ever pointed at her.

story-scene-measured = Measured
figure-page = from Maya's line to the page to Ana, on this machine
figure-card = from Maya's line to the card for the on-call peers
figure-person = from Maya's line to the private words for her
figure-backup = until Ben was woken
figure-taken = until somebody said: I'm on it
figure-alone = from Sam's line to the plain truth and the helplines
figure-lead = until Lea was with him
figure-milliseconds = { $count } ms
figure-minutes = { $minutes } min { $seconds } s

story-scene-promises = What was promised
promise-told = The evening went as it is told here.
promise-public = Nothing was said in public, to anybody or about them.
promise-words = What they wrote stands nowhere but behind Why.
promise-stored = It is in no database file, no log, and nothing else on this disk.
promise-pages = Those who had to be woken were woken, each of them once.
promise-alone = With nobody on call, the person was told so at once.
promise-ended = Both were taken up by a person, and seen through.
promise-mentions = Nobody was called by name but those who were meant.
promise-removed = A day later their words are gone.
promise-sound = Nothing went wrong inside the bot.
story-kept = Every promise was kept.
story-broken = { $count ->
    [one] One promise was broken.
   *[other] { $count } promises were broken.
}
story-broken-line = Broken: { $promise } ({ $where })
