# El registro: quién miró, exportó, borró o cambió qué. Lo leen las personas responsables.

command-record-name = registro
command-record = Quién miró, exportó, borró o cambió qué
record-title = Quién miró y cambió qué
record-title-host = Lo que hizo quien opera el bot
record-whole = { $count ->
    [one] Una línea, no falta nada. Código de la última: `{ $code }`
   *[other] { $count } líneas, ninguna falta ni ha cambiado. Código de la última: `{ $code }`
}
record-broken-changed = **La línea { $line } no está como se escribió.** Alguien ha cambiado la base de datos. Habla con quien opera el bot y compara los códigos publicados cada día.
record-broken-missing = **Falta la línea { $line }.** Alguien ha cambiado la base de datos. Habla con quien opera el bot y compara los códigos publicados cada día.
record-broken-blanked = **Se han quitado más nombres de los que explican los borrados.** Alguien ha cambiado la base de datos. Habla con quien opera el bot.
record-broken-ends = **El principio o el final de este registro no se firmó aquí.** O alguien ha cambiado la base de datos, o es de otro llavero. Habla con quien opera el bot.
record-empty = Todavía no hay nada anotado.
record-footer = Códigos, números, personas y horas; nunca palabras. Se guarda un año, y sin el nombre de quien pidió que lo borraran.
record-button-check = Comprobar un código
record-button-older = Anteriores
record-button-host = Lo que hizo quien opera
record-code-label = El código, tal como se publicó
record-code-holds = El registro sigue pasando por ese código. Nada anterior ha cambiado desde que se publicó.
record-code-broken = **El registro no pasa por ese código.** O está mal escrito, o alguien ha cambiado la base de datos desde entonces. Habla con quien opera el bot.
record-code-gone = Esa línea tiene más de un año y se quitó, como debe ser. Las siguientes siguen unidas a ella.
record-head = Registro de quién miró y cambió qué: líneas { $count }, no falta ninguna. Código `{ $code }`, operación `{ $host }`. Deja aquí este mensaje: con él, una persona responsable puede comprobar el registro más adelante con /{ command-incident-name } { command-record-name }.
record-head-broken = **El registro de quién miró y cambió qué está roto.** Código `{ $code }`, operación `{ $host }`. Una persona responsable ve dónde con /{ command-incident-name } { command-record-name }.
record-reason-away = espera a la base de datos o a Discord
error-record-code = Eso no es un código. Uno es así: `12-0123456789abcdef0123`.

record-somebody = alguien cuyos datos se borraron
record-withheld = · solo para quien puede saberlo
record-host = quien lleva el bot, en la línea de órdenes
record-by-wish = el deseo de alguien, o su salida
record-case-words-read = leyó las palabras del caso { $about }
record-case-looked-at = miró el caso { $about }
record-case-taken = se hizo cargo del caso { $about }
record-case-passed-on = pasó el caso { $about }
record-case-handed-over = pidió a { $whom } que se hiciera cargo del caso { $about }
record-case-noted = guardó una nota en el caso { $about }
record-case-written = escribió a la persona del caso { $about }
record-case-space-offered = ofreció un espacio privado en el caso { $about }
record-case-danger = señaló peligro en el caso { $about }
record-case-outside = propuso pasar el caso { $about } a alguien de fuera
record-case-resolved = cerró el caso { $about }
record-report-read = leyó el aviso { $about }
record-report-answered = respondió al aviso { $about }
record-report-closed = respondió y cerró el aviso { $about }
record-oncall-joined = se apuntó a la lista de guardia
record-oncall-left = dejó la lista de guardia
record-shift-planned = planeó un turno para { $whom }
record-shift-cancelled = quitó un turno de { $whom }
record-words-added = confirmó la entrada { $about } del léxico
record-words-removed = quitó la entrada { $about } del léxico
record-words-exported = exportó el léxico, entradas: { $about }
record-words-imported = importó un léxico, entradas: { $about }
record-guidelines-published = publicó la versión { $about } del acuerdo
record-guidelines-posted = puso el acuerdo en <#{ $about }>
record-group-made = creó el grupo { $about }
record-group-changed = cambió el grupo { $about }
record-group-facilitators = cambió quién facilita el grupo { $about }
record-group-answers-read = leyó las respuestas del grupo { $about }
record-group-people-seen = miró quién está en el grupo { $about }
record-group-attendance-seen = miró quién vino en el grupo { $about }
record-group-watch = anotó lo que el grupo { $about } acordó que se lee
record-group-checkin = { $what ->
    [planned] puso en marcha el registro { $number } del grupo { $group }
    [paused] puso en pausa el registro { $number } del grupo { $group }
    [resumed] reanudó el registro { $number } del grupo { $group }
    [skipped] saltó la próxima vez del registro { $number } del grupo { $group }
    [deleted] borró el registro { $number } del grupo { $group }
    [restored] recuperó el registro { $number } del grupo { $group }
   *[changed] cambió el registro { $number } del grupo { $group }
}
record-group-session = { $what ->
    [planned] puso en marcha el encuentro { $number } del grupo { $group }
    [paused] puso en pausa el encuentro { $number } del grupo { $group }
    [resumed] reanudó el encuentro { $number } del grupo { $group }
    [deleted] borró el encuentro { $number } del grupo { $group }
    [restored] recuperó el encuentro { $number } del grupo { $group }
   *[changed] cambió el encuentro { $number } del grupo { $group }
}
record-group-prompts = { $what ->
    [planned] puso en marcha las propuestas planeadas { $number } del grupo { $group }
    [paused] puso en pausa las propuestas planeadas { $number } del grupo { $group }
    [resumed] reanudó las propuestas planeadas { $number } del grupo { $group }
    [deleted] borró las propuestas planeadas { $number } del grupo { $group }
    [restored] recuperó las propuestas planeadas { $number } del grupo { $group }
   *[changed] cambió las propuestas planeadas { $number } del grupo { $group }
}
record-group-meeting = { $what ->
    [started] empezó el encuentro { $number } del grupo { $group }
    [ended] terminó el encuentro { $number } del grupo { $group }
    [cancelled] suspendió la próxima vez del encuentro { $number } en el grupo { $group }
    [held] mantuvo al final una vez suspendida del encuentro { $number } en el grupo { $group }
    [moved] cambió la hora de la próxima vez del encuentro { $number } en el grupo { $group }
    [took] anotó que una vez del encuentro { $number } del grupo { $group } sí se hizo mientras el bot no estaba
    [handed] dejó en manos de otra persona una vez del encuentro { $number } del grupo { $group }
   *[attended] anotó quién vino al encuentro { $number } del grupo { $group }
}
record-prompt-added = añadió una propuesta propia en el grupo { $group }
record-prompt-removed = quitó una propuesta del servidor en el grupo { $group }
record-prompt-posted = publicó una propuesta en el grupo { $group }
record-group-told = publicó «nos dijeron, hicimos» en el grupo { $group }
record-survey-opened = abrió la encuesta { $about }
record-survey-closed = cerró la encuesta { $about }
record-survey-called-off = anuló la encuesta { $about } antes de que se abriera
record-survey-results-seen = miró los resultados de la encuesta { $about }
record-survey-published = publicó sobre la encuesta { $about }
record-survey-planned = planeó encuestas, plan { $about }
record-survey-plan-ended = terminó el plan { $about } de encuestas
record-survey-threshold = subió a { $about } las personas que necesita un resultado
record-box-changed = movió el buzón de sugerencias: { $about }
record-suggestion-answered = respondió a la sugerencia { $about }
record-suggestion-closed = cerró el código de la sugerencia { $about }
record-insights-seen = miró las cifras del grupo { $about }
record-insights-exported = exportó las cifras del grupo { $about }
record-setup-changed = cambió ajustes: { $about }
record-exported = exportó lo que se guarda sobre { $whom }
record-forgotten = se borraron los datos de alguien ({ $about })
record-key-rotated = una clave maestra nueva tomó el relevo, para personas: { $about }
record-erased = nombres quitados de este registro: { $about }

kept-record = el registro del equipo: quién miró, exportó, borró o cambió qué y cuándo; en códigos y números
kept-record-whom = el equipo; a quien el equipo planeó o exportó algo
kept-record-why = para que el equipo responda de lo que hace
kept-record-ends = los extremos firmados de ese registro
kept-record-ends-whom = nadie
kept-record-ends-why = para que se note si una línea falta o cambia
kept-record-ends-until = mientras haya registro

doctor-record-ok = El registro de quién miró y cambió qué está entero.
doctor-record-broken = El registro de quién miró y cambió qué está roto (cadenas: { $count }).
doctor-record-broken-step = Alguien ha cambiado la base de datos a mano, o ha puesto al lado otro llavero. Compáralo con los códigos publicados en el canal de las personas responsables; docs/operators.md dice cómo.
doctor-record-unposted = { $count ->
    [one] En un servidor no se ha podido publicar el código del registro desde { $since }.
   *[other] En { $count } servidores no se ha podido publicar el código del registro, en el primero desde { $since }.
}
doctor-record-unposted-step = Sin esas publicaciones nadie podrá saber más tarde si quien lleva el bot cambió el registro. Mira si el canal de guardia está elegido en /configurar y si puedo escribir en él.
doctor-sweeps-failed = No se ha podido quitar lo que ya venció: { $names }.
doctor-sweeps-failed-step = Se intenta de nuevo cada hora. El registro técnico dice el error (retention.failed).
doctor-not-removed = { $count ->
    [one] Un mensaje o espacio mío ya no debería estar en Discord, y Discord no lo ha quitado desde { $since }.
   *[other] { $count } mensajes o espacios míos ya no deberían estar en Discord, y Discord no los ha quitado desde { $since }.
}
doctor-not-removed-step = Se intenta de nuevo cada seis horas como mucho. Si sigue así, mira si todavía veo los canales de guardia y de apoyo y si puedo gestionar sus hilos. El registro técnico dice qué respondió Discord (removal.failed).
doctor-left-behind = { $count ->
    [one] Un mensaje o espacio mío ya no debería estar, y está en un servidor del que me han sacado.
   *[other] { $count } mensajes o espacios míos ya no deberían estar, y están en servidores de los que me han sacado.
}
doctor-left-behind-step = Ya no puedo quitarlos y no lo intento más. Puede hacerlo alguien de ese servidor; o traedme de vuelta y los quito yo.
