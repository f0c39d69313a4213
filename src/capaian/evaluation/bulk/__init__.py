"""The same rules over millions of rows: reading, checking, scoring and writing tables with Ibis."""
