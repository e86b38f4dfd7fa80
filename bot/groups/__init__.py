"""Peers meeting: groups, check-ins, sessions, prompts, goals."""
