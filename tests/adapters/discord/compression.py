"""How the gateway packs what it sends: one stream of zlib or zstd for the whole connection, or none."""

from __future__ import annotations

import zlib
from collections.abc import Callable

Pack = Callable[[str], bytes | str]


def packing(asked: str) -> Pack:
    match asked:
        case "zlib-stream":
            return _zlib()
        case "zstd-stream":
            return _zstd()
    return lambda text: text


def _zlib() -> Pack:
    stream = zlib.compressobj()
    return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Pack:
    import zstandard

    stream = zstandard.ZstdCompressor().compressobj()
    return lambda text: stream.compress(text.encode()) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
