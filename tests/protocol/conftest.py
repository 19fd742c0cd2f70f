"""The server that every test of the protocol asks: the real one, over the invented release."""

from tests.web.conftest import client, server, small_release

__all__ = ["client", "server", "small_release"]
