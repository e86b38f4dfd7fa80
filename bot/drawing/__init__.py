"""Charts as pictures, drawn by a small process beside the bot: loading what draws takes longer than the loop may stand still."""
