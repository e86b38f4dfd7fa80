# Zdania, których może potrzebować każda część.

error-unexpected = Coś poszło nie tak po mojej stronie i jest to odnotowane. Spróbuj za chwilę jeszcze raz. Jeśli potrzebujesz kogoś teraz, napisz do mnie albo zadzwoń do telefonu zaufania.
error-command = Nie udało się. Spróbuj za chwilę jeszcze raz albo użyj przycisków.
error-button-unknown = Ten przycisk pochodzi z mojej wcześniejszej wersji i już nigdzie nie prowadzi. Aktualne znajdziesz przez /pomoc.
error-form-not-at-hand = Tego, co było napisane, już tu nie ma: zostaje przez kwadrans i nie przetrwa ponownego uruchomienia. Proszę, otwórz formularz jeszcze raz.
button-form-again = Wróć do mojego tekstu
button-undo = Cofnij
error-already-resolved = To jest już zakończone. Nic więcej nie trzeba robić.
error-not-yours = Ten przycisk był dla kogoś innego. /wsparcie prowadzi do człowieka.
error-person-gone = Tej osoby nie ma już na serwerze, więc nie mogę do niej napisać. Jeśli znasz inną drogę, skorzystaj z niej.
error-server-not-set-up = Ten serwer nie jest jeszcze gotowy. Kto nim zarządza, może użyć /setup.
error-storage-unavailable = Nie udało się tego teraz zapisać, więc nic się nie zmieniło. Spróbuj za minutę. Jeśli chcesz z kimś porozmawiać, /wsparcie działa nawet teraz.
