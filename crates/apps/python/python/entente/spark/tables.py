"""The tables of coded reports, flat: the columns of the Parquet export (docs/exports.md)."""

import pyarrow
from pyspark.sql import Column, DataFrame, functions
from pyspark.sql.functions import col
from pyspark.sql.types import StructField, StructType

from .. import _entente
from ._arrow import spark_schema

TABLES = ("events", "participants", "reports", "quotes", "materiel", "numbers", "entities", "offices")
"""Tables that reports make by themselves; `happenings` needs them all."""

HAPPENING_OF = "_happening_of"
"""Column of coded reports that leads from ids of events to those of happenings."""


def events(coded: DataFrame) -> DataFrame:
    """Mentions, a row an event of a report."""
    return table(coded, "events")


def participants(coded: DataFrame) -> DataFrame:
    """Actors and recipients, a row for each of an event."""
    return table(coded, "participants")


def reports(coded: DataFrame) -> DataFrame:
    """Reports, a row each, with their texts and records."""
    return table(coded, "reports")


def quotes(coded: DataFrame) -> DataFrame:
    """Quotations and reported speech."""
    return table(coded, "quotes")


def materiel(coded: DataFrame) -> DataFrame:
    """Military items and where their deals stand."""
    return table(coded, "materiel")


def numbers(coded: DataFrame) -> DataFrame:
    """Casualties, crowds, amounts."""
    return table(coded, "numbers")


def entities(coded: DataFrame) -> DataFrame:
    """Who or what is named."""
    return table(coded, "entities")


def offices(coded: DataFrame) -> DataFrame:
    """Ranks and posts that somebody holds."""
    return table(coded, "offices")


def errors(coded: DataFrame) -> DataFrame:
    """Rows that could not be coded: report_id, where it is known, and error."""
    return coded.where(col("error").isNotNull()).select("report_id", "error")


def table(coded: DataFrame, name: str) -> DataFrame:
    """One of `TABLES` of coded reports."""
    rows = coded.where(col("error").isNull())
    if name == "participants":
        rows = rows.withColumn("_event", functions.explode("events")).withColumn(
            "_row", functions.explode("_event.participants")
        )
    elif name != "reports":
        rows = rows.withColumn("_row", functions.explode(name))
    return rows.select(*[_value(rows, field).alias(field.name) for field in schema_of(name)])


def schema_of(name: str) -> StructType:
    """The Spark schema of a table."""
    return spark_schema(pyarrow.schema(_entente.schema(name)))


def with_happenings(coded: DataFrame, happenings: DataFrame) -> DataFrame:
    """Coded reports that know of which happenings their events are mentions."""
    mentions = coded.where(col("error").isNull()).select("report_id", functions.explode("event_ids").alias("event_id"))
    happened = happenings.select("id", functions.explode("event_ids").alias("event_id"))
    by_report = mentions.distinct().join(happened, "event_id").groupBy("report_id")
    found = by_report.agg(
        functions.map_from_entries(functions.collect_list(functions.struct("event_id", "id"))).alias(HAPPENING_OF)
    )
    return coded.join(found, "report_id", "left")


def happened(coded: DataFrame, happenings: DataFrame) -> DataFrame:
    """The table `happenings`: what happened once, told by the mention that stands for it."""
    counts = happenings.select(
        col("id").alias("happening_id"),
        col("event").alias("event_id"),
        col("event_ids").alias("mentions"),
        col("mentions").alias("n_mentions"),
        col("reports").alias("n_reports"),
        col("publishers").alias("n_publishers"),
        "first_published",
        "last_published",
    )
    told = events(coded).drop("happening_id")
    return counts.join(told, "event_id").select(*[field.name for field in schema_of("happenings")])


def _value(rows: DataFrame, field: StructField) -> Column:
    """A column of a table, where the nested form has it: in the row's struct, in its event or in its report."""
    name = field.name
    if name in ("happening_id", "happening_ids") and HAPPENING_OF in rows.columns:
        return _happening(rows, name)
    for struct in ("_row", "_event"):
        if struct in rows.columns and name in rows.select(f"{struct}.*").columns:
            return col(f"{struct}.{name}")
    if name in rows.columns:
        return col(name)
    return functions.lit(None).cast(field.dataType)


def _happening(rows: DataFrame, name: str) -> Column:
    of = col(HAPPENING_OF)
    if name == "happening_ids":
        return functions.transform("event_ids", lambda event: of[event])
    return of[col("_event.event_id" if "_event" in rows.columns else "_row.event_id")]
