# To, co czyta osoba w trudnej chwili: prywatnie, krótko, prosto. Pierwszy wiersz może się pokazać na zablokowanym ekranie.

person-opening = Cześć, tu bot serwera { $server }. Piszę tylko do Ciebie, w związku z tym, co zostało tam przez Ciebie napisane.
person-opening-asked = Cześć, tu bot serwera { $server }. Piszę tylko do Ciebie, bo chcesz z kimś porozmawiać.
person-opening-worried = Cześć, tu bot serwera { $server }. Piszę tylko do Ciebie: ktoś stąd myślał o Tobie i chciałby wiedzieć, jak się masz.
person-not-in-trouble = Nic złego się nie stało i nic nie zostało nigdzie opublikowane.
person-who-knows = Daję teraz znać osobie z zespołu: { $name }. Zwykle odpowiedź przychodzi w kilka minut.
person-what-helps = Co najbardziej by Ci teraz pomogło?

person-button-talk = Porozmawiam tutaj
person-button-other = Ktoś inny
person-button-not-now = Nie teraz
person-button-meant-otherwise = Nie to miałem/miałam na myśli
person-button-talk-after-all = Jednak chcę porozmawiać

person-talk-soon = Dobrze. Ktokolwiek Ci odpowie, zobaczy, że chcesz porozmawiać. Możesz już tu pisać: przechowuję to dla osób na dyżurze i prowadzących, i tylko one mogą to przeczytać.
person-talk-holder = Dobrze. Możesz tu pisać, a ja przekażę to dalej. Odpowiada Ci: { $name }. Czytać to mogą osoby na dyżurze i prowadzące, a nikt z grupy.
person-other-soon = W porządku. Pytam teraz kogoś innego i nie musisz mówić dlaczego.
person-not-now = Dobrze, nie będę już pisać, chyba że poprosisz albo nie uda mi się nikogo dla Ciebie znaleźć. Ktoś z zespołu może mimo to napisać, a Ty możesz wrócić w każdej chwili.
person-meant-lowered = Dziękuję, że o tym mówisz, i przepraszam za kłopot. Ktoś spojrzy na to później, bez pośpiechu.
person-meant-kept = Dziękuję, że o tym mówisz. Ze względu na to, o czym była mowa, ktoś z zespołu i tak zapyta, co u Ciebie.

person-nobody = Tu bot serwera { $server }, piszę tylko do Ciebie. Powiem wprost: nikt nie ma teraz dyżuru.
person-nobody-else = Powiem wprost: nikt inny nie ma teraz dyżuru.
person-lead-told = Daję znać osobom, które pomagają, gdy nikt nie ma dyżuru, i nie wiem, kiedy to zobaczą.
person-back = Ktoś będzie znów na dyżurze od { $at }.
person-back-unknown = Nie wiem jeszcze, kiedy ktoś znów będzie na dyżurze.
person-still-trying = Wciąż szukam kogoś dla Ciebie. Tutaj odpowiadają już teraz:
person-unanswered = Jak dotąd nie udało mi się nikogo dla Ciebie znaleźć. Przykro mi. Ktoś wciąż może się odezwać. Tutaj odpowiadają już teraz:

person-taken = { $name } jest teraz przy Tobie i napisze do Ciebie. Ja się wycofuję, żeby rozmowa była z jedną osobą.
person-from = **{ $name }** pisze: { $words }

person-space-offer = { $name } proponuje Ci prywatne miejsce do rozmowy. Kto może je czytać: { $readers }. Otworzy się tylko, jeśli powiesz „tak”.
person-space-readers = Ty, { $name }, { $second } jako druga osoba z zespołu oraz osoby zarządzające tym serwerem
person-space-readers-alone = Ty, { $name } oraz osoby zarządzające tym serwerem
person-button-space-yes = Tak, otwórz
person-button-space-no = Nie, dziękuję
person-space-open = Twoje prywatne miejsce jest otwarte: { $space }
person-space-refused = W porządku. Możesz dalej pisać tutaj.
person-space-failed = Nie udało mi się teraz otworzyć prywatnego miejsca. Możesz pisać tutaj: to, co wyślesz, dotrze do osoby, która jest przy Tobie.
person-thread-readers = To miejsce jest tylko dla Ciebie: czytasz je Ty, osoby zarządzające tym serwerem i osoba, która Ci odpowie. Przekazuję im to, co tu piszesz. Zostanie usunięte { $days } dni po tym, jak to się skończy.

person-passed-on = Przekazane. Odpowiada Ci: { $name }. Czytać to mogą osoby na dyżurze i prowadzące, a nikt z grupy.
person-kept-for-them = Przekazane osobom, które proszę o odpowiedź. Czytać to mogą one, pozostałe osoby na dyżurze i prowadzące, a nikt z grupy.
person-told-leads = Nie udało się teraz przekazać tego osobie, która Ci odpowiada, więc trafiło to do prowadzących. Czytać to mogą oni i osoby na dyżurze, a nikt z grupy.
person-kept-untold = Wiadomość jest zachowana, ale nikogo nie udało się teraz powiadomić. Czytać ją mogą osoby na dyżurze i prowadzące, a nikt z grupy. Jeśli to nie może czekać, skorzystaj z telefonów pod przyciskiem.
person-kept-for-later = Przechowuję to dla osób na dyżurze i prowadzących, i tylko one mogą to przeczytać. Ktoś spojrzy na to później, bez pośpiechu. Jeśli chcesz, żeby ktoś odezwał się teraz, naciśnij przycisk.

person-apology = Moja wiadomość okazała się niepotrzebna, przepraszam za kłopot. Nic nie zostaje w toku. Jest tu miejsce dla Ciebie, takiej osoby, jaką jesteś.
person-closed = Na razie to koniec i nic nie zostaje w toku. Możesz wrócić, kiedy zechcesz: napisz do mnie albo naciśnij przycisk.
person-closing = Dziękuję, że ktoś mógł przy Tobie być. Chcesz jutro krótką wiadomość, i jeszcze jedną za tydzień, z pytaniem, jak się masz?
person-button-follow-yes = Tak, chętnie
person-button-follow-no = Nie, dziękuję
person-follow-planned = Napiszę jutro i za tydzień. Możesz to odwołać w każdej chwili.
person-follow-none = Dobrze, bez wiadomości. Możesz wrócić, kiedy zechcesz.
person-follow-up = Cześć, tu bot serwera { $server }, piszę tylko do Ciebie. To wiadomość, o którą była prośba: jak się dziś masz?
person-button-follow-fine = U mnie w porządku
person-button-follow-talk = Chcę porozmawiać
person-button-follow-stop = Bez kolejnych wiadomości
person-follow-thanks = Dziękuję za odpowiedź. Możesz wrócić, kiedy zechcesz.

space-name = Pokój { $number }
space-welcome =
    { $person }, to miejsce jest Twoje. { $responder } jest tu z Tobą.
    Kto może je czytać: { $readers }. Możesz wyjść, kiedy zechcesz. Zostanie usunięte { $days } dni po tym, jak to się skończy.
