"""A Discord of our own on loopback: real HTTP, a real gateway, and faults on demand (docs/decisions/rehearsal.md)."""
