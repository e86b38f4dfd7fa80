# Les lignes d'écoute, telles que les lit une personne en détresse. Les numéros sont donnés comme on les compose.

helpline-call = **{ $name }** : appelle le **{ $number }**
helpline-text = **{ $name }** : envoie un SMS au **{ $number }**
helpline-text-keyword = **{ $name }** : envoie **{ $keyword }** par SMS au **{ $number }**
helpline-chat = **{ $name }** : tchat sur <{ $number }>
helpline-whatsapp = **{ $name }** : WhatsApp **{ $number }**
helpline-web = **{ $name }** : <{ $number }>

helpline-always = jour et nuit
helpline-daily = tous les jours de { $opens } à { $closes }, heure locale
helpline-limited = à certaines heures seulement
helpline-hours-unknown = horaires variables

helpline-languages = en { $languages }
helpline-languages-more = en { $languages }, entre autres
helpline-languages-many = en plusieurs langues
helpline-region = pour { $region }
helpline-less-sure = si ça ne répond pas, essaie une autre ligne

helpline-for-youth = pour les jeunes
helpline-for-women = pour les femmes
helpline-for-men = pour les hommes
helpline-for-families = pour les familles
helpline-for-parents = pour les parents
helpline-for-lgbtq = pour les personnes LGBTQ+
helpline-for-trans = pour les personnes trans
helpline-for-veterans = pour les vétérans
helpline-for-indigenous = pour les personnes autochtones
helpline-for-deaf = pour les personnes sourdes ou malentendantes
helpline-for-domestic-violence = violences à la maison
helpline-for-sexual-violence = violences sexuelles
helpline-for-substance-use = alcool et autres drogues
helpline-for-referral = t'oriente vers une aide près de chez toi

helpline-emergency = Si tu es en danger maintenant, appelle le **{ $number }**.
helpline-emergency-ambulance = Si tu es en danger maintenant, appelle le **{ $number }** pour une ambulance.
helpline-emergency-fire-and-ambulance = Si tu es en danger maintenant, appelle le **{ $number }** pour une ambulance ou les pompiers.
helpline-emergency-unknown = Si tu es en danger maintenant, appelle le numéro d'urgence de ton pays ({ $country }). Nous ne le connaissons pas avec certitude, alors nous n'en affichons pas.
