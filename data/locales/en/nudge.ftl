# A private word to somebody who wrote personal details where others read them.

nudge = You wrote { $kinds } in { $server }, where everybody in the channel can read it. That is fine if you meant to. If not, you can take it back; nobody else was told, and I keep nothing of what you wrote.
nudge-phone = a telephone number
nudge-email = an e-mail address
nudge-street = a street address
nudge-name = somebody's full name beside a diagnosis
nudge-invite = an invitation to another server
nudge-button-link = Show me
nudge-button-remove = Remove it for me
nudge-removed = It is removed. Thank you.
nudge-gone = It is not there any more. There is nothing left to do.
nudge-not-yours = Only who wrote a message can have me remove it.
nudge-may-not = I may not remove messages there. You can remove it yourself: press and hold it, then choose delete.
