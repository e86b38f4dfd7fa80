# Lo que se guarda de las personas, dicho una sola vez: para /privacy, para una copia y para docs/privacy.md.

kept-owner-operator = quien mantiene el bot
kept-owner-leads = las personas que coordinan la guardia
kept-owner-facilitators = las personas facilitadoras

span-days = { $count ->
    [one] un día
   *[other] { $count } días
}
span-hours = { $count ->
    [one] una hora
   *[other] { $count } horas
}

kept-until-period = { $period }
kept-until-erased = hasta que se borren tus datos o hayas salido de todos los servidores que compartes con el bot
kept-with-case = junto con el momento difícil al que pertenece: { $period } después de cerrarlo

kept-words = palabras sobre un momento difícil: el mensaje por el que vino un compañero, lo que se le envió al bot mientras tanto, notas de quienes respondieron; selladas; mientras falla la base de datos, en archivos sellados
kept-words-whom = quien las escribió
kept-words-why = para que quien responde pueda entender, tras un botón
kept-words-until = un día después de cerrarlo; como mucho { $period } después de escribirlas

kept-cases = un momento difícil: cuándo, dónde, cómo lo supo el bot, qué regla, pasos, cómo terminó
kept-cases-whom = la persona de quien se trata
kept-cases-why = para acompañarlo hasta el final, responder de lo hecho y darse cuenta de una tercera vez
kept-cases-until = { $period } después de cerrarlo; si está abierto, hasta que alguien lo cierre

kept-case-messages = qué mensajes pertenecen a un momento difícil, por número
kept-case-messages-whom = quien los escribió
kept-case-messages-why = para que un mismo mensaje no llame dos veces a un compañero

kept-case-steps = pasos en un momento difícil, como códigos y horas
kept-case-steps-whom = la persona de quien se trata; quien lo tomó, lo pasó, lo leyó, anotó algo o lo cerró
kept-case-steps-why = para responder de lo que se hizo

kept-pages = a quién se avisó, cuándo y si llegó
kept-responders-whom = compañeros de guardia y quienes los coordinan
kept-pages-why = para saber a quién se avisó

kept-on-call = la lista de guardia: desde cuándo, prueba respondida, último recurso; también, con los turnos y los canales de mensajes directos, en un archivo sin sellar, para poder avisarles si falla la base de datos
kept-on-call-why = para despertar a las personas adecuadas
kept-on-call-until = hasta que dejen la lista o se borren sus datos

kept-shifts = turnos
kept-shifts-why = para despertar a las personas adecuadas y limitar las noches
kept-shifts-until = { $period } después de terminar; al momento si alguien deja la lista

kept-concerns = pidió apoyo para otra persona: que ocurrió y cuándo, no para quién
kept-concerns-whom = quien lo pidió
kept-concerns-why = para que nadie lo pida más de cinco veces al día

kept-read-position = hasta dónde se leyeron los mensajes directos al bot: el número de un mensaje y una hora
kept-read-position-whom = quien escribió al bot
kept-read-position-why = para que se responda a lo que llega mientras el bot no está

kept-direct-channel = cómo escribir a alguien: el número del canal de mensajes directos y si está abierto
kept-direct-channel-whom = las personas a las que el bot ha escrito
kept-direct-channel-why = para llegar a ellas en un solo paso
kept-direct-messages = cuándo escribió el bot a alguien
kept-direct-messages-why = para que no escriba demasiado
kept-traces = qué mensajes del bot en Discord nombran a alguien, por número
kept-traces-whom = a quien nombra un mensaje: en una tarjeta, en el resumen de un registro
kept-traces-why = para poder quitar esos mensajes de Discord
kept-traces-until = { $period } desde el último cambio del mensaje; entonces el mensaje también desaparece de Discord
kept-removals = qué mensajes y espacios privados aún tienen que desaparecer de Discord, por número
kept-removals-whom = a nadie por su nombre; a quienes se escribieron o de quienes tratan
kept-removals-why = para volver a intentarlo hasta que Discord los haya quitado
kept-removals-until = hasta que Discord diga que ya no están

kept-planned = cosas previstas: un mensaje de seguimiento, un recordatorio, un borrado
kept-planned-whom = las personas a las que van dirigidas
kept-planned-why = para que ocurran, y una sola vez
kept-planned-until = los nombres desaparecen cuando ha ocurrido; la hora y el tipo quedan { $period }

kept-who = quién es quién: el número de Discord, un número al azar, una clave
kept-who-whom = todas las personas que aparecen en lo demás
kept-who-why = para volver a encontrarlas y para poder olvidarlas
kept-tombstones = el número al azar de alguien cuyos datos se borraron, y un resumen con clave de él en una lista fuera del llavero
kept-tombstones-whom = la persona cuyos datos se borraron
kept-tombstones-why = para que una copia antigua no la traiga de vuelta
kept-tombstones-until = para siempre; no lleva a nadie
kept-receipts = adónde va el mensaje que dice que todo se ha borrado: el número de Discord
kept-receipts-why = para enviarlo aunque el bot se pare a mitad
kept-receipts-until = hasta que se envía, normalmente un momento; { $period } como mucho
kept-backups = copias de quién es quién, para que el bot sobreviva a un disco roto
kept-backups-why = sin ellas nada podría volver a leerse

fact-at = cuándo
fact-since = desde
fact-opened = abierto
fact-resolved = cerrado
fact-starts = empieza
fact-ends = termina
fact-state = estado
fact-channel = canal
fact-server = servidor
fact-message = mensaje
fact-kind = tipo
fact-number = número
fact-source = origen
fact-tier = urgencia
fact-category = familia
fact-outcome = resultado
fact-code = paso
fact-position = puesto
fact-tested = prueba respondida
fact-last-resort = último recurso
fact-discord-id = número de Discord
fact-goes = desaparece
