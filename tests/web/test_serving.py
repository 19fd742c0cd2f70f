"""The socket that the server listens on."""

import socket
from contextlib import closing

from trips_graph.web.serving import listen


def test_connections_send_the_last_piece_of_an_answer_at_once() -> None:
    with closing(listen("127.0.0.1", 0)) as listener:
        listener.setblocking(True)
        with (
            socket.create_connection(listener.getsockname(), timeout=5),
            closing(listener.accept()[0]) as taken,
        ):
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
