"""Stores of others, as real servers on loopback: Oxigraph's and Virtuoso."""
