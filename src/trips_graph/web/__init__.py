"""The web package serves a release over HTTP. It imports no stage of the corridor."""
