# Um einen Menschen bitten, für sich oder für jemand anderen. Nichts davon steht hinter einer Schranke.

command-support-name = reden
command-support = Mit jemandem aus dem Team reden, privat. Geht zu jeder Zeit.
command-help-name = hilfe
command-help = Wo du einen Menschen findest, Hilfetelefone, und was dieser Bot tut
menu-support-for-this = Dafür Unterstützung holen
menu-worried = Ich mache mir Sorgen

button-talk-now = Jetzt mit jemandem reden
button-talk-words = Erst ein paar Worte schreiben
button-helplines = Hilfetelefone
button-fears = Was, wenn ich frage?
button-kept = Was über mich gespeichert ist
button-someone-for-me = Ich hätte auch gern jemanden

support-on-shift = { $name } hat gerade Bereitschaft. Drück auf den Knopf, und die Nachricht geht sofort raus.
support-nobody-now = Gerade hat niemand Bereitschaft. Du kannst trotzdem auf den Knopf drücken; die Hilfetelefone antworten rund um die Uhr.
support-limits =
    Bevor du mehr sagst: Die Leute in Bereitschaft und die Leitung dieses Servers können es lesen, Administratoren und Discord auch. Es bleibt bei ihnen, außer ein Leben ist in Gefahr. Die Worte werden einen Tag nach dem Ende gelöscht, spätestens nach drei Tagen. Es sind Menschen wie du, keine Fachleute und kein Notdienst.
support-form-title = Ein paar Worte, wenn du magst
support-form-label = Was ist los?
support-form-notice = Die Leute in Bereitschaft und die Leitung lesen das, und Administratoren und Discord können es lesen. Es bleibt bei ihnen, außer ein Leben ist in Gefahr. Du kannst es auch leer abschicken.
support-sent = Ich sage gerade { $name } Bescheid. Meistens schreibt dir in ein paar Minuten jemand privat. Mehr musst du nicht tun.
support-held = { $name } ist schon für dich da und weiß noch einmal Bescheid.
support-nobody = Gerade hat niemand Bereitschaft.
support-which-server = Um welche Gemeinschaft geht es?

home =
    Drück auf **Jetzt mit jemandem reden**, dann erfährt es jemand aus dieser Gemeinschaft. Du kannst mir auch jederzeit einfach hier schreiben.
    Ich bin ein Bot, der Menschen zueinander bringt. Ich bin keine Fachperson und kein Notdienst, und für Krankenakten bin ich nicht gedacht.

fears = Viele zögern aus einem dieser Gründe. Drück auf das, was dich beschäftigt.
fear-button-police = Kommt dann die Polizei?
fear-button-cost = Kostet das etwas?
fear-button-burden = Ich wäre eine Last
fear-button-words = Ich weiß nicht, was ich sagen soll
fear-police = Zuerst hört dir jemand zu. Nur wenn gerade jetzt ein Leben in Gefahr ist, geht es um Hilfe von außen, und wann immer möglich mit dir zusammen. Discord sagt uns nicht, wo du bist.
fear-cost = Nein. Hier mit jemandem zu reden kostet nichts. Auch die meisten Hilfetelefone sind kostenlos; auf ihrer Seite steht es.
fear-burden = Die Leute in Bereitschaft haben sich das ausgesucht, und sie wechseln sich ab, damit niemand zu viel trägt. Du nimmst niemandem etwas weg.
fear-words = Du brauchst nicht die richtigen Worte. „Ich weiß nicht, wo ich anfangen soll“ reicht. Die nächste Frage kommt vom Gegenüber, und Schweigen ist auch in Ordnung.

help-country = Andere Länder: { $first } bis { $last }
helplines-no-country = Wähle unten dein Land, dann siehst du, wer dort antwortet. Wenn du gerade in Gefahr bist, ruf die Notrufnummer bei dir vor Ort an.

concern-sent = Danke, dass du hinschaust. Die Leute in Bereitschaft wissen jetzt Bescheid und sagen nicht, dass es von dir kommt. Du kannst es hier gut sein lassen. Möchtest du auch mit jemandem reden?
concern-known = Danke, dass du hinschaust. Die Leute in Bereitschaft wussten schon Bescheid. Du kannst es hier gut sein lassen. Möchtest du auch mit jemandem reden?
concern-nobody = Danke, dass du hinschaust. Gerade hat niemand Bereitschaft, ich kann also nicht sagen, wann es jemand sieht. Wenn die Person jetzt in Gefahr sein könnte, ruf ein Hilfetelefon oder die Notrufnummer an.
worried-form-title = Ich mache mir Sorgen
worried-form-label = Was ist dir aufgefallen?
worried-form-notice = Die Leute in Bereitschaft und die Leitung lesen das und sagen nicht, dass es von dir kommt. Du kannst es auch leer abschicken.
worried-left = Diese Person ist nicht mehr auf dem Server, ich kann sie also nicht erreichen. Wenn du denkst, dass sie in Gefahr ist, können dir die Hilfetelefone sagen, was du tun kannst.

error-too-many-concerns = Du hast innerhalb eines Tages { $times } Mal Unterstützung für andere geholt, mehr kann ich von einer Person nicht annehmen. Wenn jemand gerade in Gefahr ist, ruf die Notrufnummer an oder schreib der Moderation.
