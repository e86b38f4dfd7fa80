# The agreement on confidentiality: read, agreed to, left, edited, asked for again.

pledge-title = Our agreement
pledge-version = version { $version }
pledge-part-stays = What is said here stays here
pledge-part-limits = Its limits
pledge-part-bot = What the bot reads and keeps
pledge-part-peers = What peers do and don't do
pledge-door = Before the groups of { $server } open for you, please read what we agree on. Help does not wait for it: you can talk to someone at any time.
pledge-button-read = Read the agreement
pledge-button-agree = I agree
pledge-button-still = I still agree
pledge-button-leave = Leave the agreement
pledge-button-left = Leave it
pledge-button-stay = Stay
pledge-help-stays = Whether you agree or not, you can talk to someone here at any time.
pledge-agreed = You agreed to this on { $at }.
pledge-changed = What changed since you agreed:
pledge-reads = **{ $group }**: the bot reads { $level }
watch-full = everything that is written, and may tell you alone if you wrote a personal detail
watch-urgent = everything; it brings somebody only when a life may be in danger, and may tell you alone if you wrote a personal detail
watch-people = only what people send to it
pledge-thanks = Thank you. The groups are open to you now. You can read the agreement again at any time, and leave it too.
pledge-no-role = Thank you. I wrote it down, and could not open the groups for you by myself. Please tell a facilitator.
pledge-leave-sure = If you leave the agreement, the groups close for you until you agree again. You can still talk to someone here at any time.
pledge-left = You have left the agreement. You can come back to it whenever you like, and you can still talk to someone here.
pledge-none = You had not agreed to anything, so there was nothing to leave.
pledge-ask-joined = Welcome to { $server }. Before the groups open for you, please read what we agree on. You can talk to someone at any time, also before.
pledge-ask-new = The agreement of { $server } has changed. Nothing closes for you; please read it when you have a moment.
pledge-ask-year = It has been a year since you agreed to how we treat what is said in { $server }. Please read it again when you have a moment.

command-guidelines-name = guidelines
command-guidelines = The agreement on confidentiality
command-guidelines-edit-name = edit
command-guidelines-edit = Edit the agreement; you see it and what changes before anybody else does
command-guidelines-language = The language to edit; the server's own unless you choose
command-guidelines-post-name = post
command-guidelines-post = Put the card that newcomers meet into this channel
command-guidelines-counts-name = counts
command-guidelines-counts = How many people agreed to which version
guidelines-form-title = Edit the agreement
guidelines-preview = This is how it will look. Nothing has changed yet. What is different:
guidelines-no-difference = Nothing is different.
guidelines-button-publish = Publish, and ask everybody again
guidelines-button-edit = Edit again
guidelines-published = Version { $version } counts from now on. { $count ->
    [0] Nobody has agreed yet, so nobody is asked again.
    [one] One person is asked again. Nothing closes for them.
   *[other] { $count } people are asked again, little by little. Nothing closes for them.
}
guidelines-posted = The card is here and pinned. From now on newcomers are asked privately, too, and who agrees gets the participants' role.
guidelines-not-posted = I could not post here. Please let me see this channel, write and pin messages in it, and use the command again.
guidelines-count = Version { $version }: { $count }
guidelines-count-current = **Version { $version }, which counts now: { $count }**
guidelines-counts-only = Only numbers are shown. Who agreed is seen by each person for themselves.
guidelines-reason-later = waits for a day on which they may be written to
guidelines-reason-closed = takes no direct messages; the card in the channel stands
guidelines-file-wrong = The file { $file } of the agreement cannot be used. It needs the parts stays, limits, bot and peers, each with at most a thousand characters.
error-guidelines-not-staff = This is for facilitators and leads of a server that is set up.
error-guidelines-not-a-member = This belongs to a server that you are not in. If you need somebody, write to me directly or use the helplines.
error-guidelines-no-draft = This draft is not there any more: it was published or written anew. Use /{ command-guidelines-name } { command-guidelines-edit-name } to see what is there.
button-agreement = Our agreement

kept-pledge = the agreement: which version somebody agreed to, and when
kept-pledge-whom = who agreed
kept-pledge-why = to open the groups, and to ask again when it changes or a year has passed
kept-pledge-until = { $period } after they agreed, unless they agree again (they are asked after a year and once more; the groups stay open to them); at once when they leave it
kept-guidelines = that somebody wrote or published a version of the agreement
kept-guidelines-whom = facilitators and leads
kept-guidelines-why = to answer for what everybody is asked to agree to
fact-version = version
