# I numeri di ascolto, come li legge chi sta male. I numeri sono scritti come si compongono.

helpline-call = **{ $name }**: chiama **{ $number }**
helpline-text = **{ $name }**: manda un SMS a **{ $number }**
helpline-text-keyword = **{ $name }**: manda **{ $keyword }** per SMS a **{ $number }**
helpline-chat = **{ $name }**: chat su <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = giorno e notte
helpline-daily = ogni giorno dalle { $opens } alle { $closes }, ora del posto
helpline-limited = solo in alcune ore
helpline-hours-unknown = gli orari possono cambiare

helpline-languages = in { $languages }
helpline-languages-more = in { $languages } e altre lingue
helpline-languages-many = in molte lingue
helpline-region = per { $region }
helpline-less-sure = se non risponde nessuno, prova un altro numero

helpline-for-youth = per i giovani
helpline-for-women = per le donne
helpline-for-men = per gli uomini
helpline-for-families = per le famiglie
helpline-for-parents = per i genitori
helpline-for-lgbtq = per persone LGBTQ+
helpline-for-trans = per persone trans
helpline-for-veterans = per veterani
helpline-for-indigenous = per persone indigene
helpline-for-deaf = per persone sorde o con problemi di udito
helpline-for-domestic-violence = violenza in casa
helpline-for-sexual-violence = violenza sessuale
helpline-for-substance-use = alcol e altre droghe
helpline-for-referral = ti aiuta a trovare sostegno vicino a te

helpline-emergency = Se sei in pericolo adesso, chiama **{ $number }**.
helpline-emergency-ambulance = Se sei in pericolo adesso, chiama **{ $number }** e chiedi un'ambulanza.
helpline-emergency-fire-and-ambulance = Se sei in pericolo adesso, chiama **{ $number }** e chiedi un'ambulanza o i vigili del fuoco.
helpline-emergency-unknown = Se sei in pericolo adesso, chiama il numero di emergenza del tuo paese ({ $country }). Non lo conosciamo con certezza, quindi non ne mostriamo uno.
