# Sätze, die überall vorkommen können.

error-unexpected = Bei mir ist etwas schiefgegangen, das ist notiert. Versuch es gleich noch einmal. Wenn du jetzt jemanden brauchst, schreib mir direkt oder ruf ein Hilfetelefon an.
error-command = Das hat nicht geklappt. Versuch es gleich noch einmal oder nimm die Knöpfe.
error-button-unknown = Dieser Knopf ist aus einer früheren Version von mir und führt nirgendwohin. Mit /hilfe findest du die aktuellen.
error-form-not-at-hand = Was du geschrieben hattest, ist nicht mehr da: Es bleibt eine Viertelstunde, und nicht über einen Neustart. Öffne das Formular bitte noch einmal.
button-form-again = Zurück zu meinem Text
button-undo = Rückgängig
error-already-resolved = Das ist schon abgeschlossen. Es ist nichts mehr zu tun.
error-not-yours = Dieser Knopf war für jemand anderen. Mit /reden kommst du zu einem Menschen.
error-person-gone = Diese Person hat den Server verlassen, ich kann ihr also nicht mehr schreiben. Wenn du einen anderen Weg kennst, nimm bitte den.
error-server-not-set-up = Dieser Server ist noch nicht eingerichtet. Wer ihn verwaltet, kann /setup starten.
error-storage-unavailable = Das ließ sich gerade nicht speichern, es hat sich also nichts geändert. Versuch es in einer Minute noch einmal. Wenn du jemanden zum Reden brauchst: /reden geht auch jetzt.
