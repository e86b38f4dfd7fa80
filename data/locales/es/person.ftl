# Lo que lee la persona: en privado, breve y claro. La primera línea puede verse en una pantalla bloqueada.

person-opening = Hola, soy el bot de { $server } y te escribo solo a ti. Es por algo que escribiste allí.
person-opening-asked = Hola, soy el bot de { $server } y te escribo solo a ti. Has pedido hablar con alguien.
person-opening-worried = Hola, soy el bot de { $server } y te escribo solo a ti. Alguien de aquí pensaba en ti y se preguntaba cómo estás.
person-not-in-trouble = No has hecho nada malo y no se ha publicado nada en ningún sitio.
person-who-knows = Estoy avisando a { $name }, del equipo de apoyo. Normalmente hay respuesta en unos minutos.
person-what-helps = ¿Qué te ayudaría más en este momento?

person-button-talk = Hablar aquí
person-button-other = Otra persona
person-button-not-now = Ahora no
person-button-meant-otherwise = No lo decía en ese sentido
person-button-talk-after-all = Sí quiero hablar

person-talk-soon = Bien. Quien te responda ve que quieres hablar. Ya puedes escribir aquí: queda guardado para las personas de guardia y las responsables, que son quienes pueden leerlo.
person-talk-holder = Bien. Puedes escribir aquí: se lo llevo a { $name }. Pueden leerlo las personas de guardia y las responsables, y nadie del grupo.
person-other-soon = No hay problema. Ahora se lo pido a otra persona, y no tienes que decir por qué.
person-not-now = De acuerdo, no te escribiré más si no me lo pides, salvo que no encuentre a nadie para ti. Puede que alguien del equipo te escriba, y puedes volver cuando quieras.
person-meant-lowered = Gracias por decirlo, y perdona la molestia. Alguien lo mirará más tarde, sin prisa.
person-meant-kept = Gracias por decirlo. Por lo que decía, alguien del equipo se acercará a saber de ti, solo para estar tranquilos.

person-nobody = Soy el bot de { $server } y te escribo solo a ti. Te lo digo con claridad: ahora no hay nadie de guardia.
person-nobody-else = Te lo digo con claridad: ahora no hay nadie más de guardia.
person-lead-told = Aviso a quienes acuden cuando no hay nadie de guardia, y no sé cuándo lo verán.
person-back = Volverá a haber alguien de guardia a partir de { $at }.
person-back-unknown = Todavía no sé cuándo volverá a haber alguien de guardia.
person-still-trying = Sigo intentando encontrar a alguien para ti. Aquí responden ahora:
person-unanswered = Hasta ahora no he podido encontrar a nadie para ti. Lo siento. Aún puede venir alguien. Aquí responden ahora:

person-taken = { $name } ya está aquí para ti y te escribirá. Yo me aparto, para que hables con una sola persona.
person-from = **{ $name }** escribe: { $words }

person-space-offer = { $name } te ofrece un lugar privado para hablar. Quién puede leerlo: { $readers }. Solo se abre si dices que sí.
person-space-readers = tú, { $name }, { $second } como segunda persona de apoyo, y quienes administran este servidor
person-space-readers-alone = tú, { $name } y quienes administran este servidor
person-button-space-yes = Sí, ábrelo
person-button-space-no = No, gracias
person-space-open = Tu lugar privado está abierto: { $space }
person-space-refused = No hay problema. Puedes seguir escribiendo aquí.
person-space-failed = No he podido abrir un lugar privado ahora. Puedes escribir aquí: lo que me envíes llega a la persona que está contigo.
person-thread-readers = Este lugar es solo para ti: lo lees tú, quienes administran este servidor y la persona que te responda. Yo les llevo lo que escribas aquí. Se borra { $days } días después de que esto termine.

person-passed-on = Se lo he llevado a { $name }. Pueden leerlo las personas de guardia y las responsables, y nadie del grupo.
person-kept-for-them = Se lo he dicho a las personas a las que pido que te respondan. Pueden leerlo ellas y las demás de guardia y responsables, y nadie del grupo.
person-told-leads = Ahora no he podido avisar a quien te responde, así que se lo he dicho a las personas responsables. Pueden leerlo ellas y las de guardia, y nadie del grupo.
person-kept-untold = Lo he guardado, pero ahora no he podido avisar a nadie. Pueden leerlo las personas de guardia y las responsables, y nadie del grupo. Si no puede esperar, usa uno de los teléfonos de ayuda que hay tras el botón.
person-kept-for-later = Queda guardado para las personas de guardia y las responsables, que son quienes pueden leerlo. Alguien lo mirará más tarde, sin prisa. Si quieres a alguien ahora, pulsa el botón.

person-apology = Te escribí sin que hiciera falta, y siento la molestia. No queda nada pendiente. Aquí eres bienvenida, bienvenido, tal como eres.
person-closed = Esto queda cerrado por ahora y no hay nada pendiente. Puedes volver cuando quieras: escríbeme o pulsa el botón.
person-closing = Gracias por dejar que alguien estuviera contigo. ¿Quieres un mensaje corto mañana, y otro dentro de una semana, para saber cómo estás?
person-button-follow-yes = Sí, por favor
person-button-follow-no = No, gracias
person-follow-planned = Te escribiré mañana y dentro de una semana. Puedes anularlo cuando quieras.
person-follow-none = De acuerdo, sin mensajes. Puedes volver cuando quieras.
person-follow-up = Hola, soy el bot de { $server } y te escribo solo a ti. Pediste un mensaje: ¿cómo estás hoy?
person-button-follow-fine = Estoy bien
person-button-follow-talk = Quiero hablar
person-button-follow-stop = No más mensajes
person-follow-thanks = Gracias por responder. Puedes volver cuando quieras.

space-name = Sala { $number }
space-welcome =
    { $person }, este es tu lugar. { $responder } está aquí contigo.
    Quién puede leerlo: { $readers }. Puedes irte cuando quieras. Se borra { $days } días después de que esto termine.
