"""trips-graph: reports under TRIPS Article 67 as a linked-data publication."""

__version__ = "0.1.0"
