"""Linked data over HTTP: things, documents in every format, files of a release."""
