# What an operator reads when the start stops. One line: what to put where.

settings-wrong = { $setting ->
    [DISCORD_TOKEN] DISCORD_TOKEN: put the bot's token there, as the developer portal shows it, without quotes, spaces or the word Bot.
    [DISCORD_API_URL] DISCORD_API_URL: put an address there that starts with https:// or http://, or leave it out to use Discord's own.
    [DISCORD_GATEWAY_URL] DISCORD_GATEWAY_URL: put an address there that starts with wss:// or ws://, or leave it out to use Discord's own.
    [DATABASE_URL] DATABASE_URL: put sqlite:///var/alongside.db there, or postgresql://name:password@host/database.
    [VAR_DIR] VAR_DIR: put a folder there that the bot may write to, for example var.
    [DATA_DIR] DATA_DIR: put the folder there that holds the bot's content (locales, lexicon, helplines.toml), or leave it out.
    [MASTER_KEY_FILE] MASTER_KEY_FILE: put the path of a file there, for example var/master.key, not a folder.
    [HEARTBEAT_URL] HEARTBEAT_URL: put an address there that starts with https:// or http://, or leave it out to send no heartbeat.
    [METRICS_PORT] METRICS_PORT: put a port from 1 to 65535 there, or leave it out to publish no metrics.
    [LOG_LEVEL] LOG_LEVEL: put DEBUG, INFO, WARNING, ERROR or CRITICAL there.
   *[LOG_FORMAT] LOG_FORMAT: put console or json there.
}{ $count ->
    [0] {""}
    [one] {" "}{ $others } cannot be used either. Settings are read from the environment and from .env.
   *[other] {" "}These cannot be used either: { $others }. Settings are read from the environment and from .env.
}
settings-token-missing = DISCORD_TOKEN is not set: put the bot's token there, in the environment or in .env. The developer portal shows it under Bot, Reset Token.
settings-env-unreadable = The file .env cannot be read: make it a UTF-8 text file that this account may read, with one NAME=value a line, or remove it.
helplines-wrong = { $entry } in the file of helplines cannot be used: { $problem ->
    [file] helplines.toml is missing or cannot be read. Put the one that came with the bot back into DATA_DIR.
    [sources] give it two sources, each with `at` and `dated`.
    [last_checked] give it `last_checked`, the day somebody looked at it last, as YYYY-MM-DD.
    [prefix] write the number as it is dialled inside the country, without a country prefix.
    [hours] give daily hours both `opens` and `closes`, as HH:MM.
   *[other] correct `{ $problem }`; the entries beside it show what goes there.
}
error-texts-unreadable = The texts cannot be used: { $file }: { $entry }. Correct that file or put back the one that was shipped, then start again.
