"""The engines a table can be scored on. DuckDB is embedded; Spark needs the extra `spark` and Java."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
from ibis.expr import types as ir

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.exchange.sources import Source, sheet_rows
from capaian.foundation.exchange.tables import write_texts

MEMORY = "4GB"  # what one engine may hold before it spills to disk; beside it stand Python and file buffers
MISSING_SPARK = "mesin spark belum terpasang; pasang dengan: pip install 'capaian[spark]' (memerlukan Java 17)"

# A table keeps its intermediate columns: written into one another they would be computed again at every use.
ibis.options.sql.fuse_selects = False


@contextmanager
def duckdb_engine(spill: Path) -> Iterator[Any]:
    """An embedded DuckDB that spills into `spill` rather than take more than its share of memory."""
    engine = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=str(spill / "spill"), threads=os.cpu_count())
    try:
        yield engine
    finally:
        engine.disconnect()


@contextmanager
def spark_engine(spill: Path) -> Iterator[Any]:
    """A Spark session on this machine, or on the cluster that Spark's own configuration names."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InvalidInput([Problem(MISSING_SPARK, field="--engine")]) from error
    # ANSI: an overflow is an error, never a silent gap.
    settings = {
        "spark.sql.ansi.enabled": "true", "spark.ui.enabled": "false", "spark.local.dir": str(spill / "spill"),
        "spark.sql.session.timeZone": "UTC", "spark.sql.warehouse.dir": str(spill / "warehouse"),
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.appName("capaian score")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield ibis.pyspark.connect(session)
    finally:
        session.stop()


def read(engine: Any, source: Source, workshop: Path) -> ir.Table:
    """The file as a table of the engine, each CSV and XLSX column as text. Nothing is read yet."""
    if source.kind == "parquet":
        return engine.read_parquet(str(source.path))
    path, delimiter = source.path, source.delimiter
    if source.kind == "xlsx":
        path, delimiter = workshop / f"{source.path.stem}.csv", ","
        write_texts(sheet_rows(source.path), path)
    if engine.name == "pyspark":
        return engine.read_csv(str(path), header=True, sep=delimiter, quote='"', escape='"', multiLine=True)
    return engine.read_csv(
        str(path), header=True, delim=delimiter, quote='"', escape='"', strict_mode=True, auto_detect=False,
        columns=dict.fromkeys(source.headers, "VARCHAR"), nullstr="", max_line_size=1 << 20,
    )


def numbered(engine: Any, source: Source, workshop: Path) -> ir.Table:
    """As `read` on DuckDB, with `row_number` counting as the reader of the file counts."""
    table = read(engine, source, workshop)
    # DuckDB reads in the order of the file, and so it numbers a window without an order.
    return table.mutate(row_number=ibis.row_number() + source.first_row)


def write_parts(engine: Any, table: ir.Table, directory: Path) -> None:
    """A Spark table as a directory of Parquet files."""
    engine._session.sql(ibis.to_sql(table, dialect="pyspark")).write.parquet(str(directory))
