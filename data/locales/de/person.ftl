# Was die betroffene Person liest: privat, kurz, einfach. Die erste Zeile darf auf einem Sperrbildschirm stehen.

person-opening = Hallo, hier ist der Bot von { $server }. Ich schreibe nur dir, wegen etwas, das du dort geschrieben hast.
person-opening-asked = Hallo, hier ist der Bot von { $server }. Ich schreibe nur dir: Du wolltest mit jemandem reden.
person-opening-worried = Hallo, hier ist der Bot von { $server }. Ich schreibe nur dir: Jemand hier hat an dich gedacht und fragt sich, wie es dir geht.
person-not-in-trouble = Du hast nichts falsch gemacht, und es wurde nirgends etwas gepostet.
person-who-knows = Ich sage gerade { $name } aus dem Team Bescheid. Meistens kommt in ein paar Minuten eine Nachricht.
person-what-helps = Was würde dir jetzt am meisten helfen?

person-button-talk = Hier reden
person-button-other = Jemand anderes
person-button-not-now = Jetzt nicht
person-button-meant-otherwise = So war das nicht gemeint
person-button-talk-after-all = Ich möchte doch reden

person-talk-soon = Gut. Wer dir antwortet, sieht, dass du reden möchtest. Du kannst hier schon schreiben: Ich hebe es für die Leute in Bereitschaft und die Leitung auf, nur sie können es lesen.
person-talk-holder = Gut. Du kannst hier schreiben, ich gebe es an { $name } weiter. Lesen können es die Leute in Bereitschaft und die Leitung, aber niemand in der Gruppe.
person-other-soon = Das ist in Ordnung. Ich frage jetzt jemand anderen, und du musst nicht sagen, warum.
person-not-now = In Ordnung, ich schreibe dir nicht mehr, außer du möchtest es oder ich erreiche niemanden für dich. Jemand aus dem Team schreibt dir vielleicht trotzdem, und du kannst jederzeit darauf zurückkommen.
person-meant-lowered = Danke, dass du es sagst, und entschuldige die Störung. Jemand schaut später in Ruhe darauf.
person-meant-kept = Danke, dass du es sagst. Weil es um etwas Ernstes ging, fragt trotzdem noch jemand aus dem Team bei dir nach.

person-nobody = Hier ist der Bot von { $server }, ich schreibe nur dir. Ehrlich gesagt: Gerade hat niemand Bereitschaft.
person-nobody-else = Ehrlich gesagt: Sonst hat gerade niemand Bereitschaft.
person-lead-told = Ich sage denen Bescheid, die einspringen, wenn niemand Bereitschaft hat, und weiß nicht, wann sie es sehen.
person-back = Ab { $at } hat wieder jemand Bereitschaft.
person-back-unknown = Ich weiß noch nicht, wann wieder jemand Bereitschaft hat.
person-still-trying = Ich versuche weiter, jemanden für dich zu erreichen. Hier antwortet jetzt jemand:
person-unanswered = Bis jetzt habe ich niemanden für dich erreicht. Es tut mir leid. Es kann noch jemand kommen. Hier antwortet jetzt jemand:

person-taken = { $name } ist jetzt für dich da und schreibt dir. Ich halte mich zurück, damit du nur mit einem Menschen reden musst.
person-from = **{ $name }** schreibt: { $words }

person-space-offer = { $name } bietet dir einen privaten Raum zum Reden an. Wer ihn lesen kann: { $readers }. Er öffnet sich nur, wenn du Ja sagst.
person-space-readers = du, { $name }, { $second } als zweite Person aus dem Team und alle, die diesen Server verwalten
person-space-readers-alone = du, { $name } und alle, die diesen Server verwalten
person-button-space-yes = Ja, gern öffnen
person-button-space-no = Nein, danke
person-space-open = Dein privater Raum ist offen: { $space }
person-space-refused = Das ist in Ordnung. Du kannst einfach hier weiterschreiben.
person-space-failed = Ich konnte gerade keinen privaten Raum öffnen. Du kannst hier schreiben: Was du mir schickst, kommt bei der Person an, die bei dir ist.
person-thread-readers = Dieser Ort ist nur für dich: Lesen können ihn du, alle, die diesen Server verwalten, und wer dir antwortet. Ich bringe ihnen, was du hier schreibst. { $days } Tage nachdem das hier vorbei ist, wird er gelöscht.

person-passed-on = Ich habe es { $name } gebracht. Lesen können es die Leute in Bereitschaft und die Leitung, aber niemand in der Gruppe.
person-kept-for-them = Ich habe es denen gesagt, die ich gerade für dich frage. Lesen können es sie, die anderen in Bereitschaft und die Leitung, aber niemand in der Gruppe.
person-told-leads = Wer dir antwortet, war gerade nicht zu erreichen, deshalb habe ich es der Leitung gesagt. Lesen können es die Leitung und die Leute in Bereitschaft, aber niemand in der Gruppe.
person-kept-untold = Ich habe es aufbewahrt, aber gerade niemanden erreicht. Lesen können es die Leute in Bereitschaft und die Leitung, aber niemand in der Gruppe. Wenn es nicht warten kann, findest du hinter dem Knopf Hilfetelefone.
person-kept-for-later = Ich hebe es für die Leute in Bereitschaft und die Leitung auf, nur sie können es lesen. Jemand schaut später in Ruhe darauf. Wenn du jetzt jemanden möchtest, drück auf den Knopf.

person-apology = Ich habe dir ohne Grund geschrieben, entschuldige die Störung. Es bleibt nichts offen. Du bist hier willkommen, so wie du bist.
person-closed = Das ist jetzt abgeschlossen, es bleibt nichts offen. Du kannst jederzeit wiederkommen: Schreib mir oder drück auf den Knopf.
person-closing = Danke, dass du jemanden hast da sein lassen. Möchtest du morgen und in einer Woche eine kurze Nachricht, wie es dir geht?
person-button-follow-yes = Ja, gern
person-button-follow-no = Nein, danke
person-follow-planned = Ich schreibe dir morgen und in einer Woche. Du kannst es jederzeit abbestellen.
person-follow-none = In Ordnung, keine Nachrichten. Du kannst jederzeit wiederkommen.
person-follow-up = Hallo, hier ist der Bot von { $server }, ich schreibe nur dir. Du wolltest eine Nachricht: Wie geht es dir heute?
person-button-follow-fine = Mir geht's gut
person-button-follow-talk = Ich möchte reden
person-button-follow-stop = Keine Nachrichten mehr
person-follow-thanks = Danke für deine Antwort. Du kannst jederzeit wiederkommen.

space-name = Raum { $number }
space-welcome =
    { $person }, das ist dein Ort. { $responder } ist hier bei dir.
    Wer ihn lesen kann: { $readers }. Du kannst jederzeit gehen. { $days } Tage nachdem das hier vorbei ist, wird er gelöscht.
