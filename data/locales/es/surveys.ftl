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
command-survey-compare-groups = Informar también de cada grupo
command-survey-compare-answers = Informar también según las respuestas a esta pregunta de la encuesta

survey-promise = Tus respuestas quedan selladas hasta el cierre, a más tardar { $closes }; después solo quedan recuentos de al menos { $people } personas juntas. Luego nadie puede consultar qué respondiste, así que nadie puede acudir a ti: si necesitas a una persona, pulsa *Hablar con alguien ahora*.
survey-cuts = Además de los de todas las personas, se dan resultados para { $cuts }; nunca para menos de { $people } personas.
survey-more = • Lo que escribes con palabras se muestra solo si lo permites al final y respondieron al menos { $words } personas: tal cual, en orden mezclado, sin nombres. Tu estilo, un nombre o una fecha pueden delatarte.
    • Si responden menos de { $people } personas, no se muestra nada.
    • Quienes facilitan pueden cerrarla antes. Si hay un recordatorio, todas las personas invitadas reciben el mismo.
    • Hasta el cierre puedes cambiar tus respuestas o retirarlas.
    • Se puede notar quién participó: Discord ve quién pulsa, y lo que eliges y escribes. Quien lleva la máquina del bot podría romper el sello mientras la encuesta está abierta.
    • *Hablar con alguien ahora* lleva a una persona, con tu nombre, y dice primero los límites de la confidencialidad.
survey-cut-of-role = quienes tienen y quienes no tienen { $role }
survey-cut-of-groups = cada grupo ({ $groups })
survey-cut-of-answer = cada respuesta a «{ $question }»
survey-whom = Para
survey-until = Abierta, como muy tarde, hasta
survey-for-everyone = todas las personas de aquí
survey-for-role = { $role }
survey-for-attended = quienes estuvieron
survey-card-moved = Esta encuesta sigue, y su tarjeta más nueva dice hasta cuándo: { $link }. Quien ya respondió no tiene que responder otra vez.
survey-reminder = «{ $title }» se cierra, como muy tarde, { $closes }. Esto va a todas las personas invitadas; no miro quién ha respondido.
survey-closed = Esta encuesta está cerrada. Gracias a quienes participaron.
survey-void = Esta encuesta se cerró sin resultados. Sus respuestas no se pudieron mantener a salvo o ya no se podían leer, así que no se muestra nada de ellas y aquí no queda nada de ellas.
survey-void-read = «{ $title }» se cerró sin resultados, porque quizá alguien copió su clave. Lo que había aquí está destruido, sin contar. Quien guardara una copia de la clave y de las respuestas podría leer quién respondió qué. Quienes llevan este servidor pueden decirte qué pasó.
survey-key-returned = Sobre «{ $title }», que ya está cerrada: su clave se destruyó entonces, y ahora alguien la ha repuesto en la máquina del bot. Está destruida otra vez. Pero alguien había guardado una copia, y quizá pueda leer quién respondió qué. Quienes llevan este servidor pueden decirte qué pasó.
survey-staff-closed = «{ $title }» (encuesta { $number }) está cerrada.
survey-staff-missed = La encuesta { $number }, { $title }, no se abrió: yo no estaba mientras debía estar abierta. Vuelve a ser un borrador, con sus preguntas. Puedes abrirla cuando quieras.
survey-staff-left-out = Se omitió una ronda prevista: «{ $title }» (encuesta { $number }) pregunta lo mismo hasta { $until }, y los dos resultados juntos podrían decir qué respondió una persona. Hasta que termine se omiten también las demás rondas que preguntan lo mismo; después vuelven solas.
survey-staff-left-out-early = Se omitió una ronda prevista: «{ $title }» (encuesta { $number }) preguntó lo mismo y se cerró antes de tiempo, y los dos resultados juntos podrían decir qué respondió una persona. Hasta { $until }, cuando habría terminado, se omiten también las demás rondas que preguntan lo mismo, incluso de otros grupos; después vuelven solas. No hace falta que hagas nada.
survey-staff-void = «{ $title }» (encuesta { $number }) se cerró como nula: { $reason } No se contó nada. Puedes abrirla otra vez.
survey-staff-unknown = { $count ->
    [one] La base de datos del bot no sabe nada de una encuesta que estaba abierta en su máquina
   *[other] La base de datos del bot no sabe nada de { $count } encuestas que estaban abiertas en su máquina
  }: volvió a un estado anterior. Sus respuestas se destruyeron sin leerlas. Si hace poco abriste una encuesta que /{ command-survey-name } { command-survey-close-name } no ofrece, se trata de ella: su tarjeta dice que está cerrada, no lleva a ninguna otra encuesta y se puede borrar. Puedes volver a preguntar.
survey-void-key-lost = falta el archivo con su clave.
survey-void-key-damaged = el archivo con su clave está dañado.
survey-void-key-copied = el archivo con su clave no es el que se creó: se copió, se renombró o se repuso, así que puede haber una copia.
survey-void-moved = la carpeta con sus archivos sellados no es aquella en la que se crearon: los datos del bot se trasladaron, se copiaron o se volvieron a poner enteros, así que puede haber una copia de la clave.
survey-void-store-lost = falta el archivo con sus respuestas.
survey-void-store-damaged = el archivo con sus respuestas está dañado.
survey-void-restored = la base de datos se restauró desde una copia, y las respuestas nunca están en una copia.
survey-reason-undelivered = Discord no aceptó la publicación allí. Comprueba que el canal existe y que el bot puede escribir en él.
survey-reason-missed = El bot no estaba mientras esta encuesta debía estar abierta.

button-survey-answer = Responder
button-survey-begin = Empezar
button-survey-change = Cambiar mis respuestas
button-survey-withdraw = Retirar mis respuestas
button-survey-more = Más
button-survey-next = Seguir
button-survey-back = Volver a las preguntas
button-survey-contact = Que me contacten por mi nombre
button-survey-results = Resultados
button-survey-publish = Publicar para todo el grupo
button-survey-did = Nos dijeron, hicimos

survey-begin-new = En cada pregunta puedes elegir «prefiero no decirlo». Puedes parar cuando quieras, seguir después, cambiar tus respuestas o retirarlas hasta que se cierre.
survey-begin-draft = Ya empezaste. Lo que respondiste hasta ahora está sellado como todo lo demás, y cuenta en cuanto no quede abierta ninguna pregunta que necesite respuesta. Un cambio puede haber abierto otra pregunta.
survey-begin-done = Ya respondiste. Hasta que se cierre puedes cambiar tus respuestas o retirarlas.
survey-left-behind = Lo que respondiste antes sigue sellado y cuenta cuando se cierre. Hasta entonces puedes retirarlo.
survey-notice = Sellado hasta que se cierre la encuesta; después solo quedan recuentos de varias personas juntas. «Prefiero no decirlo» siempre vale.
survey-notice-words = Sellado hasta que se cierre la encuesta. Por favor, no nombres a nadie. Las palabras se muestran solo si lo permites al final. Nadie ve quién las escribió, así que nadie puede ayudar a partir de ellas: para eso está *Hablar con alguien ahora*. Allí, lo que dices se queda con la guardia salvo que una vida esté en peligro.
survey-next = Guardado y sellado. *Seguir* lleva a lo que queda. Lo que respondiste cuenta en cuanto no quede abierta ninguna pregunta que necesite respuesta; escribir es opcional. Si cambias una respuesta, puede abrirse otra pregunta. Si hubo algo que no estuvo bien, *Que me contacten por mi nombre* dice tu nombre a una persona responsable y nada de tus respuestas.
survey-thanks = Gracias. Tus respuestas están selladas. Hasta que se cierre, { $closes } como muy tarde, puedes cambiarlas o retirarlas; después nadie puede distinguirlas de las demás, tampoco tú. Si hubo algo que no estuvo bien y quieres hablarlo, *Que me contacten por mi nombre* dice tu nombre a una persona responsable y nada de tus respuestas.
survey-heard = Lo que escribiste suena muy duro. No se guardó nada de esta página y no se avisó a nadie, porque aquí nadie sabría que lo escribiste tú. Puedes hablar con alguien ahora, con tu nombre, o volver y responder sin estas palabras.
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
survey-contact-sent = Una persona responsable tiene ahora tu nombre, y se le pidió que te escriba en los próximos días.
survey-contact-nobody = Ahora no pude llegar a ninguna persona responsable. Por favor, escribe tú a una, o usa /{ command-support-name } si corre prisa.
survey-contact-oncall = Gracias por decirlo. Ahora lo tiene la guardia, con tu nombre.

survey-opened = «{ $title }» (encuesta { $number }) está abierta en { $channel }. Nadie ve recuentos antes del cierre, tú tampoco.
survey-template-choice = Plantilla: { $title }
survey-published = Publicado en { $channel }.
survey-results-head = Respondieron { $people } personas. Se cerró el { $closed }.
survey-too-few = Respondieron menos de { $people } personas, así que no se muestra nada. Eso protege a quienes lo hicieron. Suele ayudar preguntar por varias sesiones juntas.
survey-few = menos de { $people } personas, o menos de { $people } de las demás: no se muestra
survey-withheld = no se muestra, para que no se pueda reconocer a nadie
survey-mostly = al menos { $least } de { $people }: { $answer }
survey-mean = Media: { NUMBER($mean, minimumFractionDigits: 1) }
survey-cut-in = Con { $role }
survey-cut-out = Sin { $role }
survey-cut-other = En varios grupos o en ninguno
survey-cut-answered = { $question }: { $answer }
survey-picked-most = al menos { $least } de { $people }: { $answer }
survey-picked-few = como mucho { $most } de { $people }: { $answer }
survey-no-words = Las palabras se muestran a partir de { $people } respuestas, si alguien lo permitió.
survey-more-words = { $count ->
    [one] … y una más que no cabe aquí; está en results.csv.
   *[other] … y { $count } más que no caben aquí; están en results.csv.
}
survey-results-rest = Hay más de lo que cabe aquí: el resto está en results.csv.
survey-charts-rest = Las imágenes muestran las primeras { $rows } filas; todas están en el texto y en results.csv.
survey-footer = Donde respondió poca gente, o casi toda dijo lo mismo, no se muestran números exactos.
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
error-survey-none = Aquí no hay tal encuesta, o ahora no se puede hacer esto con ella. La lista de opciones muestra cuáles hay.
error-survey-over = Esta encuesta está cerrada. Ya no se puede responder, cambiar ni retirar nada, y nada tuyo se puede encontrar en ella.
error-survey-not-yet = Esta encuesta todavía no ha empezado. Su tarjeta aparece en el canal cuando empiece.
error-survey-not-invited = Esta encuesta es para personas con otro rol en este servidor. Si te parece un error, pregunta a quien facilita.
error-survey-not-there = Esta encuesta es para quienes estuvieron en la sesión. Si estuviste y otro grupo te preguntó lo mismo antes, tu respuesta cuenta allí; si no, pide a quien facilita que lo anote.
error-survey-empty = Una pregunta quedó vacía. Por favor, elige una respuesta; «prefiero no decirlo» siempre es una. No se guardó nada de esta página; pulsa el botón para abrirla otra vez.
error-survey-form = Este formulario es de una versión anterior de tus respuestas. Pulsa *Responder* en la tarjeta de la encuesta para seguir; lo guardado sigue ahí.
error-survey-long = Es más largo que los { $limit } caracteres que caben en una respuesta sellada. No se guardó nada de esta página; por favor, dilo más corto.
error-survey-no-questions = Una encuesta necesita al menos una pregunta antes de abrirse. Añade una primero.
error-survey-time = No pude usar este momento. Tiene que ser en el futuro, y una encuesta está abierta entre una hora y sesenta días.
error-survey-rounds = Estas rondas se solaparían: entre dos de ellas hay, como mínimo, { $most } días. Deja cada una abierta { $most } días o menos, para que termine antes de que empiece la siguiente.
error-survey-seal = En la máquina del bot no se pudieron crear los archivos que guardan las respuestas, así que la encuesta sigue cerrada. Avisa a quien opera el bot; /{ command-doctor-name } dice más.
error-survey-no-template = No hay encuesta ni plantilla con ese nombre. Elige una de la lista que aparece mientras escribes.
error-survey-no-results = No hay resultados antes del cierre, ni siquiera un recuento. /{ command-survey-name } { command-survey-close-name } termina una encuesta antes.
error-survey-not-posted = No pude publicar en { $channel }. Comprueba que el canal existe y que el bot puede escribir allí, y vuelve a pulsar.
error-survey-many-questions = Una encuesta tiene como mucho { $limit } preguntas, { $words } de ellas con palabras. Quita una primero.
error-survey-template = Línea { $line }: { $reason } (en { $place }). No se tomó nada; corrige el archivo y entrégalo otra vez.

button-voice = Tu voz
voice-open = Encuestas que puedes responder ahora. A nadie se le muestra qué respuestas son tuyas:
voice-choose = Elige una encuesta…
voice-rest = { $count ->
    [one] Hay una más abierta que no cabe aquí. *Responder*, en su tarjeta y en su canal, lleva a ella.
   *[other] Hay { $count } más abiertas que no caben aquí. *Responder*, en sus tarjetas y en sus canales, lleva a ellas.
}
voice-none = Ahora no hay ninguna encuesta abierta para ti.
survey-staff-key-returned = La clave de «{ $title }» (encuesta { $number }) se había destruido y alguien la repuso en la máquina del bot. Está destruida otra vez; pero quien la puso tenía una copia, así que lo prometido para esta encuesta quizá no se cumpla. Se dijo a todo el mundo donde se preguntó. Por favor, pregunta a quien opera el bot quién fue.

command-survey-create-name = crear
command-survey-create = Crear una encuesta propia, pregunta a pregunta
command-survey-title = Cómo se llama la encuesta
command-survey-from = Empezar con una plantilla o una encuesta anterior
command-survey-starts = Cuándo se abre, como 20:00 o 2026-05-04 20:00, en la zona del servidor (ahora, si no lo dices)
command-survey-repeat = Si se abre una y otra vez
command-survey-templates-name = plantillas
command-survey-templates = Mostrar las plantillas o tomar un archivo propio
command-survey-file = Un archivo con tus preguntas (TOML, como los de data/surveys)
command-survey-threshold-name = umbral
command-survey-raise = Mostrar resultados solo a partir de más personas, en todas las encuestas
repeat-weekly = cada semana
repeat-fortnightly = cada dos semanas
repeat-monthly = cada mes
repeat-session = después de cada sesión del grupo de ese canal
repeat-period = una vez en cuatro sesiones u ocho semanas (para grupos pequeños)

kind-scale = Una escala de 1 a 5
kind-wide = Una escala de 0 a 10
kind-choice = Una de varias respuestas
kind-choices = Varias respuestas a la vez
kind-yes-no = Sí o no
kind-text = Con palabras
language-en = inglés
language-es = español
make-add = Añadir una pregunta…
make-drop = Quitar una pregunta…
make-translate = Decir una pregunta en otro idioma…
make-translate-title = En otro idioma
make-the-title = El título: { $title }
make-head = Encuesta { $number }, todavía sin abrir. Completa en: { $languages }. Cuando esté lista, /{ command-survey-name } { command-survey-open-name } la abre.
make-ask = La pregunta
make-options = Las respuestas, una por línea
make-options-how = Entre 2 y 20
make-options-same = Tantas líneas como respuestas, en el mismo orden
make-ends = Qué significan los extremos
make-ends-how = Dos líneas: el paso más bajo y el más alto
make-only-if = Preguntar solo a quienes respondieron…
make-language = Qué idioma
make-tried = Esto es lo primero que ve quien responde. Era una prueba: no se envió ni se guardó nada.
make-discarded = El borrador ya no está.
button-make-try = Verla como quien responde
button-make-discard = Descartar

template-head = Plantillas para abrir con /{ command-survey-name } { command-survey-open-name }, o para empezar una encuesta propia con /{ command-survey-name } { command-survey-create-name }:
template-line = { $count ->
    [one] • { $title } (`{ $name }`, una pregunta)
   *[other] • { $title } (`{ $name }`, { $count } preguntas)
}
template-bad = ✗ { $file }, línea { $line }: { $reason } (en { $place })
template-missing = Falta algo que toda pregunta necesita.
template-unknown = Este nombre no significa nada aquí; quizá está mal escrito.
template-kind = Un tipo es uno de scale, choice, choices, yes_no, text.
template-long = Esto es demasiado largo para mostrarse.
template-short = Esto está vacío o tiene muy pocos elementos.
template-name = Una clave o un idioma tiene letras que no puede tener.
template-many = Hay demasiados elementos de estos.
template-options = Una elección necesita entre 2 y 20 respuestas con claves propias, y solo una elección las tiene.
template-twice = Dos preguntas tienen la misma clave.
template-texts = Más de cuatro preguntas se responden con palabras.
template-only-if = Una pregunta que sigue a otra tiene que depender de una respuesta a una anterior de elección, escala o sí o no que no dependa de otra.
template-no-questions = El archivo no tiene preguntas.
template-syntax = El archivo no se puede leer como TOML en UTF-8.
template-large = El archivo pesa más de 100 KB.
template-value = Este valor no se puede usar aquí.

survey-planned = «{ $title }» (encuesta { $number }) se abre en { $channel } { $at }.
survey-plan-rule = Previsto. Se abre en { $channel } por primera vez { $at }, y después una y otra vez. /{ command-survey-name } { command-survey-close-name } termina el plan.
survey-plan-sessions = Previsto. Después de cada sesión del grupo de { $channel }, quienes estuvieron encuentran un botón en el canal. Si la sesión siguiente termina cuando aún se puede responder, la ronda anterior se cierra en ese momento. /{ command-survey-name } { command-survey-close-name } termina el plan.
survey-plan-period = Previsto. Después de cada sesión del grupo de { $channel }, quienes estuvieron encuentran un botón en el canal; es la misma encuesta durante cuatro sesiones u ocho semanas, y cada persona cuenta una vez. /{ command-survey-name } { command-survey-close-name } termina el plan.
survey-plan-choice = Plan: { $title }
survey-called-off = «{ $title }» (encuesta { $number }) no se abrirá. Vuelve a ser un borrador, que ofrece /{ command-survey-name } { command-survey-open-name }; lo que pregunta ya se puede preguntar de otra manera.
survey-plan-stopped = El plan terminó. Lo que está abierto sigue abierto hasta su cierre.
survey-again-choice = Otra vez: { $title } ({ $number })
survey-of-day = { $title } · { $day }
survey-threshold-raised = Desde ahora los resultados se muestran a partir de { $people } personas, también los de encuestas ya cerradas.
chart-told = Cómo se reparten las respuestas. { $told }
chart-time-told = Medias a lo largo del tiempo. { $told }
error-survey-question = Así no se puede hacer esta pregunta. Las respuestas para elegir van una por línea: entre 2 y { $limit }, distintas y de { $length } caracteres como mucho.
error-survey-file = No pude leer este archivo. Tiene que pesar menos de { $kilobytes } KB; por favor, inténtalo otra vez.

button-self = Solo para mí
button-self-note = Anotar cómo estoy ahora
button-self-walk = Acompáñame 30 días
button-self-stop = No me escribas más
button-self-forget = Borrar todo lo mío
self-choose = Elige una medida…
self-intro = Algo solo para ti. Lo que anotas se sella con tu propia clave, no se muestra a nadie, no se cuenta con lo de nadie y se borra a los 180 días o cuando pulses *Borrar todo lo mío*. No se avisa a nadie de lo que anotes; si necesitas a una persona, pulsa *Hablar con alguien ahora*. *Acompáñame* te escribe a los 2, 7, 14 y 30 días: tras un alta, una mudanza, una época difícil.
self-none = Todavía no has anotado nada.
self-last = La última vez: { $total } de { $most }.
self-band = Sus autores llaman a este tramo: { $band }.
self-no-diagnosis = Un número no es un diagnóstico. Está para que lo mires tú, o para enseñarlo a alguien de confianza.
self-more = Guardado y sellado. Quedan unas pocas.
self-chart = Tus totales a lo largo del tiempo. { $told }
self-walking = Te escribiré a los 2, 7, 14 y 30 días. *No me escribas más* lo termina cuando quieras; no se le dice a nadie más.
self-stopped = No te escribiré más sobre esto. Lo que anotaste sigue ahí para ti.
self-forgotten = Todo lo que anotaste para ti está borrado.
self-walk-day = Alongside, { $server }: día { $day } desde que me pediste que te acompañara. ¿Cómo vas? Puedes anotarlo para ti o hablar con alguien. Las dos cosas están bien, y ninguna también.
kept-self-measures = medidas que alguien anota solo para sí; selladas
kept-self-measures-whom = quien las anotó
kept-self-measures-why = para que pueda mirarlas después; nadie más las ve
kept-self-measures-until = { $period } después de anotarlas, o hasta que pulse *Borrar todo lo mío*
fact-answers = respuestas

command-survey-box-name = buzón
command-survey-box = Poner un buzón de sugerencias o quitarlo
command-survey-box-channel = Dónde está y dónde salen las sugerencias (aquí, si no dices otra cosa)
command-survey-box-down = Quitarlo; lo que todavía hay dentro se destruye sin leer
button-box-write = Sugerir algo
button-box-code = Tengo un código
button-box-back = Retirarla
button-box-again = Escribir otra vez sobre esto
button-box-answer = Responder a la { $number }
button-box-close = Cerrar el código de la { $number }
box-title = Buzón de sugerencias
box-promise = Lo que metes queda sellado hasta que hayan escrito { $people } personas o pasen { $days } días; entonces sale todo aquí junto, mezclado y sin nombres. Nadie puede consultar quién escribió qué, así que nadie puede acudir a ti: si necesitas a una persona, pulsa *Hablar con alguien ahora*.
box-more = • El buzón se mira una vez al día, por la tarde. Hasta que se abra puedes retirar lo tuyo o escribirlo de nuevo.
    • Sale tal cual. Tu estilo, un nombre o una fecha pueden delatarte. A los { $days } días se abre por poco que haya: si solo se vio escribir a una persona, es suyo.
    • Recibes un código. Con él puedes leer la respuesta, que se publica para todo el mundo, y escribir otra vez.
    • Se puede notar quién participó: Discord ve quién pulsa y lo que escribes. Quien lleva la máquina del bot podría romper el sello mientras el buzón está cerrado.
    • *Hablar con alguien ahora* lleva a una persona, con tu nombre, y dice primero los límites de la confidencialidad.
box-notice = Por favor, no nombres a nadie. Sale tal cual, en orden mezclado, sin tu nombre. Nadie puede ayudar a partir de ello: para eso está *Hablar con alguien ahora*, donde lo que dices se queda con la guardia salvo que una vida esté en peligro. Recibes un código; con él puedes escribir otra vez sobre esto.
box-notice-again = Por favor, no nombres a nadie. Sale tal cual, como antes, con el número de la sugerencia anterior. Nadie puede ayudar a partir de ello: para eso está *Hablar con alguien ahora*, donde lo que dices se queda con la guardia salvo que una vida esté en peligro. Tu código termina cuando esto salga; ahora recibes uno nuevo.
box-words = Tu sugerencia
box-kept = Guardada y sellada. Tu código: **{ $code }** Por favor, apúntalo ahora; nadie puede encontrarlo de nuevo, tampoco yo. Cuando esto haya salido, con él puedes leer una respuesta y escribir otra vez sobre ello, una vez; entonces recibes uno nuevo. Si escribes otra vez antes de que se abra el buzón, sustituye a esta.
box-taken-back = Retirada. No queda nada de ella.
box-code-label = Tu código
box-suggestion = Sugerencia { $number }
box-about = Sobre la sugerencia { $number }:
box-answered = **Respuesta:** { $answer }
box-answer-label = Tu respuesta, para que la lea todo el mundo
box-answer-notice = Se publica con la sugerencia. Por favor, no intentes adivinar quién la escribió.
box-answer-posted = Publicada con la sugerencia.
box-code-closed = El código de la sugerencia { $number } está cerrado: nadie puede leer ni escribir con él. Quién lo tenía sigue sin saberse.
box-up = El buzón está en { $channel }.
box-down = El buzón ya no está. Lo que todavía había dentro se destruyó sin leer.
error-box-closed = Ahora el buzón de sugerencias no está abierto. Si estaba hace un minuto, se está abriendo; prueba otra vez dentro de un minuto.
error-box-code = Este código o número no es de ninguna sugerencia que haya salido aquí, o el código se usó o se cerró. Revisa las letras: un código vale una vez, y quien escribe con él recibe uno nuevo. Las respuestas se publican donde está el buzón, y siempre puedes sugerir algo nuevo sin código.
error-box-code-used = Alguien ya escribió con este código y todavía no ha salido; un código vale una vez. Si no fuiste tú, otra persona conoce tu código. Puedes sugerir algo nuevo sin código.
box-answer-title = Responder
error-box-lost = El buzón de sugerencias se dañó, así que lo que había dentro se destruyó sin leer y la tuya no se recogió. Ahora hay un buzón nuevo y vacío; por favor, métela otra vez.
box-void = Lo que había en el buzón de sugerencias no se pudo mantener a salvo o ya no se podía leer, así que se destruyó sin leer; no saldrá nada de ello. Si habías metido algo, escríbelo otra vez, por favor: aquí hay un buzón nuevo y vacío.
box-void-read = Quizá alguien copió la clave del buzón de sugerencias, así que lo que había dentro está destruido y no saldrá. Quien guardara una copia de la clave y de lo que había dentro podría leer quién escribió qué. Quienes llevan este servidor pueden decirte qué pasó. Si quieres escribir otra vez: aquí hay un buzón nuevo y vacío.
box-key-returned = Sobre un buzón de sugerencias que estuvo aquí antes: su clave se destruyó entonces, y ahora alguien la ha repuesto en la máquina del bot. Está destruida otra vez. Pero alguien había guardado una copia, y quizá pueda leer quién escribió qué. Quienes llevan este servidor pueden decirte qué pasó.
box-staff-void = Lo que había en el buzón de sugerencias queda anulado: { $reason } Se destruyó sin leer, y se dijo donde está el buzón. Por favor, pregunta a quien mantiene el bot qué ha pasado; /{ command-doctor-name } dice más.
box-staff-key-returned = La clave de un buzón de sugerencias que se abrió o se quitó se había destruido y alguien la ha vuelto a poner en la máquina del bot. Se ha destruido otra vez, pero quien la puso tenía una copia, así que lo prometido para ese buzón puede no cumplirse. Se dijo a todo el mundo donde está el buzón. Por favor, pregunta a quien opera el bot quién fue.
error-survey-cut = Los resultados no se pueden dar así. Tiene que haber un grupo, o una pregunta que se hace a todas las personas y en la que cada una elige una respuesta; la lista de opciones muestra cuáles hay.
error-survey-asked-already = La encuesta { $number } pregunta lo mismo en ese tiempo. Los roles cambian de manos: alguien podría contar en las dos, y los dos resultados juntos podrían decir qué respondió una persona. Espera a que termine. Para comparar roles, abre una sola encuesta para todo el mundo con esa comparación.
error-survey-asked-lately = La encuesta { $number } preguntó lo mismo y se cerró antes de tiempo. Hasta { $until }, cuando habría terminado, no se puede volver a preguntar aquí: con los dos resultados se podría saber qué respondió una sola persona. Espera hasta entonces, por favor.
survey-table = Lo mismo como tabla, para una hoja de cálculo: lo que se puede mostrar, y nada más.
survey-table-question = pregunta
survey-table-people = personas
survey-table-answer = respuesta
survey-table-count = número
survey-table-everybody = todas las personas
survey-table-at-least = al menos { $count }
