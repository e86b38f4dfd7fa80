# Lo que lee quien instala el bot, en la línea de órdenes.

cli-help = Alongside: un bot de Discord que mantiene vivos los grupos de apoyo mutuo y cuida de quienes están en ellos.
cli-run = Pone el bot en marcha hasta que se le pida parar.
cli-rehearse = Ensaya sin token: el bot funciona en un pequeño Discord en esta máquina hasta que pulses Ctrl-C. Con --story se representa una tarde en esta terminal.
cli-doctor = Revisa ajustes, token, interruptores, base de datos, llavero y copias.
cli-assess = Lee líneas JSON con un "text" (y un "locale") y responde a cada una con lo que dice el detector.
cli-evaluate = Mide el detector con una tabla que tenga las columnas text y label.
cli-migrate = Lleva la base de datos al esquema que necesita esta versión.
cli-backup = Copia la base de datos y el llavero, también con el bot en marcha.
cli-restore = Pone una copia en lugar de la base de datos, la más reciente si no se nombra una carpeta. El bot debe estar parado.
cli-export = Muestra lo que se guarda sobre alguien, en JSON.
cli-erase = Olvida a alguien, después de mostrar lo que se guarda.
cli-option-json = Responde en JSON, para que lo lea un programa.
cli-option-yes = No pregunta.
cli-option-story = Representa una tarde y comprueba después cada promesa que toca.
cli-option-locale = El idioma de la tarde: en o es.
cli-option-port = El puerto en el que escuchar. Si no lo indicas, se elige uno libre.
cli-option-misses = Muestra las filas que se escaparon y las falsas alarmas, con sus textos.
cli-argument-person = El identificador de alguien en Discord, un número.
cli-argument-csv = Un archivo CSV en UTF-8 con las columnas text y label, y locale si se quiere.
cli-argument-folder = Una carpeta hecha por la orden backup.

cli-token-refused = DISCORD_TOKEN: Discord no conoce este token. Portal de desarrolladores, tu aplicación, Bot, Reset Token: pon ahí el nuevo y vuelve a empezar.
cli-members-off = El interruptor Server Members Intent está apagado y el bot no puede empezar. Portal de desarrolladores, tu aplicación, Bot, Privileged Gateway Intents: enciende Server Members Intent, guarda y vuelve a empezar.
cli-content-off = El interruptor Message Content Intent está apagado, así que el bot empieza sin leer: solo ve lo que se le envía y lo que lo menciona. Si tus grupos aceptan que se les lea, enciéndelo en Bot, Privileged Gateway Intents, en el portal de desarrolladores, y vuelve a empezar.
cli-starts-spent = El bot se ha iniciado tantas veces que, por ahora, Discord no deja que se conecte más. Se conectará solo dentro de { $minutes } minutos. Déjalo en marcha: cada nuevo inicio contaría, y demasiados le cuestan su token.
cli-discord-away = No se ha podido llegar a Discord. Revisa la red de esta máquina y DISCORD_API_URL, y vuelve a empezar.
cli-database-away = La base de datos no responde, así que no se ha cambiado nada. Revisa el disco (lleno, solo lectura) y DATABASE_URL, y prueba otra vez.
cli-disk-refused = El disco ha fallado ({ $reason }) y no se ha sustituido nada. Comprueba que tiene espacio y se puede escribir en él, y prueba otra vez.
cli-file-unreadable = No se puede leer { $file }. Nombra un archivo CSV en UTF-8 que esta cuenta pueda leer.
cli-rehearsal-extra = El ensayo necesita un paquete que no está instalado. Ejecuta: pip install "alongside[rehearsal]"
cli-rehearse-listening = El bot está trabajando en un Discord propio. API: { $api } · pasarela: { $gateway } · Ctrl-C lo termina.
cli-rehearse-seam = Para una página o un programa: { $address }/state, /events y /act.
cli-rehearse-language = La tarde no se cuenta en ese idioma. Elige uno de estos: { $known }

cli-evaluate-columns = { $file } necesita una primera línea que nombre las columnas text y label.
cli-evaluating = Leyendo las filas
cli-evaluate-title = { $count } filas
cli-evaluate-figure = cifra
cli-evaluate-interval = intervalo del 95 %
cli-evaluate-of = de
cli-evaluate-recall = Crisis encontradas
cli-evaluate-urgent-recall = Urgentes encontradas
cli-evaluate-page-recall = Urgentes que habrían despertado a alguien
cli-evaluate-precision = Encontradas, y de verdad una crisis
cli-evaluate-page-precision = Habrían despertado a alguien, y de verdad una crisis
cli-evaluate-alarms = Falsas alarmas por cada 1000 filas corrientes
cli-evaluate-false-pages = Despertares innecesarios por cada 1000 filas corrientes
cli-evaluate-label = etiqueta
cli-evaluate-category = categoría
cli-evaluate-right = acierto
cli-evaluate-rows = filas
cli-evaluate-unknown = { $count ->
    [one] Se dejó fuera una fila, porque su etiqueta no se conoce: { $labels }. docs/detection.md tiene la lista.
   *[other] Se dejaron fuera { $count } filas, porque sus etiquetas no se conocen: { $labels }. docs/detection.md tiene la lista.
}
cli-evaluate-missed = Se escaparon
cli-evaluate-false-alarms = Falsas alarmas

cli-migrating = Migrando
cli-migrated = La base de datos ha pasado de { $before } a { $after }.
cli-migrated-already = La base de datos ya está en { $revision }.
cli-backing-up = Copiando
cli-backed-up = Se han copiado { $megabytes } MB a { $folder }. Guarda la clave maestra en otro sitio. Las encuestas abiertas no se copian: una copia de sus claves desharía su anonimato.
cli-backed-up-keyring = El llavero se ha copiado a { $folder }. La base de datos está en PostgreSQL: cópiala con pg_dump.
cli-restoring = Devolviendo la copia
cli-restore-sure = ¿Poner la copia del { $made_at } ({ $folder }) en lugar de la base de datos? Lo ocurrido desde entonces se pierde.
cli-restored = La base de datos está como el { $made_at }. { $erasures ->
    [0] {""}
    [one] A una persona borrada desde entonces se la borra de nuevo al empezar.
   *[other] A { $erasures } personas borradas desde entonces se las borra de nuevo al empezar.
} { $surveys ->
    [0] {""}
    [one] Una encuesta que estaba abierta se cierra como nula: las respuestas no están en ninguna copia. Se avisa a su grupo al empezar.
   *[other] { $surveys } encuestas que estaban abiertas se cierran como nulas: las respuestas no están en ninguna copia. Se avisa a sus grupos al empezar.
}
cli-restored-keyring = El llavero faltaba o estaba dañado y viene también de esa copia: quien llegó después del { $made_at } no está en él.
cli-restored-unknown = No queda ninguna lista de borrados, ni junto al llavero ni junto a las copias. **Quien se borró después del { $made_at } está de vuelta.** Bórralo otra vez: python -m bot erase.

cli-erase-unknown = No se guarda nada sobre esta persona con su nombre. Lo que haya respondido en encuestas que siguen abiertas y una sugerencia que esté esperando se pueden retirar.
cli-unseal-sure = ¿Retirarlo? No se puede deshacer.
cli-unsealed = Hecho. Ya no queda sellado nada de lo que dijo.
cli-erase-sealed = Primero se retira lo que haya respondido en encuestas que siguen abiertas y una sugerencia que esté esperando.
cli-erase-preview = Se olvidará esto:
cli-erase-sure = ¿Olvidar a esta persona? No se puede deshacer. Las copias del llavero la conservan siete días como mucho.
cli-erased = Hecho. Ya no se puede abrir nada de lo que escribió.
cli-bot-refused = El bot en marcha no ha podido hacerlo ahora. Mira su registro e inténtalo de nuevo en un momento.
cli-erase-open = El caso { $number } sigue abierto y esta persona está en él. Acompáñalo primero hasta el final y borra después; así nadie se queda sin compañía.
cli-rotate = Que una clave maestra nueva tome el relevo, con el bot en marcha o no
cli-rotate-sure = Una clave nueva ocupa el lugar de la de { $path }. La anterior ya no abrirá nada, ni los llaveros de copias anteriores. ¿Seguir?
cli-rotating = Envolviendo de nuevo la clave de cada persona
cli-rotated = Hecho: la clave nueva está en { $path } y envuelve las claves de { $count } personas. Llaveros quitados de copias anteriores: { $copies }. Guarda aparte una copia de la clave nueva y haz ahora una copia de seguridad.
