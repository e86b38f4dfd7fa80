# Chiedere una persona, per sé o per qualcun altro. Niente di tutto questo sta dietro una porta chiusa.

command-support-name = sostegno
command-support = Parlare con qualcuno, in privato e a qualsiasi ora
command-help-name = aiuto
command-help = Dove trovare una persona, i numeri di ascolto, e che cosa fa questo bot
menu-support-for-this = Chiedi sostegno per questo
menu-worried = Mi preoccupa questa persona

button-talk-now = Parlare con qualcuno ora
button-talk-words = Prima qualche parola
button-helplines = Numeri di ascolto
button-fears = E se chiedo aiuto?
button-kept = Che cosa resta di me
button-someone-for-me = Vorrei qualcuno anch'io

support-on-shift = { $name } è di turno adesso. Premi il pulsante e lo sa subito.
support-nobody-now = Adesso non c'è nessuno di turno. Puoi premere il pulsante lo stesso; i numeri di ascolto rispondono a ogni ora.
support-limits =
    Prima di dire altro: possono leggerlo chi è di turno e i responsabili di questo server, e anche gli amministratori e Discord. Resta tra loro, a meno che una vita sia in pericolo. Le parole si cancellano un giorno dopo la fine, al massimo dopo tre giorni. Sono persone come te: non sono clinici e non sono un servizio di emergenza.
support-form-title = Qualche parola, se ti va
support-form-label = Che cosa succede?
support-form-notice = Lo leggono chi è di turno e i responsabili, e gli amministratori e Discord possono leggerlo. Resta tra loro, a meno che una vita sia in pericolo. Puoi anche mandarlo vuoto.
support-sent = Sto avvisando { $name }. Di solito qualcuno ti scrive in privato nel giro di pochi minuti. Non devi fare altro.
support-held = { $name } è già con te e lo sa di nuovo.
support-nobody = Adesso non c'è nessuno di turno.
support-which-server = Di quale comunità si tratta?

home =
    Premi **Parlare con qualcuno ora**, e una persona di questa comunità lo viene a sapere. Puoi anche scrivermi qui quando vuoi.
    Sono un bot che aiuta le persone a trovarsi. Non sono un clinico né un servizio di emergenza, e non sono fatto per le cartelle cliniche.

fears = Molte persone esitano per uno di questi motivi. Premi quello che hai in mente.
fear-button-police = Arriva la polizia?
fear-button-cost = Costa qualcosa?
fear-button-burden = Sarei un peso
fear-button-words = Non so che cosa dire
fear-police = Prima qualcuno ti ascolta. Solo se una vita è in pericolo in quel momento si parla di aiuto da fuori, e insieme a te ogni volta che si può. Discord non ci dice dove sei.
fear-cost = No. Parlare con qualcuno qui è gratis. Anche la maggior parte dei numeri di ascolto lo è; c'è scritto sul loro sito.
fear-burden = Chi è di turno ha scelto di esserci, e ci si dà il cambio perché nessuno porti troppo. Non togli niente a nessuno.
fear-words = Non servono le parole giuste. "Non so da dove cominciare" basta. La domanda dopo la fa l'altra persona, e va bene anche il silenzio.

help-country = Altri paesi: da { $first } a { $last }
helplines-no-country = Scegli qui sotto il tuo paese per vedere chi risponde lì. Se sei in pericolo adesso, chiama il numero di emergenza del posto in cui ti trovi.

concern-sent = Grazie per l'attenzione che hai per questa persona. Chi è di turno adesso lo sa, e non dice che viene da te. Puoi fermarti qui. Vuoi anche tu qualcuno con cui parlare?
concern-known = Grazie per l'attenzione che hai per questa persona. Chi è di turno lo sapeva già. Puoi fermarti qui. Vuoi anche tu qualcuno con cui parlare?
concern-nobody = Grazie per l'attenzione che hai per questa persona. Adesso non c'è nessuno di turno, quindi non so dire quando qualcuno lo vedrà. Se potrebbe essere in pericolo adesso, usa i numeri di ascolto o il numero di emergenza.
worried-form-title = Mi preoccupa questa persona
worried-form-label = Che cosa hai notato?
worried-form-notice = Lo leggono chi è di turno e i responsabili, e non dicono che viene da te. Puoi anche mandarlo vuoto.
worried-left = Questa persona non è più in questo server, quindi non posso raggiungerla. Se pensi che sia in pericolo, i numeri di ascolto possono dirti che cosa fare.

error-too-many-concerns = Hai chiesto sostegno per altri { $times } volte in un giorno, e da una sola persona non posso accettarne di più. Se qualcuno è in pericolo adesso, chiama il numero di emergenza o scrivi a chi modera.
