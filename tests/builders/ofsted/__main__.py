"""Serves the stand-in, to try the commands by hand:

    python -m tests.builders.ofsted --port 8099 [--news] [--troubles]

and, in another terminal, with a DATA_DIR of your own:

    OFSTED_STAND_IN=http://127.0.0.1:8099 OFSTED_PAUSE_SECONDS=0 python manage.py fetch_reports
"""

import argparse
from itertools import cycle

from .of_fixtures import site_of_fixtures
from .server import make_server
from .site import BROKEN, SERVER_ERROR, WEB_PAGE, Answer, OfstedSite, busy

EVERY_NTH = 25


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.builders.ofsted", description="A stand-in for Ofsted's site."
    )
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--page-kb", type=int, default=0, help="let each page hold so much more")
    parser.add_argument("--news", action="store_true", help="list letters and reports that are not on record")
    parser.add_argument("--troubles", action="store_true", help="let every 25th file fail once, or be a web page")
    options = parser.parse_args()
    site = site_of_fixtures(with_news=options.news)
    site.page_bytes = options.page_kb * 1024
    if options.troubles:
        _add_troubles(site)
    server = make_server(site, options.port)
    print(f"Ofsted's stand-in is at http://127.0.0.1:{server.server_address[1]}. Ctrl+C stops it.", flush=True)  # noqa: T201
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def _add_troubles(site: OfstedSite) -> None:
    troubles = cycle([BROKEN, SERVER_ERROR, busy("3"), Answer(503), Answer(200, WEB_PAGE), Answer(404)])
    for number in sorted(site.files)[::EVERY_NTH]:
        site.trouble(f"https://files.ofsted.gov.uk/v1/file/{number}", next(troubles))


if __name__ == "__main__":
    main()
