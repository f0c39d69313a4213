"""Tables that come in and go out: CSV, XLSX and Parquet, with every problem named by row, column and reason."""
