"""Set-up's screens and what they do."""
