# A server's own words, and what is to be quiet.

command-lexicon-name = lexicon
command-lexicon = The words this server adds, and what should stay quiet
command-test-name = test
command-lexicon-test = Try a text: what would the bot make of it here?
command-lexicon-text = The text; it is not kept
command-add-name = add
command-lexicon-add = Add a phrase, after seeing what it would have done
command-lexicon-phrase = Words; * at the end of a word for any ending, * alone for up to three words
command-lexicon-does = What happens to a message that has the phrase
command-lexicon-channel = Only in this channel (everywhere if left out)
command-lexicon-category = What the phrase is about
command-quiet-name = quiet
command-lexicon-quiet = Let one of the bot's own rules stay quiet
command-lexicon-rule = The rule's name as Why or /lexicon test shows it, such as en.ideation.kms
command-remove-name = remove
command-lexicon-remove = Take an entry back
command-lexicon-entry = Which entry
command-lexicon-list = Show every entry of this server
command-export-name = export
command-lexicon-export = Get every entry as a file
command-import-name = import
command-lexicon-import = Add the entries of an exported file
command-lexicon-file = A file that /lexicon export made

wording-does-page = wakes somebody now
wording-does-review = is looked at within hours
wording-does-quiet = stays quiet

wording-category-attempt = an attempt
wording-category-overdose = an overdose
wording-category-means = means at hand
wording-category-plan = a plan
wording-category-farewell = a farewell
wording-category-abuse = abuse or danger from others
wording-category-violence = a threat to others
wording-category-third-person = somebody else at risk
wording-category-ideation = wanting to die
wording-category-self-harm = self-harm
wording-category-asking-for-help = asking for help

wording-everywhere = everywhere
wording-line = **{ $number }** · { $what } { $does }, { $where }
wording-list-title = { $count ->
    [one] One entry of this server
   *[other] { $count } entries of this server
}
wording-more = and { $count } older ones: /lexicon export shows all.
wording-none = This server has added no words. /lexicon add puts one in.
wording-preview = Of the last { $read } messages: { $page } would now wake somebody, { $review } would now be looked at, { $quiet } would now stay quieter. The messages were counted, not kept.
wording-never-quiet = A plan, means at hand, an attempt, a farewell and an overdose are never made quiet.
wording-counts = This counts from now on: { $entry }
wording-dropped = Nothing was changed.
wording-removed = Entry { $number } is gone.
wording-exported = Every entry of this server, to keep or to share. Entries for one channel count only in this server.
wording-imported = { $count ->
    [0] Nothing new was in that file.
    [one] One entry was added.
   *[other] { $count } entries were added.
}
wording-tier-page = This would wake somebody now.
wording-tier-review = This would be looked at within hours.
wording-tier-none = This would stay quiet.
wording-tested-rule = The rule is { $rule }: { $category }.
wording-tested-lowered = Lowered by { $by }.
wording-offer = Does { $rule } fit too often in { $channel }? You can suggest that it stays quiet there. A lead decides.
wording-offered = Suggested. A lead will see it in the on-call channel.
wording-proposed = After a case that was none, somebody suggests this: { $entry }. A lead can decide.

button-wording-yes = Yes, from now on
button-wording-no = No
button-wording-offer = Suggest it

error-phrase-unclear = I cannot look for that. Write up to eight words; a * may end a word, or stand alone between two words for up to three others.
error-rule-protected = A plan, means at hand, an attempt, a farewell and an overdose cannot be made quiet. If this rule errs often, tell whoever looks after the bot.
error-no-such-wording = There is no such entry. /lexicon list shows what there is; /lexicon test shows a rule's name.
error-too-many-wordings = A server may have { $count } entries. Remove some first.
error-import-unreadable = Line { $line } of that file cannot be used, so nothing was added. Use a file that /lexicon export made.
