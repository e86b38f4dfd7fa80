# Om iemand vragen, voor jezelf of voor een ander. Niets hiervan zit achter een drempel.

command-support-name = praten
command-support = Met iemand van het team praten, privé. Kan op elk moment.
command-help-name = hulp
command-help = Waar je iemand vindt, hulplijnen, en wat deze bot doet
menu-support-for-this = Vraag hier steun voor
menu-worried = Ik maak me zorgen om iemand

button-talk-now = Nu met iemand praten
button-talk-words = Eerst een paar woorden
button-helplines = Hulplijnen
button-fears = Wat als ik het vraag?
button-kept = Wat er van mij bewaard wordt
button-someone-for-me = Ik wil zelf ook wel iemand

support-on-shift = { $name } heeft nu dienst. Druk op de knop en het bericht gaat meteen door.
support-nobody-now = Er heeft nu niemand dienst. Je kunt toch op de knop drukken; de hulplijnen zijn er op elk uur.
support-limits =
    Voor je meer vertelt: de mensen die dienst hebben en de leiding van deze server kunnen het lezen, en beheerders en Discord ook. Het blijft bij hen, tenzij iemands leven in gevaar is. De woorden worden een dag na afloop gewist, uiterlijk na drie dagen. Het zijn mensen zoals jij, geen behandelaars en geen nooddienst.
support-form-title = Een paar woorden, als je wilt
support-form-label = Wat is er aan de hand?
support-form-notice = De mensen die dienst hebben en de leiding lezen dit, en beheerders en Discord kunnen het lezen. Het blijft bij hen, tenzij er een leven in gevaar is. Je kunt het ook leeg versturen.
support-sent = Ik laat het nu aan { $name } weten. Meestal schrijft iemand je binnen een paar minuten privé. Je hoeft verder niets te doen.
support-held = { $name } is er al voor je en weet het nu opnieuw.
support-nobody = Er heeft nu niemand dienst.
support-which-server = Om welke gemeenschap gaat het?

home =
    Druk op **Nu met iemand praten**, dan hoort iemand uit deze gemeenschap het. Je kunt me hier ook altijd gewoon schrijven.
    Ik ben een bot die mensen bij elkaar brengt. Ik ben geen behandelaar en geen nooddienst, en ik ben niet bedoeld voor medische dossiers.

fears = Veel mensen twijfelen om een van deze redenen. Druk op wat jou bezighoudt.
fear-button-police = Komt dan de politie?
fear-button-cost = Kost het iets?
fear-button-burden = Ik zou een last zijn
fear-button-words = Ik weet niet wat ik moet zeggen
fear-police = Eerst luistert er iemand. Alleen als er op dat moment een leven in gevaar is, gaat het over hulp van buiten, en als het even kan samen met jou. Discord vertelt ons niet waar je bent.
fear-cost = Nee. Hier met iemand praten is gratis. De meeste hulplijnen ook; op hun eigen pagina staat het.
fear-burden = De mensen die dienst hebben, kozen daar zelf voor, en ze wisselen elkaar af zodat niemand te veel draagt. Je pakt niemand iets af.
fear-words = Je hebt niet de juiste woorden nodig. "Ik weet niet waar ik moet beginnen" is genoeg. De ander stelt de volgende vraag, en stil zijn mag ook.

help-country = Andere landen: { $first } tot { $last }
helplines-no-country = Kies hieronder je land om te zien wie daar antwoordt. Ben je nu in gevaar, bel dan het noodnummer van waar je bent.

concern-sent = Dank je dat je op die ander let. De mensen die dienst hebben weten het nu, en ze zeggen niet dat het van jou komt. Je kunt het hier laten. Wil je zelf ook met iemand praten?
concern-known = Dank je dat je op die ander let. De mensen die dienst hebben wisten het al. Je kunt het hier laten. Wil je zelf ook met iemand praten?
concern-nobody = Dank je dat je op die ander let. Er heeft nu niemand dienst, dus ik kan niet zeggen wanneer iemand het ziet. Is de ander nu misschien in gevaar, bel dan een hulplijn of het noodnummer.
worried-form-title = Ik maak me zorgen om iemand
worried-form-label = Wat is je opgevallen?
worried-form-notice = De mensen die dienst hebben en de leiding lezen dit, en ze zeggen niet dat het van jou komt. Je kunt het ook leeg versturen.
worried-left = Die persoon is niet meer op deze server, dus ik kan er niet bij. Denk je dat die in gevaar is, dan kunnen de hulplijnen je zeggen wat je kunt doen.

error-too-many-concerns = Je hebt binnen een dag { $times } keer steun voor anderen gevraagd, en meer kan ik van één persoon niet aannemen. Is iemand nu in gevaar, bel dan het noodnummer of schrijf een moderator.
