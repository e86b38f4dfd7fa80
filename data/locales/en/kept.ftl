# What is kept about people, said once: for /privacy, for an export, and for docs/privacy.md.

kept-owner-operator = who runs the bot
kept-owner-leads = the on-call leads
kept-owner-facilitators = the facilitators

span-days = { $count ->
    [one] one day
   *[other] { $count } days
}
span-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}

kept-until-period = { $period }
kept-until-erased = until you are erased, or have left every server that the bot shares with you
kept-with-case = with the conversation on hard moments that it belongs to: { $period } after it was closed

kept-words = words about a hard moment: the message that brought a peer, what was sent to the bot meanwhile, notes of responders; sealed; while the database is away, in sealed files
kept-words-whom = whoever wrote them
kept-words-why = so that a responder can understand, behind a button
kept-words-until = a day after it was closed; { $period } after they were written at most

kept-cases = a hard moment: when, where, how the bot learned of it, which rule, steps, how it ended
kept-cases-whom = whom it is about
kept-cases-why = to see it through, to answer for it, to notice a third time
kept-cases-until = { $period } after it was closed; one that is open stays until somebody closes it

kept-case-messages = which messages belong to a hard moment, by number
kept-case-messages-whom = who wrote them
kept-case-messages-why = so that one message does not bring a peer twice

kept-case-steps = steps in a hard moment, as codes and times
kept-case-steps-whom = whom it is about; who took, passed on, read, noted or closed it
kept-case-steps-why = to answer for what was done

kept-pages = who was called, when, and whether it arrived
kept-responders-whom = on-call peers and leads
kept-pages-why = to know who was told

kept-on-call = the on-call list: since when, test page answered, last resort; also, with shifts and direct-message channels, in a file that is not sealed, so that they can be woken while the database is away
kept-on-call-why = to wake the right people
kept-on-call-until = until they leave the list or are erased

kept-shifts = shifts
kept-shifts-why = to wake the right people, and to limit nights
kept-shifts-until = { $period } after they end; at once when somebody leaves the list

kept-concerns = asked for support for somebody else: that it happened and when, not for whom
kept-concerns-whom = who asked
kept-concerns-why = so that nobody asks more than five times a day

kept-read-position = how far direct messages to the bot were read: a message's number and a time
kept-read-position-whom = who wrote to the bot
kept-read-position-why = so that what arrives while the bot is away is answered

kept-direct-channel = how to write to somebody: the number of the direct-message channel, and whether it is open
kept-direct-channel-whom = whoever the bot has written to
kept-direct-channel-why = to reach them in one step
kept-direct-messages = when the bot wrote to somebody
kept-direct-messages-why = so that it does not write too often
kept-traces = which of the bot's messages on Discord name somebody, by number
kept-traces-whom = whoever a message names: on a card, in a summary of a check-in
kept-traces-why = so that these messages can be removed from Discord
kept-traces-until = { $period } after the message was last changed; then the message goes from Discord, too
kept-removals = which messages and private spaces still have to go from Discord, by number
kept-removals-whom = nobody by name; whoever they were written to or about
kept-removals-why = to try again until Discord has removed them
kept-removals-until = until Discord says that they are gone

kept-planned = planned things: a follow-up, a reminder, a removal
kept-planned-whom = whom they are for
kept-planned-why = so that they happen, once
kept-planned-until = names go when it has happened; the time and the kind stay { $period }

kept-who = who is who: the Discord id, a random number, a key
kept-who-whom = everybody who appears in anything else here
kept-who-why = to find them again, and to forget them
kept-tombstones = the random number of somebody who was erased, and a keyed hash of it in a list outside of the keyring
kept-tombstones-whom = who was erased
kept-tombstones-why = so that an old copy does not bring them back
kept-tombstones-until = for good; it leads to nobody
kept-receipts = where the message goes that says that everything is erased: the Discord id
kept-receipts-why = so that it is sent even if the bot stops in the middle of it
kept-receipts-until = until it is sent, usually a moment; { $period } at most
kept-backups = copies of who is who, so that the bot survives a broken disk
kept-backups-why = without them nothing could be read again

fact-at = when
fact-since = since
fact-opened = opened
fact-resolved = closed
fact-starts = begins
fact-ends = ends
fact-state = state
fact-channel = channel
fact-server = server
fact-message = message
fact-kind = kind
fact-number = number
fact-source = source
fact-tier = urgency
fact-category = family
fact-outcome = outcome
fact-code = step
fact-position = position
fact-tested = test page answered
fact-last-resort = last resort
fact-discord-id = Discord id
fact-goes = goes on
