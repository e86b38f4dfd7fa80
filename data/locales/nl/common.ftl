# Zinnen die overal kunnen voorkomen.

error-unexpected = Er ging iets mis aan mijn kant, en dat is genoteerd. Probeer het zo nog eens. Heb je nu iemand nodig, schrijf me dan direct of bel een hulplijn.
error-command = Dat lukte niet. Probeer het zo nog eens, of gebruik de knoppen.
error-button-unknown = Deze knop is van een oudere versie van mij en leidt nergens meer heen. Met /hulp vind je de huidige.
error-form-not-at-hand = Wat je had geschreven is er niet meer: het blijft een kwartier bewaard, en niet na een herstart. Open het formulier alsjeblieft opnieuw.
button-form-again = Terug naar mijn tekst
button-undo = Ongedaan maken
error-already-resolved = Dit is al afgesloten. Er hoeft niets meer te gebeuren.
error-not-yours = Deze knop was voor iemand anders. Met /praten kom je bij een mens.
error-person-gone = Die persoon heeft de server verlassen, dus ik kan er niet meer heen schrijven. Ken je een andere weg, gebruik die dan.
error-server-not-set-up = Deze server is nog niet ingericht. Wie hem beheert, kan /setup starten.
error-storage-unavailable = Dit kon nu niet worden opgeslagen, dus er is niets veranderd. Probeer het over een minuut nog eens. Wil je met iemand praten, dan werkt /praten ook nu.
