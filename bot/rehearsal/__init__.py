"""A Discord of our own, to rehearse in."""
