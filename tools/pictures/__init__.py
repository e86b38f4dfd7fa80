"""Pictures for the pages that people read, made from the bot's own texts and cards."""
