# Una tarde en la terminal, para quien quiere ver lo que hace el bot antes de confiar en él.

story-title = Una tarde con { $server }
story-subtitle = El bot, su almacén y su detector son los de verdad. Las personas son inventadas, y el Discord que las rodea es uno pequeño y nuestro.
story-server = El grupo de los martes
story-bot = bot
story-just-now = ahora mismo
story-jump = enlace al mensaje

story-place-welcome = bienvenida
story-place-lounge = grupo-de-los-martes

story-cast-maya = viene todos los martes
story-cast-sam = viene cuando ha dormido
story-cast-noor = abre la tarde
story-cast-ana = de guardia esta noche, se la despierta primero
story-cast-ben = de guardia esta noche, se le despierta tres minutos después
story-cast-lea = responsable de la guardia

story-screen-channel = #{ $name }
story-screen-direct = { $name } y el bot, en privado
story-screen-lock = La pantalla bloqueada de { $name }
story-screen-only = esto solo lo ve { $name }

story-scene-before = Antes de que venga nadie
story-setup = Lea escribe /setup: ciudad, líneas de ayuda, canales, roles. Ve lo que va a cambiar antes de que cambie.
story-announcement = En el servidor cualquiera puede leer quién ayuda aquí, qué lee el bot y dónde están sus límites, antes de que haga falta.
story-test-page = Ana y Ben se apuntan a la guardia. Primero cada cual tiene que ver un aviso de prueba, en el móvil que le va a despertar.
story-live = Lea pulsa { $button }. Ana toma la tarde y Ben está detrás de ella. Esto es lo que encuentra /doctor:
story-checked = { $count } cosas están como deben.

story-scene-evening = Martes por la tarde
story-opens = Noor abre la tarde. El bot no tiene nada que decir.
story-noor-opens = Qué bien veros. ¿Cómo ha sido la semana, en una palabra?
story-sam-answers = Larga. Me alegro de estar aquí.
story-one-more-line = Maya escribe una línea.
story-trigger = Tengo las pastillas delante de mí
story-word-of-method = pastillas
story-nothing-in-public = En el canal no pasa nada. No se señala a nadie. El móvil de Maya muestra unas palabras que solo ve ella.
story-primary-rings = En el mismo momento se enciende el móvil de Ana. Quien lo mire a su lado no se entera de nada.
story-card = Detrás hay una tarjeta, aquí en el canal de la guardia. Lo que escribió Maya no está en ella.
story-maya-talk = Maya mira un rato los cuatro botones. Pulsa { $button }.
story-primary-silent = Tres minutos. El tren de Ana está en un túnel. Así que se enciende el móvil de Ben.
story-why = Ben pulsa { $button }. Este es el único lugar donde aparecen las palabras de Maya.
story-take = Pulsa { $button }, y Maya oye su nombre.
story-ana-sees = El tren sale del túnel. Ana ve que puede guardar el móvil.

story-scene-room = Un lugar para hablar
story-offer = Ben pulsa { $button }. Nada se abre antes de que Maya diga que sí, y se le dice quién podría leerlo.
story-yes = Dice que sí. Ahora hay dos personas en la sala. El bot aquí no lee nada.
story-ben-1 = Hola, Maya. Soy Ben. Estoy aquí y tengo tiempo.
story-maya-1 = no sé qué decir
story-ben-2 = No hace falta saberlo. ¿Podrías poner algo de distancia entre tú y ellas, solo mientras hablamos?
story-maya-2 = vale. ya están en la cocina
story-ben-3 = Gracias por hacerlo. ¿Desde cuándo estás así?
story-sister = Hablan mucho rato. Es suyo, así que no se muestra aquí.
story-maya-3 = mi hermana viene de camino
story-ben-4 = Me alegro. Me quedo contigo hasta que esté en la puerta.
story-resolve = Su hermana ha llegado. Ben pulsa { $button }: { $outcome }.
story-note = Vino su hermana. A Maya le gustaría volver a hablar la semana que viene.
story-follow = Maya pulsa { $button }.
story-debrief = Una hora después, alguien pregunta también por Ben.

story-scene-night = La misma noche, sin nadie de guardia
story-sam-writes = Sam no puede dormir. Le escribe al propio bot.
story-sam-trigger = No puedo más. Quiero acabar con todo.
story-lead-rings = Se le ha dicho enseguida y con claridad. Fuera de turno solo se llama a la persona responsable.
story-lead-takes = Lea se despierta a los cuatro minutos. Pulsa { $button }, y después { $answer }.
story-lea-writes = Sam, soy Lea. Ya me he despertado y me quedo contigo.
story-sam-replies = gracias. no quiero estar a solas con esto
story-lead-stays = Se escriben hasta que su hermano coge el teléfono.

story-scene-after = El día después
story-after-follow-up = Maya había dicho que sí a esto.
story-after-words = Jueves por la mañana. Lo que escribieron ha desaparecido. Que alguien necesitó a una persona, y cuándo, se queda noventa días.
story-scene-tuesday = El martes siguiente
story-noor-again = Qué bien veros. ¿Una palabra?
story-maya-again = aquí
story-tuesday = Maya ha vuelto. Nada en este canal la señaló nunca.

story-scene-measured = Medido
figure-page = de la línea de Maya al aviso a Ana, en esta máquina
figure-card = de la línea de Maya a la tarjeta para la guardia
figure-person = de la línea de Maya a las palabras privadas para ella
figure-backup = hasta despertar a Ben
figure-taken = hasta que alguien dijo: yo me ocupo
figure-alone = de la línea de Sam a la verdad y las líneas de ayuda
figure-lead = hasta que Lea estuvo con él
figure-milliseconds = { $count } ms
figure-minutes = { $minutes } min { $seconds } s

story-scene-promises = Lo prometido
promise-told = La tarde fue como se cuenta aquí.
promise-public = No se dijo nada en público, a nadie ni sobre nadie.
promise-words = Lo que escribieron no está en ningún sitio salvo detrás de «Por qué».
promise-stored = No está en ningún archivo de la base de datos, ni en los registros, ni en nada de este disco.
promise-pages = Se despertó a quien había que despertar, una vez a cada cual.
promise-alone = Sin nadie de guardia, se le dijo enseguida.
promise-ended = Una persona se ocupó de cada caso, hasta el final.
promise-mentions = No se llamó por su nombre a nadie más que a quien correspondía.
promise-removed = Un día después, sus palabras ya no están.
promise-sound = Nada falló dentro del bot.
story-kept = Se ha cumplido todo lo prometido.
story-broken = { $count ->
    [one] No se ha cumplido una promesa.
   *[other] No se han cumplido { $count } promesas.
}
story-broken-line = Sin cumplir: { $promise } ({ $where })
