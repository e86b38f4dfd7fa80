# El doctor: cada línea dice qué se ha encontrado; la de debajo, qué hacer.

command-doctor-name = doctor
command-doctor = Comprueba si está todo lo que la ayuda necesita

doctor-title-broken = Roto ({ $count })
doctor-title-look = Conviene mirar ({ $count })
doctor-title-ok = Bien ({ $count })
doctor-summary = Así está ahora. Lo roto va primero.
doctor-summary-well = Está todo bien.
doctor-button-setup = Abrir la configuración

doctor-settings-ok = Los ajustes sirven.
doctor-token-ok = Discord conoce el token del bot.
doctor-token-absent = Aquí no hay token, así que no se ha comprobado lo que necesita Discord.
doctor-token-absent-step = Pon DISCORD_TOKEN en el entorno o en .env; el portal de desarrolladores lo muestra en Bot, Reset Token.
doctor-token-refused = Discord rechaza el token del bot.
doctor-token-refused-step = Portal de desarrolladores, Bot, Reset Token: pon el nuevo en DISCORD_TOKEN y arranca otra vez.
doctor-discord-away = No se ha podido llegar a Discord, así que no se ha comprobado lo que lo necesita.
doctor-discord-away-step = Comprueba la red de esta máquina y la página de estado de Discord; después, repite.
doctor-members-ok = El interruptor Server Members Intent está encendido.
doctor-members-off = El interruptor Server Members Intent está apagado, así que el bot no puede arrancar.
doctor-members-off-step = Portal de desarrolladores, Bot, Privileged Gateway Intents: enciende Server Members Intent, guarda y arranca otra vez.
doctor-content-ok = El interruptor Message Content Intent está encendido.
doctor-content-off = El bot no ve el contenido: no puede leer los mensajes de los grupos y solo sabe lo que la gente le envía.
doctor-content-off-step = Si vuestros grupos están de acuerdo en que lea: portal de desarrolladores, Bot, Privileged Gateway Intents, enciende Message Content Intent, guarda y arranca otra vez.

doctor-database-ok = La base de datos responde.
doctor-database-silent = La base de datos no responde. Los avisos salen desde la memoria; no se guarda nada nuevo.
doctor-database-silent-step = Comprueba el disco (lleno, solo lectura) y DATABASE_URL. El bot sigue por sí mismo en cuanto la base de datos responda.
doctor-database-none = Todavía no hay base de datos; la crea el primer arranque.
doctor-database-lost = Aquí había una base de datos y ahora no está o está vacía. Mientras tanto, un bot en marcha avisa con la lista que guardó aparte.
doctor-database-lost-step = Devuelve el archivo a su sitio, monta su disco o ejecuta python -m bot restore. Para empezar de cero a propósito, borra roster.json en VAR_DIR.
doctor-database-older = La base de datos es de una versión anterior de Alongside.
doctor-database-older-step = Ejecuta python -m bot migrate, o simplemente arranca el bot: da el paso por sí mismo.
doctor-database-in-use = El bot está en marcha y usa la base de datos. Lo que solo él sabe está en /{ command-doctor-name }, en Discord.
doctor-ledger-behind = Hay pasos de casos abiertos sin escribir, porque la base de datos no los ha aceptado.
doctor-ledger-behind-step = No pares el bot ahora: lo que espera está en su memoria. Recupera la base de datos y se escribirá.
doctor-keyring-ok = El llavero y su clave maestra están en su sitio.
doctor-keyring-none = Todavía no hay llavero; lo crea el primer arranque.
doctor-keyring-no-key = La clave maestra no está donde dice MASTER_KEY_FILE, así que tras el próximo arranque no se podrían abrir las palabras de nadie.
doctor-keyring-no-key-step = Devuelve el archivo de la clave desde tu copia antes de reiniciar. Una clave nueva no abre lo guardado.
doctor-keyring-damaged = El llavero no se puede leer.
doctor-keyring-damaged-step = Para el bot y restaura la copia más reciente: python -m bot restore
doctor-agenda-ok = Nada de lo planeado va con retraso.
doctor-agenda-trouble = Lo planeado no ocurre desde { $since }, porque la base de datos no responde.
doctor-agenda-overdue = { $count ->
    [one] Una cosa planeada lleva más de cinco minutos de retraso.
   *[other] { $count } cosas planeadas llevan más de cinco minutos de retraso.
}
doctor-agenda-overdue-step = Mira otra vez en unos minutos. Si el número sigue igual, busca agenda en el registro del bot y reinícialo.
doctor-clock-ok = El reloj de esta máquina va con el de Discord.
doctor-clock-off = El reloj de esta máquina está a { $seconds } segundos del de Discord, así que avisos y recordatorios llegan a deshora.
doctor-clock-off-step = Activa la sincronización de la hora en la máquina (en Linux: timedatectl set-ntp true).
doctor-backup-ok = La copia de seguridad más reciente tiene menos de dos días.
doctor-backup-none = Todavía no hay ninguna copia de seguridad.
doctor-backup-old = { $days ->
    [one] La copia de seguridad más reciente tiene un día.
   *[other] La copia de seguridad más reciente tiene { $days } días.
}
doctor-backup-step = Ejecuta python -m bot backup, y deja que la máquina lo haga cada noche.
doctor-commands-ok = Discord tiene los comandos actuales.
doctor-commands-unsent = Los comandos no se han enviado a Discord.
doctor-commands-unsent-step = Reinicia el bot; los envía al arrancar.

doctor-seal-none = No hay ninguna encuesta ni buzón de sugerencias abiertos, así que ahora no hay nada sellado aquí. Mientras los haya, quien lleva esta máquina podría abrirlos; después, nadie.
doctor-seal-open = { $count ->
    [one] Hay una encuesta o un buzón abierto, y sus archivos sellados están como se dejaron. Hasta que se cierre, quien lleva esta máquina podría abrirlo, y una instantánea del disco guarda su clave; después, nadie.
   *[other] Hay { $count } encuestas y buzones abiertos, y sus archivos sellados están como se dejaron. Hasta que se cierren, quien lleva esta máquina podría abrirlos, y una instantánea del disco guarda sus claves; después, nadie.
}
doctor-seal-lost = { $count ->
    [one] Faltan archivos sellados de una encuesta o un buzón abierto.
   *[other] Faltan archivos sellados de { $count } encuestas o buzones abiertos.
}
doctor-seal-damaged = { $count ->
    [one] Están dañados archivos sellados de una encuesta o un buzón abierto.
   *[other] Están dañados archivos sellados de { $count } encuestas o buzones abiertos.
}
doctor-seal-copied = { $count ->
    [one] La clave de una encuesta o un buzón abierto no es el archivo que se creó: se copió, se renombró, se volvió a poner, o se cambiaron su dueño o sus permisos.
   *[other] Las claves de { $count } encuestas o buzones abiertos no son los archivos que se crearon: se copiaron, se renombraron, se volvieron a poner, o se cambiaron su dueño o sus permisos.
}
doctor-seal-void-step = No se puede salvar nada: el bot la cierra como nula en el próximo arranque o respuesta, lo dice donde estaba publicada y se puede abrir otra vez. Mantén otros programas lejos de VAR_DIR/sealed.
doctor-seal-moved = { $count ->
    [one] VAR_DIR se trasladó, se copió o se volvió a poner entero mientras había una encuesta o un buzón abierto; lo sellado solo se abre donde se creó.
   *[other] VAR_DIR se trasladó, se copió o se volvió a poner entero mientras había { $count } encuestas o buzones abiertos; lo sellado solo se abre donde se creó.
}
doctor-seal-moved-step = Si el sitio antiguo sigue como estaba y el bot no ha arrancado aquí, vuelve atrás, cierra las encuestas y traslada otra vez. Si no, se cierran como nulas en el próximo arranque y se pueden abrir otra vez. Destruye el VAR_DIR/sealed antiguo: contiene claves.
doctor-seal-stuck = { $count ->
    [one] Una encuesta debería estar ya cerrada y no lo está.
   *[other] { $count } encuestas deberían estar ya cerradas y no lo están.
}
doctor-seal-stuck-step = Mira que el disco de VAR_DIR no esté lleno ni sea de solo lectura y reinicia el bot: sigue con el cierre donde se quedó.

doctor-server-absent = El bot no está en este servidor.
doctor-server-absent-step = Invítalo con el enlace del portal de desarrolladores, Installation.
doctor-server-new = Este servidor no se ha configurado nunca.
doctor-setup-step = Pulsa *Abrir la configuración*, ve a canales y roles, y pulsa *Hacerlo*.
doctor-ready-step = Pulsa *Abrir la configuración* y sigue hasta la última pantalla; muestra cada cosa con su botón.
doctor-live-ok = La guardia está en marcha.
doctor-live-broken = { $count ->
    [one] La guardia está en marcha, pero falta una cosa que necesita.
   *[other] La guardia está en marcha, pero faltan { $count } cosas que necesita.
}
doctor-live-missing = { $count ->
    [one] La guardia no está en marcha: falta una cosa.
   *[other] La guardia no está en marcha: faltan { $count } cosas.
}
doctor-live-paused = La guardia está en pausa.
doctor-live-paused-step = Para empezar otra vez: *Abrir la configuración*, última pantalla, *Empezar*.
doctor-room-alerts-gone = No hay canal privado de guardia, así que las tarjetas no tienen adónde ir.
doctor-room-support-gone = No hay canal de apoyo, así que no se puede abrir ningún espacio privado.
doctor-room-facilitators-gone = No hay canal de facilitación.
doctor-room-ok = Tengo lo que necesito en { $channel }.
doctor-room-permissions = En { $channel } me falta:
doctor-room-permissions-step = Clic derecho o mantén pulsado { $channel }, Editar canal, Permisos, elige Alongside, activa { $permissions } y guarda.
doctor-room-drifted = Quién puede hacer qué en { $channel } no está como lo dejó la configuración.
doctor-room-public = { $channel } debería ser privado, y puede leerlo todo el mundo.
doctor-room-participants = { $channel } debería ser privado, y pueden leerlo los participantes.
doctor-room-others = { $count ->
    [one] Una persona más que su equipo puede leer { $channel }:
   *[other] { $count } personas más que su equipo pueden leer { $channel }:
}
doctor-roles-ok = Los cuatro roles están.
doctor-role-participant-gone = No hay rol de participante.
doctor-role-facilitator-gone = No hay rol de facilitación.
doctor-role-oncall-gone = No hay rol de guardia, así que la guardia no puede ver los casos.
doctor-role-lead-gone = No hay rol de responsable, así que no se despierta a nadie al final.
doctor-lead-none = Nadie tiene el rol de responsable.
doctor-lead-none-step = *Abrir la configuración*, última pantalla, *Elegir responsable*.
doctor-responders-few = { $count ->
    [0] Nadie ha contestado a un aviso de prueba; deberían hacerlo { $needed } personas.
    [one] Una persona ha contestado a un aviso de prueba; deberían hacerlo { $needed }.
   *[other] { $count } personas han contestado a un aviso de prueba; deberían hacerlo { $needed }.
}
doctor-responders-untested = En la lista sin haber contestado a un aviso de prueba:
doctor-responders-step = Cada una escribe /{ command-oncall-name } { command-oncall-join-name } y pulsa el botón de mi mensaje directo.
doctor-responders-closed = No aceptan mensajes directos míos, así que un aviso solo les llega en el canal:
doctor-responders-closed-step = Pídeles: nombre de este servidor, Ajustes de privacidad, Mensajes directos activados; después, otra vez /{ command-oncall-name } { command-oncall-join-name }.
doctor-shift-now = De turno ahora:
doctor-shift-nobody = Ahora no hay nadie de turno.
doctor-shift-step = /{ command-oncall-name } { command-oncall-now-name } o /{ command-oncall-name } { command-oncall-plan-name } pone a alguien.
doctor-shift-covered = Los próximos tres días hay alguien de turno en todo momento.
doctor-shift-gaps = No hay nadie de turno: { $spans }{ $more ->
    [0] .
   *[other] {" "}y { $more } veces más en los próximos tres días.
}
doctor-helplines-ok = { $count ->
    [one] Hay una línea de ayuda confirmada.
   *[other] Hay { $count } líneas de ayuda confirmadas.
}
doctor-helplines-none = No hay líneas de ayuda confirmadas.
doctor-helplines-step = *Abrir la configuración*, *Líneas de ayuda*: míralas y confírmalas.
doctor-helplines-old = { $count ->
    [one] Un número de vuestro país se comprobó hace más de un año.
   *[other] { $count } números de vuestro país se comprobaron hace más de un año.
}
doctor-helplines-old-step = Llama o mira sus páginas, y pon la fecha de hoy junto a cada uno en data/helplines.toml.
