"""Files of any file system that Spark reaches, through Hadoop's `FileSystem`."""

import json
import os
from typing import Any

from pyspark.sql import SparkSession

OBJECT_STORES = frozenset({"s3", "s3a", "s3n", "gs", "oss", "cos", "obs", "wasb", "wasbs"})
"""Schemes of stores that put an object whole, and have no rename."""


class Folder:
    """A folder that a job writes to."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        context: Any = spark.sparkContext
        self._jvm: Any = context._jvm
        configuration = context._jsc.hadoopConfiguration()
        root = self._jvm.org.apache.hadoop.fs.Path(path)
        self._files: Any = root.getFileSystem(configuration)
        self._configuration = configuration
        self._root: Any = self._files.makeQualified(root)
        self.address: str = self._root.toString()

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine, or on what every machine mounts at the same place."""
        return bool(self._files.getScheme() == "file")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; none if it is not there."""
        path = self._path(name)
        if not self._files.exists(path):
            return None
        stream = self._files.open(path)
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def replace(self, name: str, content: bytes) -> None:
        """Puts a file in the place of the one that stands there: whoever reads it finds the one or the other, whole."""
        if self._files.getScheme() in OBJECT_STORES:
            self._write(self._path(name), content)
            return
        unfinished = self._path(f".unfinished-{name}")
        self._write(unfinished, content)
        if self.is_local:
            os.replace(self._on_disk(unfinished), self._on_disk(self._path(name)))
            return
        option = self._jvm.org.apache.hadoop.fs.Options.Rename
        options = self._jvm.java.lang.reflect.Array.newInstance(option.OVERWRITE.getClass(), 1)
        self._jvm.java.lang.reflect.Array.set(options, 0, option.OVERWRITE)
        context = self._jvm.org.apache.hadoop.fs.FileContext.getFileContext(self._root.toUri(), self._configuration)
        context.rename(unfinished, self._path(name), options)

    def move(self, source: str, target: str) -> None:
        """Gives a file its name; one that has the name already stays, since names tell the bytes."""
        path = self._path(target)
        if self._files.exists(path):
            return
        self._raw().mkdirs(path.getParent())
        if not self._raw().rename(self._path(source), path) and not self._files.exists(path):
            raise OSError(f"{path.toString()}: expected that {source} can be moved there, found that it cannot")

    def remove(self, name: str) -> None:
        """Removes a file or a folder with all that it holds; nothing if it is not there."""
        self._files.delete(self._path(name), True)

    def found(self, pattern: str) -> list[str]:
        """Names of files below the folder that a pattern of Hadoop's matches."""
        statuses = self._files.globStatus(self._path(pattern)) or []
        start = len(self.address) + 1
        return sorted(status.getPath().toString()[start:] for status in statuses)

    def _path(self, name: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(self._root, name)

    def _raw(self) -> Any:
        """The file system without the files of checksums that Hadoop puts beside local files."""
        return self._files.getRawFileSystem() if self.is_local else self._files

    def _on_disk(self, path: Any) -> str:
        return str(path.toUri().getPath())

    def _write(self, path: Any, content: bytes) -> None:
        stream = self._raw().create(path, True)
        try:
            stream.write(bytearray(content))
        finally:
            stream.close()


def pretty(value: object) -> bytes:
    """JSON as manifests are written."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
