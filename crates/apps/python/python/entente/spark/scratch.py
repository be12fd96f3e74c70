"""Steps of a job that are kept until it is done."""

import uuid

from pyspark.sql import DataFrame, SparkSession

from ..errors import InputError


class Scratch:
    """A folder that every worker sees, for what several steps of a job read.

    What is kept there is Parquet: it outlives the worker that wrote it, and steps read the columns that they need. The
    folder is not removed, since DataFrames that were given out read from it: remove it once they are written.
    """

    def __init__(self, spark: SparkSession, folder: str | None) -> None:
        self._spark = spark
        self.folder = f"{folder or _checkpoints(spark)}/entente-{uuid.uuid4().hex}"
        self._n_kept = 0

    def keep(self, rows: DataFrame, name: str) -> DataFrame:
        """Computes `rows` once; what is returned reads them."""
        path = f"{self.folder}/{self._n_kept:03}-{name}"
        self._n_kept += 1
        rows.write.parquet(path)
        return self._spark.read.schema(rows.schema).parquet(path)


def _checkpoints(spark: SparkSession) -> str:
    folder = spark.sparkContext.getCheckpointDir()
    if folder is None:
        raise InputError(
            "scratch: expected a folder for the steps of the job, found none: pass `scratch=`, or set "
            "`spark.checkpoint.dir` to a folder that every worker sees"
        )
    return folder
