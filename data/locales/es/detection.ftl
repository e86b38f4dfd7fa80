error-lexicon-invalid = Las listas de palabras no se pueden usar: { $file }: { $reason }. Corrige ese archivo o vuelve a poner el original, y arranca de nuevo.
