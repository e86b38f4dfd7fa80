"""Asking without knowing who answered."""
