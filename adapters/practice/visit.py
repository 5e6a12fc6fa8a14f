"""Looks from outside who answers on the practice room's port."""

import asyncio

from bot.port import Finding, Gravity

GREETING = "Tertulia practice room"
"""What the room calls itself in the `Server` line of its answers."""


async def look(port: int) -> Finding:
    """Tell whether the port is free, the room's own, or somebody else's."""
    address = f"http://127.0.0.1:{port}/"
    answer = await _knock(port)
    if answer is None:
        return Finding(Gravity.FINE, f"The practice room can open at {address}")
    if GREETING in answer:
        return Finding(Gravity.FINE, f"The practice room is open at {address}")
    return Finding(
        Gravity.STOPS,
        f"Port {port} is used by another program.",
        "Choose another: port under [practice] in config.toml, or TERTULIA_PRACTICE__PORT.",
    )


async def _knock(port: int) -> str | None:
    """Give the head of whatever answers; None when nobody listens."""
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 2.0)
    except OSError:
        return None
    try:
        writer.write(f"HEAD / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        head = await asyncio.wait_for(reader.read(2000), 2.0)
    except OSError:
        return ""
    finally:
        writer.close()
    return head.decode("latin-1")
