"""Loads a release into a store of others: the dump graph by graph, the protocol, the order."""
