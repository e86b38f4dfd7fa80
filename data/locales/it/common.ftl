# Frasi che possono servire ovunque.

error-unexpected = Qualcosa non ha funzionato da parte mia, ed è annotato. Riprova tra un momento. Se hai bisogno di qualcuno adesso, scrivimi direttamente o usa i numeri di ascolto.
error-command = Non ha funzionato. Riprova tra un momento, o usa i pulsanti.
error-button-unknown = Questo pulsante è di una mia versione precedente e non porta più da nessuna parte. Con /aiuto trovi quelli di adesso.
error-form-not-at-hand = Quello che avevi scritto non c'è più: resta a disposizione per un quarto d'ora, e non dopo un riavvio. Apri di nuovo il modulo, per favore.
button-form-again = Torna a quello che ho scritto
button-undo = Annulla
error-already-resolved = È già finita qui. Non c'è altro da fare.
error-not-yours = Questo pulsante era per un'altra persona. /sostegno ti porta da qualcuno.
error-person-gone = Questa persona ha lasciato il server, quindi non posso più scriverle. Se conosci un'altra via, usa quella.
error-server-not-set-up = Questo server non è ancora pronto. Chi lo gestisce può usare /setup.
error-storage-unavailable = Adesso non è stato possibile salvarlo, quindi non è cambiato nulla. Riprova tra un minuto. Se hai bisogno di parlare con qualcuno, /sostegno funziona anche ora.
