# El acuerdo de confidencialidad: leerlo, aceptarlo, dejarlo, editarlo, volver a preguntarlo.

pledge-title = Nuestro acuerdo
pledge-version = versión { $version }
pledge-part-stays = Lo que se dice aquí se queda aquí
pledge-part-limits = Sus límites
pledge-part-bot = Lo que el bot lee y guarda
pledge-part-peers = Lo que hacen y no hacen los compañeros
pledge-door = Antes de que se te abran los grupos de { $server }, lee por favor lo que acordamos. La ayuda no espera a esto: puedes hablar con alguien en cualquier momento.
pledge-button-read = Leer el acuerdo
pledge-button-agree = Estoy de acuerdo
pledge-button-still = Sigo de acuerdo
pledge-button-leave = Dejar el acuerdo
pledge-button-left = Dejarlo
pledge-button-stay = Seguir
pledge-help-stays = Aceptes o no, aquí puedes hablar con alguien en cualquier momento.
pledge-agreed = Lo aceptaste el { $at }.
pledge-changed = Lo que ha cambiado desde que lo aceptaste:
pledge-reads = **{ $group }**: el bot lee { $level }
watch-full = todo lo que se escribe, y puede decirte solo a ti si escribiste un dato personal
watch-urgent = todo; solo avisa a alguien cuando una vida puede estar en peligro, y puede decirte solo a ti si escribiste un dato personal
watch-people = solo lo que la gente le envía
pledge-thanks = Gracias. Los grupos ya están abiertos para ti. Puedes volver a leer el acuerdo cuando quieras, y también dejarlo.
pledge-no-role = Gracias. Lo he apuntado, pero no he podido abrirte los grupos. Díselo por favor a una persona facilitadora.
pledge-leave-sure = Si dejas el acuerdo, los grupos se cierran para ti hasta que vuelvas a aceptarlo. Aquí puedes seguir hablando con alguien en cualquier momento.
pledge-left = Has dejado el acuerdo. Puedes volver cuando quieras, y aquí puedes seguir hablando con alguien.
pledge-none = No habías aceptado nada, así que no había nada que dejar.
pledge-ask-joined = Te damos la bienvenida a { $server }. Antes de que se te abran los grupos, lee por favor lo que acordamos. Puedes hablar con alguien en cualquier momento, también antes.
pledge-ask-new = El acuerdo de { $server } ha cambiado. No se te cierra nada; léelo cuando tengas un momento.
pledge-ask-year = Hace un año que aceptaste cómo tratamos lo que se dice en { $server }. Vuelve a leerlo cuando tengas un momento.

command-guidelines-name = acuerdo
command-guidelines = El acuerdo de confidencialidad
command-guidelines-edit-name = editar
command-guidelines-edit = Edita el acuerdo; ves cómo queda y qué cambia antes que nadie
command-guidelines-language = El idioma que quieres editar; si no eliges, el del servidor
command-guidelines-post-name = publicar
command-guidelines-post = Pon en este canal la tarjeta que encuentran quienes llegan
command-guidelines-counts-name = recuento
command-guidelines-counts = Cuántas personas aceptaron cada versión
guidelines-form-title = Editar el acuerdo
guidelines-preview = Así quedará. Todavía no ha cambiado nada. Lo que es distinto:
guidelines-no-difference = No hay ninguna diferencia.
guidelines-button-publish = Publicar y volver a preguntar a todos
guidelines-button-edit = Editar otra vez
guidelines-published = Desde ahora vale la versión { $version }. { $count ->
    [0] Nadie la había aceptado aún, así que no se pregunta a nadie.
    [one] Se pregunta de nuevo a una persona. No se le cierra nada.
   *[other] Se pregunta de nuevo a { $count } personas, poco a poco. No se les cierra nada.
}
guidelines-posted = La tarjeta está aquí y fijada. Desde ahora también se pregunta en privado a quienes llegan, y quien acepta recibe el rol de participante.
guidelines-not-posted = No he podido publicar aquí. Permíteme ver este canal, escribir y fijar mensajes en él, y vuelve a usar la orden.
guidelines-count = Versión { $version }: { $count }
guidelines-count-current = **Versión { $version }, la que vale ahora: { $count }**
guidelines-counts-only = Solo se muestran números. Quién aceptó lo ve cada persona para sí misma.
guidelines-reason-later = espera a un día en que se le pueda escribir
guidelines-reason-closed = no acepta mensajes directos; queda la tarjeta del canal
guidelines-file-wrong = El archivo { $file } del acuerdo no se puede usar. Necesita las partes stays, limits, bot y peers, cada una con mil caracteres como mucho.
error-guidelines-not-staff = Esto es para quienes facilitan y coordinan un servidor ya configurado.
error-guidelines-not-a-member = Esto es de un servidor en el que no estás. Si necesitas a alguien, escríbeme directamente o usa las líneas de ayuda.
error-guidelines-no-draft = Este borrador ya no está: se publicó o se volvió a escribir. Usa /{ command-guidelines-name } { command-guidelines-edit-name } para ver lo que hay.
button-agreement = Nuestro acuerdo

kept-pledge = el acuerdo: qué versión aceptó alguien y cuándo
kept-pledge-whom = quien lo aceptó
kept-pledge-why = para abrir los grupos y volver a preguntar cuando cambia o pasa un año
kept-pledge-until = { $period } después de aceptarlo, salvo que vuelva a hacerlo (se pregunta al año y otra vez después; los grupos siguen abiertos); al momento si lo deja
kept-guidelines = que alguien escribió o publicó una versión del acuerdo
kept-guidelines-whom = personas facilitadoras y quienes coordinan
kept-guidelines-why = para responder de lo que se pide aceptar a todo el mundo
fact-version = versión
