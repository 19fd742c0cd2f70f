"""A SPARQL 1.1 store elsewhere as an engine: asked over HTTP, read to the last byte, rewritten.

Nothing of a store's answer goes out unread. Stores write errors into answers with status 200
(Oxigraph 0.5), send tables with broken quotes and truth values as tables (Virtuoso 7.2). So each
is asked for the two forms that all write well, SPARQL JSON and N-Triples, and our own writers do
the rest; what cannot be read to its end breaks the transfer off.
"""
