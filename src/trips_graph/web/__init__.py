"""The web room: a release in, HTTP out. It imports no stage of the corridor."""
