"""`python -m tests.benchmarks.pages`: what each page and file costs with all real data, as a Markdown table."""

from tests.benchmarks.site import DRAWN, FILES, KEPT, PAGES, PAST, Cost, cost_of, real_site


def main() -> None:
    """Print a line for each page and file."""
    with real_site():
        print("| page | gzipped | queries | median time |")
        print("|---|---|---|---|")
        for page in (*PAGES, *PAST, *FILES, *KEPT):
            _print(cost_of(page))
        print("\n| file whose picture is drawn | gzipped | queries | median time |")
        print("|---|---|---|---|")
        for page in DRAWN:
            _print(cost_of(page, drawing=True))


def _print(cost: Cost) -> None:
    print(f"| `{cost.page}` | {cost.size / 1000:.1f} KB | {cost.queries} | {cost.milliseconds:.0f} ms |")


if __name__ == "__main__":
    main()
