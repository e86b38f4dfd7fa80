# Pedir una persona, para una misma o para alguien más. Nada de esto está detrás de una puerta.

command-support-name = apoyo
command-support = Hablar con una persona del equipo, en privado y a cualquier hora
command-help-name = ayuda
command-help = Dónde encontrar a una persona, teléfonos de ayuda y qué hace este bot
menu-support-for-this = Pedir apoyo por esto
menu-worried = Me preocupa esta persona

button-talk-now = Hablar con alguien ahora
button-talk-words = Escribir antes unas palabras
button-helplines = Teléfonos de ayuda
button-fears = ¿Y si pido ayuda?
button-kept = Qué se guarda sobre mí
button-someone-for-me = Yo también quiero a alguien

support-on-shift = { $name } está de guardia ahora. Pulsa el botón y se enterará al momento.
support-nobody-now = Ahora no hay nadie de guardia. Puedes pulsar el botón igualmente; los teléfonos de ayuda responden a cualquier hora.
support-limits =
    Antes de que cuentes más: pueden leerlo las personas de guardia y las responsables de este servidor, y también quienes lo administran y Discord. Se queda con ellas, salvo que una vida esté en peligro. Las palabras se borran un día después de terminar, tres días como mucho. Son personas como tú: no son profesionales clínicos ni un servicio de emergencias.
support-form-title = Unas palabras, si quieres
support-form-label = ¿Qué está pasando?
support-form-notice = Lo leen las personas de guardia y las responsables, y quienes administran el servidor y Discord pueden leerlo. Se queda con ellas salvo que una vida esté en peligro. También puedes enviarlo vacío.
support-sent = Estoy avisando a { $name }. Normalmente alguien te escribe en privado en unos minutos. No tienes que hacer nada más.
support-held = { $name } ya está contigo y lo sabe de nuevo.
support-nobody = Ahora no hay nadie de guardia.
support-which-server = ¿De qué comunidad se trata?

home =
    Pulsa **Hablar con alguien ahora** y se avisa a una persona de esta comunidad. También puedes escribirme aquí cuando quieras.
    Soy un bot que ayuda a las personas a encontrarse. No soy profesional clínico ni un servicio de emergencias, y no sirvo para historias clínicas.

fears = Muchas personas dudan por una de estas razones. Pulsa la que te ronde.
fear-button-police = ¿Vendrá la policía?
fear-button-cost = ¿Cuesta algo?
fear-button-burden = Sería una carga
fear-button-words = No sé qué decir
fear-police = Primero te escuchan. Solo si una vida está en peligro ahora mismo se habla de ayuda de fuera, y contigo siempre que se pueda. Discord no nos dice dónde estás.
fear-cost = No. Hablar aquí con alguien es gratis. La mayoría de los teléfonos de ayuda también; su página lo dice.
fear-burden = Las personas de guardia eligieron estar ahí y se turnan para que nadie cargue demasiado. No le quitas nada a nadie.
fear-words = No hacen falta las palabras justas. "No sé por dónde empezar" basta. La otra persona hace la siguiente pregunta, y el silencio también vale.

help-country = Otros países: de { $first } a { $last }
helplines-no-country = Elige tu país abajo para ver los teléfonos que responden allí. Si estás en peligro ahora mismo, llama al número de emergencias de tu zona.

concern-sent = Gracias por cuidar de esa persona. Las personas de guardia ya lo saben y no dicen que lo has contado tú. Puedes dejarlo aquí. ¿Quieres tú también a alguien con quien hablar?
concern-known = Gracias por cuidar de esa persona. Las personas de guardia ya lo sabían. Puedes dejarlo aquí. ¿Quieres tú también a alguien con quien hablar?
concern-nobody = Gracias por cuidar de esa persona. Ahora no hay nadie de guardia, así que no sé cuándo lo verá alguien. Si puede estar en peligro ahora, usa los teléfonos de ayuda o el número de emergencias.
worried-form-title = Me preocupa esta persona
worried-form-label = ¿Qué has notado?
worried-form-notice = Lo leen las personas de guardia y las responsables, y no dicen que lo has contado tú. También puedes enviarlo vacío.
worried-left = Esa persona ya no está en este servidor, así que no puedo llegar a ella. Si crees que está en peligro, los teléfonos de ayuda pueden decirte qué hacer.

error-too-many-concerns = Has pedido apoyo para otras personas { $times } veces en un día, y no puedo aceptar más de una misma persona. Si alguien está en peligro ahora mismo, llama al número de emergencias o escribe a quien modera.
