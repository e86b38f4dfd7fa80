# Los casos, como los ven quienes responden. Ninguna palabra de lo escrito aparece aquí.

card-name = Caso { $number }
card-name-new = Caso nuevo
card-content = Alongside: { $case }. Ábrelo donde nadie más pueda leer.
card-title-raised = { $case } · para mirar en unas horas
card-title-paging = { $case } · alguien puede necesitar a una persona ahora
card-title-acknowledged = { $case } · { $name } se ocupa
card-title-with-person = { $case } · { $name } está con la persona
card-title-resolved = { $case } · cerrado
card-nobody = nadie
card-who = Quién
card-who-gone = alguien cuyos datos se borraron
card-where = Dónde
card-when = Cuándo
card-late = Leído con { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
} de retraso: el bot no estaba.
card-source-message = lo escribió en un canal
card-source-form = lo escribió en un formulario de su grupo
card-source-direct = escribió al bot
card-source-support = pidió una persona
card-source-about-message = otra persona señaló su mensaje
card-source-about-person = otra persona se preocupa
card-reached = ¿Le ha escrito el bot?
card-reached-not-yet = todavía no
card-reached-withheld = No. No sabrá nada hasta que alguien del equipo lo haya mirado.
card-reached-direct = sí, por mensaje directo
card-reached-thread = sí, en un hilo privado, porque tiene cerrados los mensajes directos
card-reached-unreached = No, no se le pudo escribir en privado. Intentadlo en persona.
card-choice = Qué respondió
card-choice-talk = Quiere hablar.
card-choice-other = Pidió a otra persona.
card-choice-not-now = Ahora no. El bot calla; podéis seguir ahí.
card-choice-meant-otherwise = Dice que no lo decía en ese sentido.
card-told = Avisos hasta ahora
card-told-line = { $name }, { $at }
card-openers = Si no sabes cómo empezar
card-openers-text =
    "Hola, estoy aquí y tengo tiempo."
    "¿Quieres contarme cómo estás ahora mismo?"
card-outcome = Cómo terminó
card-footer = Lo que escribió está tras Por qué, solo para quienes responden. No lo citéis.
card-not-live = **La guardia aún no funciona aquí**, así que no se avisó a nadie. Termina /configurar para activarla.
card-database-down = **La base de datos no responde.** Los avisos salen igualmente; lo que ocurra ahora queda en memoria hasta que vuelva.
card-aside = Se trata de alguien que puede leer el canal de siempre, así que solo lo veis unas pocas personas. Mantenedlo aparte.
card-unanswered = **Nadie ha respondido.** Se está avisando a las personas responsables y a quienes pidieron ser último recurso.
card-danger = **En peligro ahora**, dijo alguien.
card-review = No se avisó a nadie y la persona no sabe de esto.
card-lowered = La persona sabe de esto. Ahora no se está avisando a nadie; por favor, míralo en las próximas horas.
card-third-time = { $times } veces en dos semanas. Puede ayudar escribir juntos un plan de apoyo: qué ayuda, quién, cuánto tiempo.
card-handing = A la espera de que { $name } tome el relevo.

button-take = Me ocupo
button-cannot = No puedo con este
button-why = Por qué
button-danger = En peligro ahora
button-not-crisis = No es una crisis
button-not-crisis-sure = Sí, ciérralo
button-reach = Escribirle
button-offer-space = Ofrecer un lugar privado
button-answer = Responder
button-resolve = Cerrar
button-hand-over = Pasar el relevo
button-note = Nota
button-log = Qué ha pasado
button-still-on-it = Sigo en ello
button-outside = Hace falta ayuda de fuera

outcome-talked = Hablamos
outcome-other-help = Ya tiene otra ayuda
outcome-not-reached = No se le pudo encontrar
outcome-false-alarm = No era una crisis
outcome-outside = Pasó a alguien de fuera

resolve-title = Cerrar
resolve-notice = La persona sabrá que ha terminado. Lo que escribió se borra dentro de un día.
resolve-outcome = ¿Cómo terminó?
resolve-note = Una nota para el equipo, si quieres
note-title = Nota
note-notice = La lee quien responde. Se guarda cifrada y se borra con las demás palabras del caso. No cites a la persona.
note-label = Tu nota
answer-title = Responder
answer-notice = El bot lo envía en privado, en tu nombre.
answer-label = Tus palabras
hand-over-ask = ¿Quién toma el relevo? Es tuyo hasta que esa persona diga que se ocupa.
hand-over-placeholder = Elige a alguien
hand-over-nobody = Ahora no hay nadie más. "No puedo con este" avisa enseguida a las siguientes personas.
hand-over-asked = Se lo hemos pedido a { $name }. Es tuyo hasta que diga que se ocupa.
hand-over-unreached = No se ha podido avisar a { $name }. Sigue siendo tuyo; pídeselo a otra persona.

case-passed-on = Gracias por decirlo. { $case } ya no es cosa tuya.
case-closed = { $case } está cerrado. Gracias por estar ahí.
case-joined = { $case }: volvió a escribir. Está tras Por qué.
not-crisis-ask = ¿Cerrar { $case } porque no era una crisis? Si el bot le escribió, recibirá una frase de disculpa.
space-offered = { $case }: se ofreció un lugar privado. Se abre cuando diga que sí.
reply-not-reached = { $case }: no se le pudo escribir así. Inténtalo en persona, donde suele estar.
answer-sent = { $case }: tus palabras van en camino.
note-kept = { $case }: tu nota queda guardada.
still-noted = Bien. { $case } sigue contigo.
outside-decided = { $case }: consta que se pide ayuda a alguien de fuera. Las personas responsables lo miran en un día.
outside-second-person = { $case }: anotado. Otra persona del equipo tiene que estar de acuerdo; pídele que pulse el mismo botón. Si hay peligro ahora, basta con una: pulsa antes En peligro ahora.
outside-review = { $case }: una sola persona decidió que hacía falta ayuda de fuera, o anotó que la hubo. Miradlo antes de un día.

page-nudge = { $people } { $case } espera a alguien.
page-unanswered = { $people } **{ $case }: nadie ha respondido.** Ocupaos ahora o buscad a quien pueda.
page-channel-broken = Alongside no puede escribir en el canal privado de { $server }. Mientras tanto los avisos salen por mensaje directo. Ejecuta allí /configurar para ver qué cambiar.
page-quiet = { $case }: alguien se ocupó y después hubo 25 minutos de silencio. Se avisa a las siguientes personas.
page-still-on-it = { $case }: te ocupaste hace un cuarto de hora. ¿Sigues en ello? En diez minutos se pide a otra persona.
review-waits-still = { $people } { $case } sigue esperando a que alguien lo mire.
review-waits = { $people } { $case } lleva doce horas esperando. Miradlo, por favor.
concerns-many = { $person } pidió apoyo para otras personas más de { $times } veces hoy. Echad un vistazo, con amabilidad.

holder-wants-talk = { $case }: quiere hablar.
holder-someone-else = { $case }: pidió a otra persona y no se le preguntó por qué. Pasa a las siguientes.
holder-space-failed = { $case }: dijo que sí a un lugar privado y no se pudo abrir. Comprueba que el canal de apoyo sigue ahí.
holder-space-refused = { $case }: no quiere un lugar privado. Puedes responderle aquí.
holder-person-wrote = { $case }: te ha escrito. Está tras Por qué.
holder-not-reached = No he podido avisar a quien le toca, así que te llega a ti.

danger-title = En peligro ahora
danger-steps =
    1. Quédate y sigue escribiendo, con frases cortas. Pregunta si donde está se siente a salvo.
    2. Pregunta si alguien puede acompañarle y si puede poner distancia con lo que podría hacerle daño.
    3. Ofrécete a buscar juntos el número y quédate mientras llama.
    4. Solo si no hay otra manera se pide ayuda a alguien de fuera.
danger-location = Discord no da la ubicación de nadie, ni a ti ni a quien se llame. Si puedes, pregúntale dónde está.
danger-lead = Una persona responsable ya lo sabe.
danger-nobody = Ahora no se ha podido avisar a ninguna persona responsable. Intenta llegar tú a una, si puedes.

words-title = { $case } · lo que se escribió
words-rule = Regla: `{ $rule }` · { $tier }
words-footer = Solo lo ves tú. No lo cites.
words-none = { $case }: no hay palabras o ya se borraron.
words-button-older = Anterior
words-button-newer = Siguiente
words-trigger = Escribió
words-told = Otra persona escribió sobre ella
words-relayed = Escribió al bot
words-note = Nota de quien responde

log-opened = abierto
log-joined = volvió a escribir
log-upgraded = pasó a ser urgente
log-paged = aviso a
log-unanswered = nadie respondió
log-alone = supo que no había nadie más de guardia
log-unwritable = no se pudo escribir en el canal privado
log-acknowledged = se ocupa
log-declined = no puede
log-handed = se le pidió el relevo
log-reached = el bot le escribió
log-chose = respondió
log-lowered = pasó a mirarse más tarde
log-offered = lugar privado ofrecido
log-refused-space = no quiere un lugar privado
log-space = lugar privado abierto
log-danger = en peligro ahora
log-outside-asked = ayuda de fuera propuesta
log-outside = ayuda de fuera decidida
log-noted = nota
log-read-words = miró las palabras
log-wrote = escribió
log-quiet = demasiado silencio
log-still = sigue en ello
log-resolved = cerrado
log-follow-up = seguimiento acordado
log-words-removed = palabras borradas

command-incident-name = caso
command-incident = Casos: qué hay abierto, qué pasó, notas y cierre
command-list-name = lista
command-incident-list = Ver los casos abiertos
command-incident-everything = También los cerrados
command-show-name = ver
command-incident-show = Ver un caso y lo ocurrido hasta ahora
command-note-name = nota
command-incident-note = Guardar una nota sobre un caso
command-resolve-name = cerrar
command-incident-resolve = Cerrar un caso con un resultado
command-incident-number = El número del caso
incident-list-title = Casos
incident-list-none = No hay nada abierto. Si alguien te necesita, aparece una tarjeta en el canal privado.

error-no-such-case = No hay ningún caso así que puedas ver. /caso lista muestra los que sí.
error-not-a-responder = Esto es para personas de guardia y responsables. Si quieres serlo, habla con una persona responsable de este servidor.
error-not-told-yet = Acabo de volver y todavía no sé quién está aquí. Vuelve a intentarlo en unos segundos, por favor.
error-not-a-lead = Esto es para personas responsables. Pídeselo a una, por favor.
error-already-held = { $name } ya se ocupa. Gracias por tu rapidez.
error-already-resolved = Este ya está cerrado. No queda nada por hacer.
error-not-yours = Este botón se hizo para otra persona. /apoyo te lleva a alguien.
error-not-held-by-you = Pulsa antes "Me ocupo", para que la persona hable con una sola de vosotras.
error-person-gone = Dejó el servidor, así que no puedo escribirle. Si conoces otra manera, úsala, por favor.
error-server-not-set-up = Este servidor aún no está configurado. Quien lo administra puede ejecutar /configurar.

impaired-database = Desde { $since } no llego a mis propios registros. Sigo escuchando a todo el mundo y aviso a quien esté de guardia; lo que pase mientras tanto queda guardado aparte. Por favor, pide a quien me administra que lo mire: `python -m bot doctor`.
impaired-database-over = Ya llego otra vez a mis registros. Lo que pasó desde { $since } está en ellos.

blind-channel = alongside-escucha
blind-reason = Alongside no puede leer mensajes aquí, así que escucha a través del filtro de Discord
blind-listening = No puedo leer lo que se escribe aquí: el interruptor Message Content está apagado. Ahora el filtro de Discord me avisa de frases fijas, en un canal que solo vemos los administradores y yo. Oye mucho menos de lo que yo leería. Todas las formas de pedir ayuda funcionan.
blind-forbidden = No puedo leer lo que se escribe aquí: el interruptor Message Content está apagado. Tampoco he podido preparar el filtro de Discord: necesito los permisos Gestionar servidor y Gestionar canales. Hasta entonces solo funcionan las formas de pedir ayuda: la tarjeta fijada, /apoyo, los menús y un mensaje directo para mí.
why-automod = El filtro de Discord me avisó de estas palabras. No puedo leer el mensaje; tú sí, donde se escribió.
