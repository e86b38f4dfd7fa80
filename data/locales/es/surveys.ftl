# Encuestas: preguntar sin saber quién respondió.

command-survey-name = encuesta
command-survey = Preguntar al grupo sin saber quién respondió
command-survey-open-name = abrir
command-survey-open = Abrir una encuesta
command-survey-close-name = cerrar
command-survey-close = Cerrar una encuesta antes de tiempo
command-survey-results-name = resultados
command-survey-results = Mostrar lo que se puede mostrar de una encuesta cerrada
command-survey-which = Una de tus encuestas o una plantilla
command-survey-number = Qué encuesta
command-survey-channel = Dónde se publica (aquí, si no dices otra cosa)
command-survey-people = Quién puede responder (todo el servidor, si no indicas un rol)
command-survey-days = Cuántos días está abierta (7, si no dices otra cosa)
command-survey-threshold = A partir de cuántas personas se muestran resultados (5 como mínimo)
command-survey-compare = Informar también de quienes tienen este rol y quienes no

survey-promise = Tus respuestas quedan selladas hasta { $closes }; entonces solo se guardan recuentos de al menos { $people } personas, se destruye la clave y nadie puede saber qué respondiste (las palabras se muestran solo si lo permites y respondieron ocho personas; tu forma de escribir puede delatarte, y el único recordatorio va a todo el mundo por igual). Como nadie sabe quién escribió qué, nadie puede acudir a ti: si necesitas a una persona, pulsa *Hablar con alguien ahora*, donde primero se dicen los límites de la confidencialidad.
survey-cuts = Los resultados también se dan para quienes tienen y quienes no tienen: { $roles }.
survey-whom = Para
survey-until = Abierta hasta
survey-for-everyone = todas las personas de aquí
survey-for-role = { $role }
survey-for-attended = quienes estuvieron
survey-reminder = «{ $title }» se cierra { $closes }. Este recordatorio va a todas las personas invitadas, hayan respondido o no; nadie sabe quién lo hizo.
survey-closed = Esta encuesta está cerrada. Gracias a quienes participaron.
survey-void = Esta encuesta se cerró sin resultados. Sus respuestas no se pudieron mantener a salvo o ya no se podían leer, así que no se muestra nada de ellas y no queda nada de ellas.
survey-staff-closed = «{ $title }» (encuesta { $number }) está cerrada.
survey-staff-void = «{ $title }» (encuesta { $number }) se cerró como nula: { $reason } No se contó nada. Puedes abrirla otra vez.
survey-void-key-lost = falta el archivo con su clave.
survey-void-key-damaged = el archivo con su clave está dañado.
survey-void-key-copied = el archivo con su clave no es el que se creó: se copió, se renombró o se repuso, así que puede haber una copia.
survey-void-store-lost = falta el archivo con sus respuestas.
survey-void-store-damaged = el archivo con sus respuestas está dañado.
survey-void-restored = la base de datos se restauró desde una copia, y las respuestas nunca están en una copia.
survey-reason-undelivered = Discord no aceptó la publicación allí. Comprueba que el canal existe y que el bot puede escribir en él.

button-survey-answer = Responder
button-survey-begin = Empezar
button-survey-change = Cambiar mis respuestas
button-survey-withdraw = Retirar mis respuestas
button-survey-next = Seguir
button-survey-back = Volver a las preguntas
button-survey-contact = Que me contacten por mi nombre
button-survey-results = Resultados
button-survey-publish = Publicar para todo el grupo
button-survey-did = Nos dijeron, hicimos

survey-begin-new = En cada pregunta puedes elegir «prefiero no decirlo». Puedes parar cuando quieras, seguir después, cambiar tus respuestas o retirarlas hasta que se cierre.
survey-begin-draft = Ya empezaste. Lo que respondiste hasta ahora está sellado como todo lo demás, y cuenta cuando llegues al final.
survey-begin-done = Ya respondiste. Hasta que se cierre puedes cambiar tus respuestas o retirarlas.
survey-notice = Sellado hasta que se cierre la encuesta; después solo quedan recuentos de varias personas. «Prefiero no decirlo» siempre vale.
survey-notice-words = Sellado hasta que se cierre la encuesta. Por favor, no nombres a nadie. Las palabras se muestran solo si lo permites al final. Nadie ve quién las escribió, así que nadie puede ayudar a partir de ellas: para eso está *Hablar con alguien ahora*. Allí, lo que dices se queda con la guardia salvo que una vida esté en peligro.
survey-next = { $left ->
    [one] Guardado y sellado. Queda una pregunta.
   *[other] Guardado y sellado. Quedan como mucho { $left } preguntas.
}
survey-thanks = Gracias. Tus respuestas están selladas. Hasta { $closes } puedes cambiarlas o retirarlas; después nadie puede distinguirlas de las demás, tampoco tú. Si hubo algo que no estuvo bien y quieres hablarlo, *Que me contacten por mi nombre* dice tu nombre a una persona responsable y nada de tus respuestas.
survey-heard = Lo que escribiste suena muy pesado. No se guardó nada de esta página y no se avisó a nadie, porque aquí nadie sabría que lo escribiste tú. Puedes hablar con alguien ahora, con tu nombre, o volver y responder sin estas palabras.
survey-withdrawn = Retirado. No queda nada de tus respuestas. Puedes responder otra vez hasta que se cierre la encuesta.
survey-nothing-to-withdraw = No hay nada tuyo que retirar.
survey-aloud = ¿Se pueden mostrar tus palabras?
survey-aloud-style = Tal cual, en orden mezclado. Tu estilo se puede reconocer.
survey-aloud-no = No, que no salgan en los resultados
survey-aloud-yes = Sí, tal como las escribí
survey-answer-yes = Sí
survey-answer-no = No
survey-answer-rather-not = Prefiero no decirlo
question-how-text = con palabras
question-only-if = { $how } · solo después de { $number }: { $answers }

survey-contact-title = Que me contacten por mi nombre
survey-contact-label = ¿Qué deberían saber primero? (opcional)
survey-contact-notice = Esto llega a las personas responsables con tu nombre, por mensaje directo. No lleva nada de tus respuestas. Lo que digas se queda ahí salvo que una vida esté en peligro.
survey-contact-wish = Alongside, { $server }: { $name } ({ $person }) respondió a una encuesta y quiere que una persona responsable le contacte por su nombre. Sus palabras: { $words } No se sabe qué respondió. Por favor, escríbele en los próximos días.
survey-contact-no-words = –
survey-contact-sent = Una persona responsable sabe tu nombre y te escribirá.
survey-contact-nobody = Ahora no pude llegar a ninguna persona responsable. Por favor, escribe tú a una, o usa /{ command-support-name } si corre prisa.
survey-contact-oncall = Gracias por decirlo. La guardia lo tiene y te escribirá.

survey-opened = «{ $title }» (encuesta { $number }) está abierta en { $channel }. Nadie ve recuentos antes del cierre, tú tampoco.
survey-template-choice = Plantilla: { $title }
survey-published = Publicado en { $channel }.
survey-results-head = Respondieron { $people } personas. Se cerró el { $closed }.
survey-too-few = Respondieron menos de { $people } personas, así que no se muestra nada. Eso protege a quienes lo hicieron. Suele ayudar preguntar por varias sesiones juntas.
survey-few = menos de { $people } personas, o menos de { $people } de las demás: no se muestra
survey-withheld = no se muestra, para que no se pueda reconocer a nadie
survey-mostly = al menos { $least } de { $people }: { $answer }
survey-mean = Media: { $mean }
survey-cut-in = Con { $role }
survey-cut-out = Sin { $role }
survey-picked-most = al menos { $least } de { $people }: { $answer }
survey-picked-few = como mucho { $most } de { $people }: { $answer }
survey-no-words = Las palabras se muestran a partir de { $people } respuestas, si alguien lo permitió.
survey-more-words = { $count ->
    [one] … y una más que no cabe aquí.
   *[other] … y { $count } más que no caben aquí.
}
survey-footer = Recuentos protegidos: los grupos pequeños y las respuestas casi unánimes no se muestran con exactitud.
survey-said-did = Nos dijeron, hicimos
survey-said-did-body = **Nos dijeron:** { $said }

    { "" }**Hicimos:** { $did }
survey-said-label = Lo que dijo la gente
survey-did-label = Qué se hizo al respecto
survey-did-notice = Esto se publica en el canal de la encuesta para todo el mundo. Por favor, no cites a nadie.

kept-survey-invited = quién estuvo en una sesión sobre la que trata una encuesta
kept-survey-invited-whom = quien estuvo
kept-survey-invited-why = para que solo respondan quienes estuvieron
kept-survey-invited-until = hasta que se cierra la encuesta

error-threshold-too-low = Los resultados se pueden mostrar a partir de { $floor } personas. Puedes pedir más personas, no menos: con menos, se podría reconocer a alguien.
error-survey-not-staff = Esto es para quienes facilitan y para responsables. Si te corresponde, pide el rol a una persona responsable.
error-survey-none = Aquí no hay tal encuesta, o no está en un estado para esto. La lista de opciones muestra cuáles hay.
error-survey-over = Esta encuesta está cerrada. Ya no se puede responder, cambiar ni retirar nada, y nada tuyo se puede encontrar en ella.
error-survey-not-yet = Esta encuesta todavía no ha empezado. Su tarjeta aparece en el canal cuando empiece.
error-survey-not-invited = Esta encuesta es para personas con otro rol en este servidor. Si te parece un error, pregunta a quien facilita.
error-survey-not-there = Esta encuesta es para quienes estuvieron en la sesión. Si estuviste, pide a quien facilita que lo anote.
error-survey-empty = Una pregunta quedó vacía. Por favor, elige una respuesta; «prefiero no decirlo» siempre es una. No se guardó nada de esta página; pulsa el botón para abrirla otra vez.
error-survey-form = Este formulario es de una versión anterior de tus respuestas. Pulsa *Responder* en la tarjeta de la encuesta para seguir; lo guardado sigue ahí.
error-survey-long = Es más largo que los { $limit } caracteres que caben en una respuesta sellada. No se guardó nada de esta página; por favor, dilo más corto.
error-survey-no-questions = Una encuesta necesita al menos una pregunta antes de abrirse. Añade una primero.
error-survey-time = No pude usar este momento. Tiene que ser en el futuro, y una encuesta está abierta entre una hora y sesenta días.
error-survey-seal = En la máquina del bot no se pudieron crear los archivos que guardan las respuestas, así que la encuesta sigue cerrada. Avisa a quien opera el bot; /{ command-doctor-name } dice más.
error-survey-no-template = No hay encuesta ni plantilla con ese nombre. Elige una de la lista que aparece mientras escribes.
error-survey-no-results = No hay resultados antes del cierre, ni siquiera un recuento. /{ command-survey-name } { command-survey-close-name } termina una encuesta antes.
error-survey-not-posted = No pude publicar en { $channel }. Comprueba que el canal existe y que el bot puede escribir allí, y vuelve a pulsar.
error-survey-many-questions = Una encuesta tiene como mucho { $limit } preguntas, { $words } de ellas con palabras. Quita una primero.
error-survey-template = Línea { $line }: { $reason } (en { $place }). No se tomó nada; corrige el archivo y entrégalo otra vez.

button-voice = Tu voz
voice-open = Encuestas que puedes responder ahora, sin que nadie sepa que respondiste tú:
voice-none = Ahora no hay ninguna encuesta abierta para ti.
