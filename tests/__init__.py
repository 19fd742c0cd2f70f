"""Tests of trips-graph; the folders mirror the source."""
