"""`python -m tests.benchmarks.pages`: what each page and file costs with all real data, as a Markdown table."""

from tests.benchmarks.site import FILES, KEPT, PAGES, PAST, cost_of, real_site


def main() -> None:
    """Print a line for each page and file."""
    with real_site():
        print("| page | gzipped | queries | median time |")
        print("|---|---|---|---|")
        for page in (*PAGES, *PAST, *FILES, *KEPT):
            cost = cost_of(page)
            print(f"| `{cost.page}` | {cost.size / 1000:.1f} KB | {cost.queries} | {cost.milliseconds:.0f} ms |")


if __name__ == "__main__":
    main()
