"""What set-up decided about each server."""

from bot.servers.servers import Ages, Server, Servers

__all__ = ["Ages", "Server", "Servers"]
