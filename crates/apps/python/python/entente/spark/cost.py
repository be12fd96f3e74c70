"""What it takes to code an archive, as arithmetic from measured rates.

    python -m entente.spark.cost [--reports 500000000] [--cores 256] [--price 0.04] [--texts]

The rates are `RATES`, of the run that docs/results.md tells of; `examples/spark/measure.py` measures those of other machines.
"""

import argparse
from dataclasses import dataclass

COMMON_CRAWL_NEWS = 500_000_000
"""Articles of Common Crawl News, in round numbers."""


@dataclass(frozen=True)
class Rates:
    """What one report costs: seconds of one core, and bytes."""

    measured: str
    """Where and on how many reports."""
    reading_seconds: float
    """To take a page out of a WARC file and find its article."""
    coding_seconds: float
    """To code it."""
    grouping_seconds: float
    """For stories, happenings and monthly relations."""
    writing_seconds: float
    """For the export."""
    coded_bytes: int
    """Nested, in Parquet."""
    export_bytes: int
    """Of the export."""
    worker_bytes: int
    """Resident in a Python worker once models and knowledge are loaded; of a worker, not of a report."""


RATES = Rates(
    measured="20,000 reports of 393 words, Spark 4.3 with two workers of one core, other work beside it",
    reading_seconds=0.0005,
    coding_seconds=0.040,
    grouping_seconds=0.0104,
    writing_seconds=0.0042,
    coded_bytes=9_880,
    export_bytes=3_640,
    worker_bytes=300_000_000,
)

STEPS = ("reading", "coding", "grouping", "writing")


def estimate(
    n_reports: int = COMMON_CRAWL_NEWS,
    n_cores: int = 256,
    price: float = 0.04,
    is_text: bool = False,
    rates: Rates = RATES,
) -> str:
    """The arithmetic of an archive, for people.

    Parameters
    ----------
    n_reports
        Reports of the archive.
    n_cores
        Cores of the cluster.
    price
        Of one core for one hour, in dollars.
    is_text
        Whether the archive holds texts: then no articles are looked for in pages.
    rates
        What one report costs.

    Returns
    -------
    str
        Lines without one at the end.
    """
    hours = {
        step: n_reports * getattr(rates, f"{step}_seconds") / 3600 for step in STEPS if step != "reading" or not is_text
    }
    total = sum(hours.values())
    lines = [f"measured: {rates.measured}"]
    lines += [_step_line(step, n_reports, getattr(rates, f"{step}_seconds"), hours[step]) for step in hours]
    lines.append(f"together                                    {total:12,.0f} core hours")
    lines.append(f"time      {total:,.0f} core hours / {n_cores:,} cores = {total / n_cores:,.1f} hours")
    lines.append(f"price     {total:,.0f} core hours x {price:.3f} $ = {total * price:,.0f} $")
    lines.append(_bytes_line("coded", n_reports, rates.coded_bytes))
    lines.append(_bytes_line("export", n_reports, rates.export_bytes))
    worker, memory = rates.worker_bytes / 1e9, n_cores * rates.worker_bytes / 1e9
    lines.append(f"memory    {n_cores:,} workers x {worker:.2f} GB = {memory:,.0f} GB")
    return "\n".join(lines)


def _step_line(step: str, n_reports: int, seconds: float, hours: float) -> str:
    return f"{step:9} {n_reports:,} x {seconds:.5f} s / 3,600 = {hours:12,.0f} core hours"


def _bytes_line(name: str, n_reports: int, n_bytes: int) -> str:
    return f"{name:9} {n_reports:,} x {n_bytes:,} bytes = {n_reports * n_bytes / 1e12:,.2f} TB"


def main() -> None:
    """Prints the arithmetic of what the command line asks."""
    parser = argparse.ArgumentParser(description="What it takes to code an archive, from measured rates.")
    parser.add_argument("--reports", type=int, default=COMMON_CRAWL_NEWS, help="reports of the archive")
    parser.add_argument("--cores", type=int, default=256, help="cores of the cluster")
    parser.add_argument("--price", type=float, default=0.04, help="dollars for one core and one hour")
    parser.add_argument("--texts", action="store_true", help="the archive holds texts, not pages")
    arguments = parser.parse_args()
    print(estimate(arguments.reports, arguments.cores, arguments.price, arguments.texts))


if __name__ == "__main__":
    main()
