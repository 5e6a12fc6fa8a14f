"""Lets only this machine's own browser pages in: no other host name, no other origin, nothing from elsewhere."""

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.practice.visit import GREETING

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_OWN = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)

_HEADERS = {
    "Server": GREETING,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse who asks under another name: a page elsewhere can make a browser ask, but not under our name."""
    if not _OWN.fullmatch(request.headers.get("Host", "")):
        raise web.HTTPForbidden(text="This room answers on this machine only.\n")
    if request.path != "/" and request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise web.HTTPForbidden(text="Another page may not ask for this.\n")
    if (request.path == "/socket" or request.method == "POST") and request.headers.get(
        "Origin", ""
    ).lower() != f"http://{request.host}".lower():
        raise web.HTTPForbidden(text="Another page may not talk here.\n")
    return await handler(request)


async def seal(request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer the headers that keep the page to itself."""
    response.headers.update(_HEADERS)
    if _OWN.fullmatch(request.headers.get("Host", "")):
        response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
