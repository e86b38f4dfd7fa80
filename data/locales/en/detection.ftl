error-lexicon-invalid = The word lists cannot be used: { $file }: { $reason }. Correct that file or put back the one that was shipped, then start again.
