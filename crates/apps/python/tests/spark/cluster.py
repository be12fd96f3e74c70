"""A standalone cluster on the loopback address: a master and workers of one core each."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

import entente

PACKAGE = Path(entente.__file__).parents[1]
"""Where workers find the package: where this process found it."""

HOME = Path(pyspark.__file__).parent
PATIENCE = 120
"""Seconds for a daemon to come up, on a busy machine."""

BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For Java that lives for a minute: compiling well costs more than it gains."""


@dataclass
class Daemon:
    """A master or worker, with the file that it writes its log to."""

    process: subprocess.Popen[bytes]
    log: Path

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Waits until the log says so."""
        for _ in range(PATIENCE * 10):
            found = re.search(pattern, self.log.read_text(errors="replace"))
            if found:
                return found
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            time.sleep(0.1)
        raise AssertionError(f"expected `{pattern}` in {self.log}")

    def stop(self) -> None:
        """Lets it end and waits until it has."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Ends it and what it has started, as a machine ends that loses its power."""
        for process in [self.process.pid, *_children(self.process.pid)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()


@dataclass
class Cluster:
    """A master and its workers, below one folder."""

    folder: Path
    n_workers: int = 2
    workers: list[Daemon] = field(default_factory=list)
    n_started: int = 0

    def __enter__(self) -> "Cluster":
        self.master = self._start("master.Master", "--port", "0", "--webui-port", "0")
        self.address = self.master.wait_for(r"Starting Spark master at (spark://127\.0\.0\.1:\d+)").group(1)
        self.add_workers(self.n_workers)
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in [*self.workers, self.master]:
            daemon.stop()

    def add_workers(self, n_workers: int) -> None:
        """Starts workers of one core each and waits until the master knows them."""
        arguments = ("--cores", "1", "--memory", "1500m", "--webui-port", "0", "--work-dir", str(self.folder / "work"))
        workers = [self._start("worker.Worker", *arguments, self.address) for _ in range(n_workers)]
        for worker in workers:
            worker.wait_for("Successfully registered with master")
        self.workers += workers

    def session(self, **settings: str) -> SparkSession:
        """A session on the cluster."""
        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["PYSPARK_SUBMIT_ARGS"] = f'--driver-java-options "{BRIEF}" pyspark-shell'
        builder = SparkSession.builder.master(self.address).appName("entente")
        for key, value in {**self.settings(), **settings}.items():
            builder = builder.config(key, value)
        return builder.getOrCreate()

    @property
    def mount(self) -> str:
        """The address of a file system that Spark alone reads."""
        return "viewfs://far/data"

    @property
    def mounted(self) -> Path:
        """Where its files are."""
        return self.folder / "mounted"

    def settings(self) -> dict[str, str]:
        """What a session on two cores of one machine needs; more for as many reports as `ENTENTE_REPORTS` may name."""
        is_large = "ENTENTE_REPORTS" in os.environ
        return {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "4g" if is_large else "768m",
            "spark.executor.memory": "1400m" if is_large else "768m",
            "spark.executor.cores": "1",
            "spark.executor.extraJavaOptions": BRIEF,
            "spark.executorEnv.PYTHONPATH": str(PACKAGE),
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "16" if is_large else "2",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
            "spark.sql.execution.arrow.maxBytesPerBatch": "16m",
            "spark.hadoop.fs.viewfs.mounttable.far.link./data": self.mounted.as_uri(),
            "spark.checkpoint.dir": str(self.folder / "checkpoints"),
        }

    def _start(self, name: str, *arguments: str) -> Daemon:
        self.n_started += 1
        log = self.folder / f"{self.n_started}-{name}.log"
        command = [
            str(HOME / "bin" / "spark-class"),
            f"org.apache.spark.deploy.{name}",
            "--host",
            "127.0.0.1",
            *arguments,
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=_environment())
        return Daemon(process, log)


def _environment() -> dict[str, str]:
    settings = {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
    settings["SPARK_DAEMON_JAVA_OPTS"] = BRIEF
    return {**os.environ, **settings}


def _children(process: int) -> list[int]:
    """Processes that a process has started, and those that they have."""
    found: list[int] = []
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in tasks.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_children(child)]
    return found
