"""The record that nobody can quietly change: chained, verified, anchored; who read what; backup and restore."""
