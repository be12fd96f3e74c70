"""Functions of the extension over the batches of a DataFrame."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from .. import _entente


def spark_schema(schema: pyarrow.Schema) -> StructType:
    """The Spark schema with the columns of an Arrow schema; its metadata stays behind."""
    return from_arrow_schema(pyarrow.schema([_plain(field) for field in schema]))


def mapped(rows: DataFrame, name: str, schema: str | StructType, *arguments: str) -> DataFrame:
    """What the function `name` of the extension gives for the batches of `rows`."""
    return rows.mapInArrow(partial(_mapped, name=name, arguments=arguments), schema)


def extended(rows: DataFrame, name: str, schema: str, kept: Sequence[str]) -> DataFrame:
    """The columns `kept` of `rows`, with what the function `name` of the extension gives row by row."""
    fields = ", ".join(f"`{name}` {rows.schema[name].dataType.simpleString()}" for name in kept)
    return rows.mapInArrow(partial(_extended, name=name, kept=tuple(kept)), f"{fields}, {schema}")


def _mapped(
    batches: Iterable[pyarrow.RecordBatch], name: str, arguments: tuple[str, ...]
) -> Iterator[pyarrow.RecordBatch]:
    function = _function(name)
    for batch in batches:
        yield pyarrow.record_batch(function(batch, *arguments))


def _extended(
    batches: Iterable[pyarrow.RecordBatch], name: str, kept: tuple[str, ...]
) -> Iterator[pyarrow.RecordBatch]:
    function = _function(name)
    for batch in batches:
        made = pyarrow.record_batch(function(batch))
        columns = [*(batch.column(name) for name in kept), *made.columns]
        yield pyarrow.record_batch(columns, names=[*kept, *made.schema.names])


def _function(name: str) -> Callable[..., pyarrow.RecordBatch]:
    function: Callable[..., pyarrow.RecordBatch] = getattr(_entente, name)
    return function


def _plain(field: pyarrow.Field) -> pyarrow.Field:
    return pyarrow.field(field.name, _plain_type(field.type), field.nullable)


def _plain_type(kind: pyarrow.DataType) -> pyarrow.DataType:
    """A type as Spark knows it: dictionaries are what they stand for, and the items of a list have Spark's name."""
    if pyarrow.types.is_dictionary(kind):
        return _plain_type(kind.value_type)
    if pyarrow.types.is_list(kind):
        return pyarrow.list_(pyarrow.field("element", _plain_type(kind.value_type), kind.value_field.nullable))
    if pyarrow.types.is_struct(kind):
        return pyarrow.struct([_plain(kind.field(number)) for number in range(kind.num_fields)])
    return kind
