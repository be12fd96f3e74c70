"""Stories, happenings and relations of coded reports."""

from pyspark.sql import Column, DataFrame, Window, functions
from pyspark.sql.functions import col

from .. import _entente
from ..errors import InputError
from ._arrow import extended, mapped
from .groups import current, grouped, members
from .scratch import Scratch

_STORY = "id string, report string, n_sources long"

_HAPPENING = ", ".join(
    [
        "id string, event string, report string, n_sources long, first_published string, last_published string",
        "type string, mode string, status string, quad long, score double, goldstein double, confidence double",
        "contexts array<string>, actors array<string>, recipients array<string>",
        "date_start string, date_end string, date_basis string",
        "place struct<name: string, country: string, latitude: double, longitude: double>",
        "pairs array<struct<source: string, target: string, mutual: boolean>>",
        "disagreements array<struct<field: string, "
        "values: array<struct<value: string, events: array<string>, publishers: array<string>>>>>",
    ]
)

_CELLS = (
    "source string, target string, month string, mutual boolean, quad long, status string, score double, "
    "goldstein double"
)

_PERIODS = ("month", "quarter", "year")


def stories(coded: DataFrame, scratch: str | None = None) -> DataFrame:
    """Which reports are of one story: reports of one matter within days.

    The same stories as those of a store that has ingested the same reports. Ids differ where reports came into the
    store in another order: here a story is named after its first report, in the order of published (unknown days last),
    text_sha256, id; there, it keeps the name that it had when it began. Of several reports with one id, the one that
    was published last counts.

    Parameters
    ----------
    coded
        What `code_reports` gives. It is read once; write it to Parquet first if other steps read it too.
    scratch
        A folder that every worker sees, for what several steps read; Spark's checkpoint folder if it is not given. It
        can be removed when the result is written.

    Returns
    -------
    DataFrame
        id, reports, publishers (independent ones), first_published, last_published, report (the first one), title,
        publisher, report_ids (in their order).
    """
    place = Scratch(coded.sparkSession, scratch)
    told = place.keep(members(coded, "stories"), "stories-members")
    groups = _placed(told, grouped(told, "stories", place))
    first = functions.min(functions.struct("place", "title", "publisher")).alias("first")
    n_counted, _ = _entente.most_counted()
    summed = groups.groupBy("group").agg(
        functions.collect_list(functions.when(col("place") <= n_counted, functions.struct("told", "sketch"))).alias(
            "members"
        ),
        functions.count("*").alias("reports"),
        functions.min("published").alias("first_published"),
        functions.max("published").alias("last_published"),
        first,
        _in_order("report_id").alias("report_ids"),
    )
    kept = ["reports", "first_published", "last_published", "first", "report_ids"]
    rows = extended(summed, "stories", "summed string", kept).withColumn("story", functions.from_json("summed", _STORY))
    return rows.select(
        "story.id",
        "reports",
        col("story.n_sources").alias("publishers"),
        col("first_published").cast("date"),
        col("last_published").cast("date"),
        "story.report",
        "first.title",
        "first.publisher",
        "report_ids",
    )


def happenings(coded: DataFrame, scratch: str | None = None) -> DataFrame:
    """Which events of which reports are one happening, and what its mentions agree on.

    The same happenings as those of a store that has ingested the same reports. A happening is named after its first
    mention, in the order of published, text_sha256, id of the report, and place in it; see `stories` for what that
    means.

    Parameters
    ----------
    coded, scratch
        As for `stories`.

    Returns
    -------
    DataFrame
        The columns of the view `happenings` (docs/store.md): id, mentions, reports, publishers, first_published,
        last_published, event (the mention that stands for all), type, mode, status, date_start, date_end, place,
        place_country, confidence, quad, score, goldstein, contexts, actors, recipients, date_basis, latitude,
        longitude, disagreements; then report (that of the event), pairs (of countries: source, target, mutual) and
        event_ids (all mentions, in their order).
    """
    place = Scratch(coded.sparkSession, scratch)
    told = place.keep(members(coded, "happenings"), "happenings-members")
    groups = _placed(told, grouped(told, "happenings", place))
    _, n_read = _entente.most_counted()
    summed = groups.groupBy("group").agg(
        functions.collect_list(functions.when(col("place") <= n_read, functions.struct("told", "sketch"))).alias(
            "members"
        ),
        functions.count("*").alias("mentions"),
        functions.max("report_place").alias("reports"),
        _in_order("event_id").alias("event_ids"),
    )
    rows = extended(summed, "happenings", "summed string", ["mentions", "reports", "event_ids"])
    rows = rows.withColumn("happening", functions.from_json("summed", _HAPPENING))
    days = {name: col(f"happening.{name}").cast("date").alias(name) for name in _DAYS}
    same = [days.get(name, col(f"happening.{name}")) for name in _SAME]
    return rows.select(
        "happening.id",
        "mentions",
        col("reports").cast("long"),
        col("happening.n_sources").alias("publishers"),
        days["first_published"],
        days["last_published"],
        "happening.event",
        *same[:5],
        col("happening.place.name").alias("place"),
        col("happening.place.country").alias("place_country"),
        *same[5:],
        col("happening.place.latitude").alias("latitude"),
        col("happening.place.longitude").alias("longitude"),
        "happening.disagreements",
        "happening.report",
        "happening.pairs",
        "event_ids",
    )


_DAYS = ("first_published", "last_published", "date_start", "date_end")

_SAME = (
    "type",
    "mode",
    "status",
    "date_start",
    "date_end",
    "confidence",
    "quad",
    "score",
    "goldstein",
    "contexts",
    "actors",
    "recipients",
    "date_basis",
)


def relations(
    coded: DataFrame,
    happenings: DataFrame | None = None,
    by: str = "month",
    scratch: str | None = None,
) -> DataFrame:
    """What one country did to another in a period, or what two did together, by quad and status.

    By month, these are the rows of the view `dyad_month` (docs/store.md) of a store that has ingested the same reports.

    Parameters
    ----------
    coded
        What `code_reports` gives, read for the sums of mentions.
    happenings
        What `happenings` gives for the same reports; made of `coded` if it is not given.
    by
        `month`, `quarter` or `year`.
    scratch
        As for `stories`.

    Returns
    -------
    DataFrame
        source, target, the period (`2025-08`, `2025-Q3` or `2025`, in a column of its name), mutual, quad, status,
        mentions, happenings, score and goldstein (sums over the mentions).

    Raises
    ------
    InputError
        If `by` is another word.
    """
    if by not in _PERIODS:
        raise InputError(f"by: expected {', '.join(_PERIODS)}, found `{by}`")
    if happenings is None:
        happenings = _happenings(coded, scratch)
    period = _period(by)
    cells = [col("source"), col("target"), period.alias(by), col("mutual"), col("quad"), col("status")]
    told = mapped(current(coded).select("record"), "cells", _CELLS)
    told = told.select(
        *cells, functions.lit(1).alias("mentions"), functions.lit(0).alias("happenings"), col("score"), col("goldstein")
    )
    happened = happenings.where(col("date_start").isNotNull()).withColumn("pair", functions.explode("pairs"))
    happened = happened.select(
        "pair.*", functions.date_format("date_start", "yyyy-MM").alias("month"), "quad", "status"
    )
    nothing = functions.lit(0.0)
    happened = happened.select(*cells, functions.lit(0), functions.lit(1), nothing, nothing)
    sums = [functions.sum(name).alias(name) for name in ("mentions", "happenings")]
    exact = [_exact_sum(name).alias(name) for name in ("score", "goldstein")]
    return told.union(happened).groupBy("source", "target", by, "mutual", "quad", "status").agg(*sums, *exact)


_happenings = happenings


def _placed(told: DataFrame, groups: DataFrame) -> DataFrame:
    """Members with their groups and their places in them; `report_place` counts reports."""
    report = [col("published").asc_nulls_last(), col("text_sha256"), col("report_id"), col("url").asc_nulls_first()]
    by_report = Window.partitionBy("group").orderBy(*report)
    by_member = Window.partitionBy("group").orderBy(*report, "number")
    rows = told.select("identity", "told", "sketch", "number", "event_id", *_ORDER, "title", "publisher")
    rows = rows.join(groups, "identity").withColumn("place", functions.row_number().over(by_member))
    return rows.withColumn("report_place", functions.dense_rank().over(by_report))


_ORDER = ("report_id", "published", "text_sha256", "url")


def _in_order(name: str) -> Column:
    """All values of a group, in their order."""
    return functions.sort_array(functions.collect_list(functions.struct("place", name))).getField(name)


def _period(by: str) -> Column:
    year = functions.substring("month", 1, 4)
    if by == "quarter":
        return functions.concat(
            year, functions.lit("-Q"), functions.ceil(functions.substring("month", 6, 2).cast("int") / 3)
        )
    return col("month") if by == "month" else year


def _exact_sum(name: str) -> Column:
    """Sums values of six places at most: in whole numbers, so that their order does not matter."""
    return functions.sum(functions.round(col(name) * 1_000_000).cast("long")) / 1_000_000
