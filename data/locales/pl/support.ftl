# Prośba o człowieka, dla siebie albo dla kogoś. Nic z tego nie jest za bramką.

command-support-name = wsparcie
command-support = Porozmawiać z kimś z zespołu, prywatnie, o każdej porze
command-help-name = pomoc
command-help = Gdzie znaleźć człowieka, telefony zaufania i co robi ten bot
menu-support-for-this = Poproś tu o wsparcie
menu-worried = Martwię się o tę osobę

button-talk-now = Porozmawiać z kimś teraz
button-talk-words = Najpierw kilka słów
button-helplines = Telefony zaufania
button-fears = A jeśli poproszę o pomoc?
button-kept = Co jest o mnie zapisane
button-someone-for-me = Też chcę z kimś porozmawiać

support-on-shift = { $name } ma teraz dyżur. Naciśnij przycisk, a wiadomość od razu dotrze.
support-nobody-now = Nikt nie ma teraz dyżuru. Możesz mimo to nacisnąć przycisk; telefony zaufania odpowiadają o każdej porze.
support-limits =
    Zanim powiesz więcej: mogą to czytać osoby na dyżurze i prowadzące ten serwer, a także administratorzy i Discord. Zostaje to między nimi, chyba że czyjeś życie jest w niebezpieczeństwie. Słowa są usuwane dzień po zakończeniu, najpóźniej po trzech dniach. To ludzie tacy jak Ty: nie są terapeutami ani pogotowiem.
support-form-title = Kilka słów, jeśli chcesz
support-form-label = Co się dzieje?
support-form-notice = Czytają to osoby na dyżurze i prowadzące, a administratorzy i Discord mogą to przeczytać. Zostaje to między nimi, chyba że czyjeś życie jest w niebezpieczeństwie. Możesz też wysłać puste.
support-sent = Daję teraz znać: { $name }. Zwykle w kilka minut ktoś pisze do Ciebie prywatnie. Nic więcej nie trzeba robić.
support-held = { $name } już jest przy Tobie i wie, że znów piszesz.
support-nobody = Nikt nie ma teraz dyżuru.
support-which-server = O którą społeczność chodzi?

home =
    Naciśnij **Porozmawiać z kimś teraz**, a ktoś z tej społeczności się dowie. Możesz też w każdej chwili napisać do mnie tutaj.
    Jestem botem, który pomaga ludziom się odnaleźć. Nie jestem terapeutą ani pogotowiem i nie służę do prowadzenia dokumentacji medycznej.

fears = Wiele osób waha się z któregoś z tych powodów. Naciśnij to, co chodzi Ci po głowie.
fear-button-police = Czy przyjedzie policja?
fear-button-cost = Czy to coś kosztuje?
fear-button-burden = Będę ciężarem
fear-button-words = Nie wiem, co powiedzieć
fear-police = Najpierw ktoś Cię wysłucha. Tylko gdy czyjeś życie jest w niebezpieczeństwie właśnie teraz, mowa jest o pomocy z zewnątrz, i to razem z Tobą, jeśli tylko się da. Discord nie mówi nam, gdzie jesteś.
fear-cost = Nie. Rozmowa tutaj nic nie kosztuje. Większość telefonów zaufania też jest darmowa; jest to napisane na ich stronach.
fear-burden = Osoby na dyżurze same tego chciały i zmieniają się, żeby nikt nie dźwigał za dużo. Nikomu niczego nie odbierasz.
fear-words = Nie trzeba znaleźć właściwych słów. „Nie wiem, od czego zacząć” wystarczy. Następne pytanie zada druga osoba, a milczenie też jest w porządku.

help-country = Inne kraje: od { $first } do { $last }
helplines-no-country = Wybierz poniżej swój kraj, żeby zobaczyć, kto tam odpowiada. Jeśli grozi Ci teraz niebezpieczeństwo, zadzwoń pod miejscowy numer alarmowy.

concern-sent = Dziękuję, że myślisz o tej osobie. Osoby na dyżurze już wiedzą i nie powiedzą, że to od Ciebie. Możesz na tym poprzestać. Czy Ty też chcesz z kimś porozmawiać?
concern-known = Dziękuję, że myślisz o tej osobie. Osoby na dyżurze już o tym wiedziały. Możesz na tym poprzestać. Czy Ty też chcesz z kimś porozmawiać?
concern-nobody = Dziękuję, że myślisz o tej osobie. Nikt nie ma teraz dyżuru, więc nie wiem, kiedy ktoś to zobaczy. Jeśli może jej coś teraz grozić, skorzystaj z telefonów zaufania albo numeru alarmowego.
worried-form-title = Martwię się o tę osobę
worried-form-label = Co zwróciło Twoją uwagę?
worried-form-notice = Czytają to osoby na dyżurze i prowadzące, i nie mówią, że to od Ciebie. Możesz też wysłać puste.
worried-left = Tej osoby nie ma już na serwerze, więc nie mogę do niej dotrzeć. Jeśli myślisz, że coś jej grozi, telefony zaufania podpowiedzą, co zrobić.

error-too-many-concerns = W ciągu jednego dnia prośba o wsparcie dla innych przyszła od Ciebie { $times } razy i więcej od jednej osoby nie mogę przyjąć. Jeśli ktoś jest teraz w niebezpieczeństwie, zadzwoń pod numer alarmowy albo napisz do moderacji.
