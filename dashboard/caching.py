"""How long browsers and shared caches may keep a public address.

A reader's browser asks each time and is told within a millisecond that nothing has changed. A shared cache in front
may answer for some seconds without asking, and goes on answering while this site is away.
"""

# Pictures as of an edition show that edition's data and nothing else, so they never change. Tables and papers as of an
# edition say whether it still stands, which does.
_OF_ONE_EDITION = {"svg", "png", "plotly"}
UNCHANGING = "public, max-age=2592000, immutable"
CURRENT = "public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=86400"


def cache_control_of(path: str, query: str) -> str:
    """The header Cache-Control of a public address that answers 200."""
    ending = path.rpartition("/")[2].rpartition(".")[2]
    has_edition = any(part.startswith("edition=") and part != "edition=" for part in query.split("&"))
    return UNCHANGING if ending in _OF_ONE_EDITION and has_edition else CURRENT
