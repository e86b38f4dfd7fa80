# Hilfetelefone, wie sie jemand in Not liest. Die Nummern stehen so da, wie man sie wählt.

helpline-call = **{ $name }**: ruf **{ $number }** an
helpline-text = **{ $name }**: SMS an **{ $number }**
helpline-text-keyword = **{ $name }**: SMS mit **{ $keyword }** an **{ $number }**
helpline-chat = **{ $name }**: Chat auf <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = Tag und Nacht
helpline-daily = täglich { $opens }–{ $closes } Uhr, Ortszeit dort
helpline-limited = nur zu bestimmten Zeiten
helpline-hours-unknown = Zeiten können abweichen

helpline-languages = auf { $languages }
helpline-languages-more = auf { $languages } und in anderen Sprachen
helpline-languages-many = in vielen Sprachen
helpline-region = für { $region }
helpline-less-sure = wenn niemand rangeht, probier eine andere Nummer

helpline-for-youth = für junge Menschen
helpline-for-women = für Frauen
helpline-for-men = für Männer
helpline-for-families = für Familien
helpline-for-parents = für Eltern
helpline-for-lgbtq = für LGBTQ+
helpline-for-trans = für trans Menschen
helpline-for-veterans = für ehemalige Soldatinnen und Soldaten
helpline-for-indigenous = für indigene Menschen
helpline-for-deaf = für gehörlose und schwerhörige Menschen
helpline-for-domestic-violence = Gewalt zu Hause
helpline-for-sexual-violence = sexualisierte Gewalt
helpline-for-substance-use = Alkohol und andere Drogen
helpline-for-referral = findet Hilfe in deiner Nähe

helpline-emergency = Wenn du gerade in Gefahr bist, ruf **{ $number }** an.
helpline-emergency-ambulance = Wenn du gerade in Gefahr bist, ruf **{ $number }** an, dort bekommst du einen Rettungswagen.
helpline-emergency-fire-and-ambulance = Wenn du gerade in Gefahr bist, ruf **{ $number }** an, dort bekommst du Rettungswagen und Feuerwehr.
helpline-emergency-unknown = Wenn du gerade in Gefahr bist, ruf die Notrufnummer deines Landes an ({ $country }). Wir kennen sie nicht sicher, deshalb steht hier keine.
