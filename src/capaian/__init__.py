"""Capaian: performance management for Indonesia's civil service. The map of the house is in docs/house.md."""
