"""Views, forms and cards that more than one cog shows."""
