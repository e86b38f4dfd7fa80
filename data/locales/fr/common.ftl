# Ce que n'importe quelle partie peut avoir à dire.

error-unexpected = Quelque chose n'a pas marché de mon côté, et c'est noté. Réessaie dans un instant. Si tu as besoin de quelqu'un maintenant, écris-moi directement ou appelle une ligne d'écoute.
error-command = Ça n'a pas marché. Réessaie dans un instant, ou passe par les boutons.
error-button-unknown = Ce bouton date d'une ancienne version de moi et ne mène plus nulle part. Tape /aide pour trouver les boutons actuels.
error-form-not-at-hand = Ce que tu avais écrit n'est plus disponible : je le garde un quart d'heure, et pas après un redémarrage. Rouvre le formulaire, s'il te plaît.
button-form-again = Revenir à mon texte
button-undo = Annuler
error-already-resolved = C'est déjà terminé. Il n'y a plus rien à faire.
error-not-yours = Ce bouton était pour quelqu'un d'autre. /soutien te mène à une personne.
error-person-gone = Cette personne a quitté le serveur, je ne peux donc plus lui écrire. Si tu connais un autre moyen de la joindre, passe par là.
error-server-not-set-up = Ce serveur n'est pas encore prêt. Quelqu'un qui le gère peut lancer /setup.
error-storage-unavailable = Je n'ai pas pu l'enregistrer, donc rien n'a changé. Réessaie dans une minute. Si tu as besoin de parler à quelqu'un, /soutien marche même maintenant.
