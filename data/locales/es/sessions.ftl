# Encuentros: reuniones que se repiten, de la invitación al final.

command-group-session-name = encuentro
command-group-session = Planear y llevar encuentros
command-group-session-plan = Planear un encuentro y ver sus próximas fechas antes de guardarlo
command-group-session-list = Ver los encuentros del grupo, cada uno con sus botones
command-start-name = empezar
command-group-session-start = Empezar ahora el próximo encuentro
command-end-name = terminar
command-group-session-end = Terminar el encuentro en curso
command-cancel-name = suspender
command-group-session-cancel = Suspender el próximo encuentro; se avisa a quien dijo que sí
command-move-name = mover
command-group-session-move = Cambiar la hora del próximo encuentro; se avisa a quien dijo que sí
command-attendance-name = asistencia
command-group-session-attendance = Quién dijo que sí y quién vino
command-session-meeting = Cuál de las próximas veces; vacío, la próxima
command-session-which = Qué encuentro
command-sessions-name = encuentros
command-sessions = Tus próximos encuentros, y si vienes

meets-title = Encuentros de { $group }
meets-none = Aún no hay ningún encuentro planeado.
meet-button-new = Planear un encuentro
meet-form-title = Un encuentro
meet-form-name = Nombre
meet-form-minutes = Cuántos minutos
meet-form-places = Plazas
meet-form-places-about = Déjalo vacío si caben todas las personas
meet-agenda-title = Orden y plazas
meet-agenda-about = Una línea por parte: qué es y sus minutos
meet-agenda-default =
    Llegada 10
    Ronda 35
    Cierre 15
meet-field-length = Cuánto dura, dónde, para cuántas personas
meet-field-next = El próximo
meet-minutes = { $minutes } minutos
meet-places = { $places } plazas
meet-places-all = sitio para todas las personas
meet-no-agenda = Nada en particular
meet-led-by = lo lleva { $name }
meet-button-agenda = Orden, plazas, final
meet-button-start = Empezar ya
meet-button-move = Moverlo
meet-ahead-choose = Suspender una de las próximas veces
meet-ahead-ask = ¿Suspender «{ $title }» del { $at }? Se avisa a quien haya dicho que sí; las demás veces quedan como están. Hasta que llegue su hora puedes deshacerlo.
meet-ahead-off = { $at } está suspendido.
meet-button-cancel = Suspenderlo
meet-button-hold = Que sí se haga
meet-button-sure = Empezarlo ya
meet-button-hand = Pasar el relevo
meeting-planned = planeado
meeting-open = en curso
meeting-over = terminado
meeting-cancelled = suspendido
meeting-missed = sin abrir, yo no estaba
meet-started = Ha empezado. Todo lo que necesitas está en el canal de facilitación.
meet-ended = El encuentro de { $group } termina ahora.
meet-cancelled = Suspendido: { $at }. Se está avisando a quien dijo que sí.
meet-held = Al final sí se hace: { $at }. Se está avisando a quien había dicho que sí.
meet-early = «{ $title }» está planeado para el { $at }. Si empieza ya, a esa hora no habrá ninguno; el siguiente se mantiene. Solo se entera quien lea el canal.
meet-you-lead = Ha empezado y lo llevas tú. Aquí tienes lo que necesitas.
meet-moved = Ahora es el { $at }. Se está avisando a quien dijo que sí.
meet-move-title = Otra hora
meet-move-notice = Solo se mueve este encuentro. Se avisa a quien dijo que sí.
meet-hand-pick = Quién lo lleva
meet-hand-about = Elige quién lleva el próximo encuentro. Recibirá un mensaje.
meet-handed = { $name } lleva el próximo encuentro, y lo sabe.
meet-handed-untold = { $name } lleva el próximo encuentro. No he podido escribirle; díselo tú, por favor.
meet-handed-note = { $name } te ha pedido llevar «{ $title }» de { $group } el { $at }. Empieza solo, o con el botón; entonces recibes aquí lo que necesitas para llevarlo. Si no te viene bien, díselo.
meet-handed-on = Ahora otra persona lleva «{ $title }» de { $group } el { $at }, así que tú ya no tienes que hacerlo. Ven si quieres.
meet-next = Es el turno de { $name }.
meet-nobody-waits = Nadie espera para hablar.
attendance-title = { $title } · { $at }
attendance-came = Vinieron
attendance-add = Añadir a quien vino
attendance-other = Otro encuentro
attendance-footer = Contado por el canal de voz, el botón y lo que añadas.

session-where = { $place } · { $minutes } minutos
session-counts = { $yes } vienen · { $listening } solo escuchan
session-places = { $places } plazas · { $waiting } en espera
session-footer = Venir y no decir nada también es venir. Puedes cambiarlo hasta que empiece.
session-has-begun = Ha empezado.
session-is-over = Ha terminado. Gracias por estar, o por pensar en ello.
session-was-missed = A esa hora yo no estaba y aquí no se abrió nada. Lo siento. Si hubo encuentro de todos modos, bien.
session-is-off = Se ha suspendido.
session-button-yes = Voy
session-button-listening = Solo escucho
session-button-no = Esta vez no
session-answer-yes = sí
session-answer-listening = solo escuchar
session-answer-no = esta vez no
session-answer-waiting = en lista de espera
session-unanswered = sin respuesta todavía
session-said-yes = Bien: { $title }, { $at }. Si cambia algo, basta con un botón.
session-said-listening = Bien: { $title }, { $at }. Puedes solo escuchar; nadie te pedirá que hables.
session-said-no = Está bien. { $title }, { $at }, sigue sin ti, y el próximo te espera.
session-said-waiting = Todas las plazas de { $title }, { $at }, están ocupadas. Estás en la lista de espera y te avisaré si queda una libre.
session-moved-up = Al final hay una plaza para ti: { $title }, { $at }.
session-reminder = Soy el bot de tu grupo: { $title } empieza { $at } en { $place }. Dijiste que vendrías. Si no, está bien.
session-told-moved = «{ $title }» se ha movido: ahora es el { $at }. Si no te viene bien, no pasa nada.
session-told-cancelled = «{ $title }» del { $at } se ha suspendido.
session-told-next = El siguiente es el { $at }.
session-told-last = Era el último que había planeado.
session-told-dropped = «{ $title }» del { $at } no se hace: de momento descansa, o han cambiado sus horas. Si hay una hora nueva, se anuncia en el canal del grupo.
session-told-back = «{ $title }» del { $at } al final sí se hace. Lo que dijiste sobre venir sigue valiendo, y basta un botón para cambiarlo.
session-event-about = Un encuentro de { $group }.
session-begun = Empieza ahora en { $place } y termina a las { $end }. Está bien llegar tarde, solo escuchar o irse antes.
session-ended = Por hoy hemos terminado. Gracias.
session-confidential = Lo que se dice aquí se queda aquí, salvo que haya una vida en peligro. Que alguien haya estado aquí, solo lo cuenta esa persona.
session-field-kept = Queda aquí
session-field-since = Desde la última vez
session-field-agenda = Orden
session-field-turns = Quién quiere hablar
session-turns-more = { $count ->
    [one] y una persona más
   *[other] y { $count } más
}
session-no-turns = Nadie lo ha pedido aún. Nadie tiene que hacerlo.
session-button-here = Estoy aquí
session-button-turn = Quiero hablar
session-button-no-turn = Paso
session-button-left = Me fui antes
session-button-next = Siguiente turno
session-button-attendance = Asistencia
session-button-end = Terminarlo
session-button-calendar = A mi calendario
session-is-here = Qué bien que estés aquí.
session-turn-joined = Tienes el turno { $place }. «Paso» te quita cuando quieras.
session-turn-passed = Pasas. Estar ya es suficiente.
session-left-asked = Te fuiste antes, y está bien. ¿Cómo estás?
session-left-fine = Estoy bien
session-left-someone = Quiero hablar con alguien
session-left-thanks = Bien. Hasta otra.
session-calendar = Aquí están tus próximos encuentros. Abre el archivo para ponerlos en tu calendario; no lleva nombres de personas. Lo que cambie después no cambia allí.
session-calendar-alt = Un archivo de calendario con tus próximos encuentros
sessions-further = Encuentros más adelante
sessions-further-about = A estos respondes en su invitación, que llega al canal del grupo tres días antes.
sessions-further-more = { $count ->
    [one] Uno más no cabe aquí; está en el archivo del calendario.
   *[other] { $count } más no caben aquí; están en el archivo del calendario.
}
sessions-none = Ahora no hay encuentros planeados en tus grupos.
facilitators-missed = { $group }: no estaba en marcha cuando «{ $title }» iba a empezar el { $at }, así que no lo abrí. Lo siento. { $before ->
    [0] {""}
    [one] Lo mismo vale para un encuentro anterior.{" "}
   *[other] Lo mismo vale para { $before } encuentros anteriores.{" "}
}Si os reunisteis igualmente, dilo aquí y anota quién vino.
session-told-missed = «{ $title }» del { $at }: a esa hora no estaba en marcha, así que no se abrió nada. Lo siento. Si os reunisteis igualmente, bien.
meet-button-took = Sí se hizo
session-facilitators-begun = { $group }: «{ $title }» ha empezado. Termina solo a las { $end }, o cuando lo termines.
facilitators-invitation-trouble = { $group }: no se pudo publicar la invitación a «{ $name }», así que nadie puede decir allí si viene. { $reason } En cuanto se arregle, llega sola; lo intento cada cuarto de hora hasta { $until }.
facilitators-room-trouble = { $group }: «{ $name }» ha empezado, pero no se pudo publicar qué viene cuándo y a quién le toca hablar. { $reason } En cuanto se arregle, llega por sí solo; lo intento cada cuarto de hora hasta { $until }.
facilitators-ending-trouble = { $group }: no se pudo publicar que «{ $name }» ha terminado, y lo que viene con ello también espera: el recordatorio de lo que se queda aquí y las preguntas sobre la sesión, si las pedís. { $reason } En cuanto se arregle, todo llega solo; lo intento cada cuarto de hora hasta { $until }.
facilitators-word-trouble = { $group }: no se pudo avisar en el canal de que «{ $name }» ha cambiado. { $reason } A quienes dijeron que sí se les avisa en privado. En cuanto se arregle, se avisa también en el canal; lo intento cada cuarto de hora hasta { $until }.
facilitators-event-trouble = { $group }: Discord no me dejó poner al día su evento de «{ $title }», así que los eventos del servidor pueden mostrar un lugar o una hora que ya no es. Míralo allí, cámbialo o quítalo, y dame el permiso Gestionar eventos. Lo que está en el canal del grupo es correcto.
facilitators-unreached = { $group }: «{ $title }» ha cambiado y { $count ->
    [one] a una persona que contaba con ello no se le pudo avisar en privado. Por favor, avísala
   *[other] a { $count } personas que contaban con ello no se les pudo avisar en privado. Por favor, avísalas
} tú, por ejemplo en el canal del grupo.
group-reason-cancelled = Alguien que facilita lo suspendió.

error-session-unknown = Ese encuentro ya no existe. La lista muestra lo planeado.
error-session-over = Este encuentro ya terminó, ya empezó o se suspendió. /encuentros muestra los próximos.
error-session-length = Un encuentro dura de 10 minutos a 8 horas. Da sus minutos con un número.
error-session-agenda = Escribe cada parte del orden en su propia línea, con sus minutos al final. Por ejemplo: Llegada 10
error-session-agenda-long = El orden puede tener hasta { $parts } partes de hasta { $letters } letras cada una. Acórtalo o junta dos partes.
error-session-places = Da las plazas con un número, o deja el campo vacío.
error-session-past = Esa hora ya pasó. Da una que aún esté por llegar.
error-session-beyond-next = El encuentro siguiente es el { $next } y se perdería. Elige una hora anterior, o suspende este.
