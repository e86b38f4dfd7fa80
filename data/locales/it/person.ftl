# Quello che legge la persona: in privato, breve, semplice. La prima riga può comparire sullo schermo bloccato.

person-opening = Ciao, sono il bot di { $server }. Scrivo solo a te, per una cosa che hai scritto lì.
person-opening-asked = Ciao, sono il bot di { $server }. Scrivo solo a te: hai chiesto di parlare con qualcuno.
person-opening-worried = Ciao, sono il bot di { $server }. Scrivo solo a te: qualcuno qui ti pensava e si chiedeva come stai.
person-not-in-trouble = Non hai fatto niente di male, e non è stato pubblicato nulla da nessuna parte.
person-who-knows = Sto avvisando { $name }, del gruppo di sostegno. Di solito una risposta arriva nel giro di pochi minuti.
person-what-helps = Che cosa ti aiuterebbe di più in questo momento?

person-button-talk = Parlare qui
person-button-other = Un'altra persona
person-button-not-now = Non ora
person-button-meant-otherwise = Non intendevo quello
person-button-talk-after-all = Invece sì, vorrei parlare

person-talk-soon = Va bene. Chi ti risponde vede che hai voglia di parlare. Puoi già scrivere qui: resta per chi è di turno e per i responsabili, e solo loro possono leggerlo.
person-talk-holder = Va bene. Puoi scrivere qui: lo porto a { $name }. Possono leggerlo chi è di turno e i responsabili, e nessuno nel gruppo.
person-other-soon = Nessun problema. Adesso lo chiedo a un'altra persona, e non devi dire perché.
person-not-now = Va bene, non ti scrivo più, a meno che tu non me lo chieda o che io non trovi nessuno per te. Qualcuno del gruppo di sostegno può comunque scriverti, e puoi tornarci quando vuoi.
person-meant-lowered = Grazie per averlo detto, e scusa il disturbo. Qualcuno darà un'occhiata più tardi, senza fretta.
person-meant-kept = Grazie per averlo detto. Per quello di cui si trattava, qualcuno verrà comunque a chiederti come va.

person-nobody = Sono il bot di { $server } e scrivo solo a te. Te lo dico chiaramente: adesso non c'è nessuno di turno.
person-nobody-else = Te lo dico chiaramente: adesso non c'è nessun altro di turno.
person-lead-told = Avviso chi interviene quando non c'è nessuno di turno, e non so quando lo vedrà.
person-back = Ci sarà di nuovo qualcuno di turno da { $at }.
person-back-unknown = Non so ancora quando ci sarà di nuovo qualcuno di turno.
person-still-trying = Sto ancora cercando qualcuno per te. Qui rispondono adesso:
person-unanswered = Finora non ho trovato nessuno per te. Mi dispiace. Qualcuno può ancora arrivare. Qui rispondono adesso:

person-taken = { $name } adesso è qui per te e ti scriverà. Io mi faccio da parte, così parli con una persona sola.
person-from = **{ $name }** scrive: { $words }

person-space-offer = { $name } ti offre uno spazio privato per parlare. Chi può leggerlo: { $readers }. Si apre solo se dici di sì.
person-space-readers = tu, { $name }, { $second } come seconda persona di sostegno, e chi amministra questo server
person-space-readers-alone = tu, { $name } e chi amministra questo server
person-button-space-yes = Sì, aprilo
person-button-space-no = No, grazie
person-space-open = Il tuo spazio privato è aperto: { $space }
person-space-refused = Nessun problema. Puoi continuare a scrivere qui.
person-space-failed = Non sono riuscito ad aprire uno spazio privato. Puoi scrivere qui: quello che mi mandi arriva a chi è con te.
person-thread-readers = Questo posto è solo per te: lo leggi tu, chi amministra questo server e chi ti risponde. Io porto a loro quello che scrivi qui. Viene cancellato { $days } giorni dopo che tutto questo è finito.

person-passed-on = L'ho portato a { $name }. Possono leggerlo chi è di turno e i responsabili, e nessuno nel gruppo.
person-kept-for-them = L'ho detto alle persone a cui sto chiedendo di risponderti. Possono leggerlo loro, gli altri di turno e i responsabili, e nessuno nel gruppo.
person-told-leads = Ora non sono riuscito a raggiungere chi ti risponde, così l'ho detto ai responsabili. Possono leggerlo loro e chi è di turno, e nessuno nel gruppo.
person-kept-untold = L'ho conservato, ma ora non sono riuscito a dirlo a nessuno. Possono leggerlo chi è di turno e i responsabili, e nessuno nel gruppo. Se non può aspettare, dietro il pulsante ci sono i numeri di ascolto.
person-kept-for-later = Resta per chi è di turno e per i responsabili, e solo loro possono leggerlo. Qualcuno darà un'occhiata più tardi, senza fretta. Se vuoi qualcuno adesso, premi il pulsante.

person-apology = Ti ho scritto senza che ce ne fosse bisogno, scusa il disturbo. Non resta niente in sospeso. Qui c'è posto per te, così come sei.
person-closed = Per ora è finita qui, e non resta niente in sospeso. Puoi tornare quando vuoi: scrivimi, o premi il pulsante.
person-closing = Grazie per aver lasciato che qualcuno ci fosse. Vuoi un breve messaggio domani, e uno tra una settimana, per sapere come stai?
person-button-follow-yes = Sì, volentieri
person-button-follow-no = No, grazie
person-follow-planned = Ti scrivo domani e tra una settimana. Puoi annullare quando vuoi.
person-follow-none = Va bene, nessun messaggio. Puoi tornare quando vuoi.
person-follow-up = Ciao, sono il bot di { $server } e scrivo solo a te. Avevi chiesto un messaggio: come stai oggi?
person-button-follow-fine = Sto bene
person-button-follow-talk = Vorrei parlare
person-button-follow-stop = Basta messaggi
person-follow-thanks = Grazie per la risposta. Puoi tornare quando vuoi.

space-name = Stanza { $number }
space-welcome =
    { $person }, questo posto è tuo. { $responder } è qui con te.
    Chi può leggerlo: { $readers }. Puoi andartene quando vuoi. Viene cancellato { $days } giorni dopo che tutto questo è finito.
