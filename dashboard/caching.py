"""How long browsers and shared caches may keep a public address.

A reader's browser asks each time and is told within a millisecond that nothing has changed. A shared cache in front
may answer for some seconds without asking, and goes on answering while this site is away.
"""

# Pictures as of an edition never change if they are asked for as they were cited. Files of an edition otherwise say
# whether it still stands, which does.
_OF_ONE_EDITION = {"svg", "png", "plotly"}
UNCHANGING = "public, max-age=2592000, immutable"
CURRENT = "public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=86400"
# Of an answer that is for everybody who asks at this moment, and for nobody later.
NOT_TO_BE_KEPT = "no-cache"


def cache_control_of(path: str, query: str) -> str:
    """The header Cache-Control of a public address that answers 200."""
    ending = path.rpartition("/")[2].rpartition(".")[2]
    parts = query.split("&")
    has_edition = any(part.startswith("edition=") and part != "edition=" for part in parts)
    is_as_cited = "as-cited=1" in parts
    return UNCHANGING if ending in _OF_ONE_EDITION and has_edition and is_as_cited else CURRENT
