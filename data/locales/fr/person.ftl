# Ce que lit la personne : en privé, court, simple. La première ligne peut s'afficher sur un écran verrouillé.

person-opening = Bonjour, ici le bot de { $server }. J'écris à toi seul·e, à propos d'un message que tu as posté là-bas.
person-opening-asked = Bonjour, ici le bot de { $server }. J'écris à toi seul·e : tu as demandé à parler à quelqu'un.
person-opening-worried = Bonjour, ici le bot de { $server }. J'écris à toi seul·e : quelqu'un ici pensait à toi et se demandait comment tu vas.
person-not-in-trouble = On ne te reproche rien, et rien n'a été publié nulle part.
person-who-knows = Je préviens { $name }, de l'équipe. La réponse arrive en général en quelques minutes.
person-what-helps = Qu'est-ce qui t'aiderait le plus, là, maintenant ?

person-button-talk = Parler ici
person-button-other = Quelqu'un d'autre
person-button-not-now = Pas maintenant
person-button-meant-otherwise = Ce n'est pas ce que je voulais dire
person-button-talk-after-all = Finalement, j'aimerais parler

person-talk-soon = D'accord. La personne qui te répondra verra que tu aimerais parler. Tu peux déjà écrire ici : c'est gardé pour l'équipe de permanence et les responsables, qui sont les seuls à pouvoir le lire.
person-talk-holder = D'accord. Tu peux écrire ici : je transmets à { $name }. L'équipe de permanence et les responsables peuvent le lire, et personne dans le groupe.
person-other-soon = Pas de souci. Je demande à quelqu'un d'autre, et tu n'as pas à dire pourquoi.
person-not-now = D'accord, je ne t'écris plus, sauf si tu me le demandes ou si je n'arrive à joindre personne pour toi. Quelqu'un de l'équipe t'écrira peut-être quand même, et tu peux revenir à tout moment.
person-meant-lowered = Merci de l'avoir dit, et pardon pour le dérangement. Quelqu'un regardera plus tard, sans urgence.
person-meant-kept = Merci de l'avoir dit. Vu ce dont il était question, quelqu'un de l'équipe prendra quand même de tes nouvelles.

person-nobody = Ici le bot de { $server }, j'écris à toi seul·e. Je préfère être franc : personne n'est de permanence en ce moment.
person-nobody-else = Je préfère être franc : personne d'autre n'est de permanence en ce moment.
person-lead-told = Je préviens les personnes qui prennent le relais quand il n'y a pas de permanence, sans savoir quand elles le verront.
person-back = Quelqu'un sera de nouveau de permanence à partir de { $at }.
person-back-unknown = Je ne sais pas encore quand quelqu'un sera de nouveau de permanence.
person-still-trying = Je cherche encore quelqu'un pour toi. Ici, on répond dès maintenant :
person-unanswered = Jusqu'ici, je n'ai réussi à joindre personne pour toi. Je suis désolé. Quelqu'un peut encore venir. Ici, on répond dès maintenant :

person-taken = { $name } est là pour toi maintenant et va t'écrire. Je me retire, pour que tu parles à une seule personne.
person-from = **{ $name }** écrit : { $words }

person-space-offer = { $name } te propose un endroit privé pour parler. Qui peut le lire : { $readers }. Il ne s'ouvre que si tu dis oui.
person-space-readers = toi, { $name }, { $second } en renfort, et les personnes qui administrent ce serveur
person-space-readers-alone = toi, { $name }, et les personnes qui administrent ce serveur
person-button-space-yes = Oui, ouvre-le
person-button-space-no = Non merci
person-space-open = Ton endroit privé est ouvert : { $space }
person-space-refused = Pas de souci. Tu peux continuer à écrire ici.
person-space-failed = Je n'ai pas pu ouvrir d'endroit privé. Tu peux écrire ici : ce que tu m'envoies arrive à la personne qui est avec toi.
person-thread-readers = Cet endroit est pour toi : tu peux le lire, ainsi que les personnes qui administrent ce serveur et celle qui te répond. Je leur transmets ce que tu écris ici. Il est supprimé { $days } jours après la fin.

person-passed-on = C'est transmis à { $name }. L'équipe de permanence et les responsables peuvent le lire, et personne dans le groupe.
person-kept-for-them = C'est transmis aux personnes à qui je demande de te répondre. Elles peuvent le lire, ainsi que le reste de l'équipe de permanence et les responsables, et personne dans le groupe.
person-told-leads = La personne qui te répond n'a pas pu être jointe à l'instant, alors c'est transmis aux responsables. Ces personnes et l'équipe de permanence peuvent le lire, et personne dans le groupe.
person-kept-untold = C'est gardé, mais personne n'a pu être joint à l'instant. L'équipe de permanence et les responsables peuvent le lire, et personne dans le groupe. Si cela ne peut pas attendre, il y a des lignes d'écoute derrière le bouton.
person-kept-for-later = C'est gardé pour l'équipe de permanence et les responsables, qui sont les seuls à pouvoir le lire. Quelqu'un regardera plus tard, sans urgence. Si tu veux quelqu'un maintenant, appuie sur le bouton.

person-apology = Je t'ai écrit sans raison, et je m'excuse pour le dérangement. C'est réglé, il ne reste rien. Tu as ta place ici, comme tu es.
person-closed = C'est terminé pour l'instant, il ne reste rien en attente. Tu peux revenir quand tu veux : écris-moi, ou appuie sur le bouton.
person-closing = Merci d'avoir laissé quelqu'un être là. Veux-tu un petit message demain, et un autre dans une semaine, pour savoir comment tu vas ?
person-button-follow-yes = Oui, volontiers
person-button-follow-no = Non merci
person-follow-planned = Je t'écrirai demain et dans une semaine. Tu peux annuler quand tu veux.
person-follow-none = D'accord, pas de message. Tu peux revenir quand tu veux.
person-follow-up = Bonjour, ici le bot de { $server }, j'écris à toi seul·e. Tu avais demandé un message : comment vas-tu aujourd'hui ?
person-button-follow-fine = Ça va
person-button-follow-talk = J'aimerais parler
person-button-follow-stop = Plus de messages
person-follow-thanks = Merci d'avoir répondu. Tu peux revenir quand tu veux.

space-name = Salon { $number }
space-welcome =
    { $person }, cet endroit est à toi. { $responder } est là avec toi.
    Qui peut le lire : { $readers }. Tu peux partir quand tu veux. Il est supprimé { $days } jours après la fin.
