# Demander quelqu'un, pour soi ou pour une autre personne. Rien ici n'est soumis à condition.

command-support-name = soutien
command-support = Parler à quelqu'un de l'équipe, en privé. À toute heure.
command-help-name = aide
command-help = Où trouver quelqu'un, les lignes d'écoute, et ce que fait ce bot
menu-support-for-this = Demander du soutien pour ça
menu-worried = Je m'inquiète pour elle ou lui

button-talk-now = Parler à quelqu'un maintenant
button-talk-words = Ajouter d'abord quelques mots
button-helplines = Lignes d'écoute
button-fears = Et si je demande ?
button-kept = Ce qui est gardé sur moi
button-someone-for-me = J'aimerais quelqu'un aussi

support-on-shift = { $name } est de permanence en ce moment. Appuie sur le bouton et le message part tout de suite.
support-nobody-now = Personne n'est de permanence en ce moment. Tu peux quand même appuyer sur le bouton ; les lignes d'écoute répondent à toute heure.
support-limits =
    Avant d'en dire plus : l'équipe de permanence et les responsables de ce serveur peuvent le lire, et les administrateurs et Discord aussi. Ça reste entre eux, sauf si la vie de quelqu'un est en danger. Les mots sont effacés un jour après la fin, au bout de trois jours au plus. Ce sont des gens comme toi : ni soignants, ni service d'urgence.
support-form-title = Quelques mots, si tu veux
support-form-label = Qu'est-ce qui se passe ?
support-form-notice = L'équipe de permanence et les responsables le lisent, et les administrateurs et Discord peuvent le lire. Ça reste entre eux, sauf si une vie est en danger. Tu peux aussi l'envoyer vide.
support-sent = Je préviens { $name }. En général, quelqu'un t'écrit en privé dans les minutes qui viennent. Tu n'as rien d'autre à faire.
support-held = { $name } est déjà avec toi et vient d'être prévenu·e à nouveau.
support-nobody = Personne n'est de permanence en ce moment.
support-which-server = C'est pour quelle communauté ?

home =
    Appuie sur **Parler à quelqu'un maintenant**, et une personne de cette communauté est prévenue. Tu peux aussi m'écrire ici à tout moment.
    Je suis un bot qui aide les gens à se trouver. Je ne suis ni soignant ni service d'urgence, et je ne suis pas fait pour des dossiers médicaux.

fears = Beaucoup de gens hésitent pour une de ces raisons. Appuie sur ce qui te préoccupe.
fear-button-police = La police va venir ?
fear-button-cost = Est-ce que ça coûte ?
fear-button-burden = Je serais un poids
fear-button-words = Je ne sais pas quoi dire
fear-police = D'abord, quelqu'un t'écoute. C'est seulement si une vie est en danger tout de suite qu'on parle d'aide extérieure, et avec toi chaque fois que c'est possible. Discord ne nous dit pas où tu es.
fear-cost = Non. Parler à quelqu'un ici est gratuit. La plupart des lignes d'écoute aussi ; leur site le précise.
fear-burden = Les personnes de permanence ont choisi d'être là, et elles se relaient pour que personne ne porte trop. Tu n'enlèves rien à personne.
fear-words = Pas besoin de trouver les bons mots. « Je ne sais pas par où commencer », ça suffit. L'autre pose la question suivante, et le silence est bien aussi.

help-country = Autres pays : de { $first } à { $last }
helplines-no-country = Choisis ton pays ci-dessous pour voir les lignes qui y répondent. Si tu es en danger maintenant, appelle le numéro d'urgence de là où tu es.

concern-sent = Merci de veiller sur cette personne. L'équipe de permanence est au courant, et ne dira pas que ça vient de toi. Tu peux t'arrêter là. Aimerais-tu parler à quelqu'un, toi aussi ?
concern-known = Merci de veiller sur cette personne. L'équipe de permanence était déjà au courant. Tu peux t'arrêter là. Aimerais-tu parler à quelqu'un, toi aussi ?
concern-nobody = Merci de veiller sur cette personne. Personne n'est de permanence en ce moment, donc je ne peux pas dire quand quelqu'un le verra. Si elle est peut-être en danger maintenant, appelle une ligne d'écoute ou le numéro d'urgence.
worried-form-title = Je m'inquiète pour elle ou lui
worried-form-label = Qu'est-ce que tu as remarqué ?
worried-form-notice = L'équipe de permanence et les responsables le lisent, sans dire que ça vient de toi. Tu peux aussi l'envoyer vide.
worried-left = Cette personne n'est plus sur ce serveur, je ne peux donc pas la joindre. Si tu penses qu'elle est en danger, les lignes d'écoute peuvent te dire quoi faire.

error-too-many-concerns = Tu as demandé du soutien pour d'autres { $times } fois en une journée, et je ne peux pas en prendre plus d'une même personne. Si quelqu'un est en danger maintenant, appelle le numéro d'urgence, ou écris à la modération.
