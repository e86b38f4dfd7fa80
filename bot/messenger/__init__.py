"""The one door out to Discord."""
