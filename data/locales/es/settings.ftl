# What an operator reads when the start stops. One line: what to put where.

settings-wrong = { $setting ->
    [DISCORD_TOKEN] DISCORD_TOKEN: pon ahí el token del bot, tal como lo muestra el portal de desarrolladores, sin comillas, espacios ni la palabra Bot.
    [DISCORD_API_URL] DISCORD_API_URL: pon una dirección que empiece por https:// o http://, o quítala para usar la de Discord.
    [DISCORD_GATEWAY_URL] DISCORD_GATEWAY_URL: pon una dirección que empiece por wss:// o ws://, o quítala para usar la de Discord.
    [DATABASE_URL] DATABASE_URL: pon sqlite:///var/alongside.db, o postgresql://nombre:clave@servidor/base.
    [VAR_DIR] VAR_DIR: pon una carpeta en la que el bot pueda escribir, por ejemplo var.
    [DATA_DIR] DATA_DIR: pon la carpeta con el contenido del bot (locales, lexicon, helplines.toml), o quítala.
    [MASTER_KEY_FILE] MASTER_KEY_FILE: pon la ruta de un archivo, por ejemplo var/master.key, no una carpeta.
    [HEARTBEAT_URL] HEARTBEAT_URL: pon una dirección que empiece por https:// o http://, o quítala para no enviar señales de vida.
    [METRICS_PORT] METRICS_PORT: pon un puerto del 1 al 65535, o quítalo para no publicar métricas.
    [LOG_LEVEL] LOG_LEVEL: pon DEBUG, INFO, WARNING, ERROR o CRITICAL.
   *[LOG_FORMAT] LOG_FORMAT: pon console o json.
}{ $count ->
    [0] {""}
    [one] {" "}{ $others } tampoco sirve. Los ajustes se leen del entorno y de .env.
   *[other] {" "}Estos tampoco sirven: { $others }. Los ajustes se leen del entorno y de .env.
}
settings-token-missing = Falta DISCORD_TOKEN: pon ahí el token del bot, en el entorno o en .env. El portal de desarrolladores lo muestra en Bot, Reset Token.
settings-env-unreadable = No se puede leer el archivo .env: que sea un texto UTF-8 que esta cuenta pueda leer, con un NOMBRE=valor por línea, o quítalo.
helplines-wrong = No se puede usar { $entry } del archivo de líneas de ayuda: { $problem ->
    [file] falta helplines.toml o no se puede leer. Vuelve a poner en DATA_DIR el que venía con el bot.
    [sources] ponle dos fuentes, cada una con `at` y `dated`.
    [last_checked] ponle `last_checked`, el día en que alguien lo revisó por última vez, como AAAA-MM-DD.
    [prefix] escribe el número tal como se marca dentro del país, sin prefijo internacional.
    [hours] pon `opens` y `closes` en el horario diario, como HH:MM.
   *[other] corrige `{ $problem }`; las entradas de al lado muestran qué va ahí.
}
error-texts-unreadable = No se pueden usar los textos: { $file }: { $entry }. Corrige ese archivo o vuelve a poner el original, y arranca de nuevo.
