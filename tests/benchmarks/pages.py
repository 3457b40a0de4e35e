"""`python -m tests.benchmarks.pages`: what each page costs with all real data, as a Markdown table."""

from tests.benchmarks.site import PAGES, cost_of, real_site


def main() -> None:
    """Print a line for each page."""
    with real_site():
        print("| page | HTML, gzipped | queries | median time |")
        print("|---|---|---|---|")
        for page in PAGES:
            cost = cost_of(page)
            print(f"| `{cost.page}` | {cost.size / 1000:.1f} KB | {cost.queries} | {cost.milliseconds:.0f} ms |")


if __name__ == "__main__":
    main()
