# Sentences that any feature may need.

error-unexpected = Something went wrong on my side, and it has been noted. Please try again in a moment. If you need somebody now, write to me directly or use the helplines.
error-command = That did not work. Please try again in a moment, or use the buttons instead.
error-button-unknown = This button is from an earlier version of me and leads nowhere now. Use /help to find the current ones.
error-form-not-at-hand = What you had written is no longer at hand: it is held for a quarter of an hour, and not over a restart. Please open the form again.
button-form-again = Back to what I wrote
button-undo = Undo
