"""The nginx example before a real server: TLS, true addresses, limits, rows as they are found."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import small_release as small_release
from tests.web.operation.serving import Served, serving
from trips_graph.model.release import Release

EXAMPLE = Path(__file__).parents[2] / "deploy" / "nginx.conf"
ELSEWHERE = "127.0.0.2"  # a client that is not the proxy, on the same machine
MAIN = """
{user}
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""
pytestmark = pytest.mark.skipif(
    shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") is None
    and "CI" not in os.environ,
    reason="no nginx (Debian: nginx-light)",
)


@contextmanager
def proxying(folder: Path, *upstreams: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses (https, http) of nginx with the example before one server or more."""
    hosts = [upstream.removeprefix("http://") for upstream in upstreams]
    secure, plain = _free_port(), _free_port()
    _make_certificate(folder)
    site = EXAMPLE.read_text("utf-8")
    for theirs, ours in (
        (r"listen \[::\].*;", ""),
        (r"listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"/etc/ssl/trips\.example\.org", str(folder)),
        (r"server 127\.0\.0\.1:8000 (.*);", "".join(rf"server {host} \1;" for host in hosts)),
    ):
        site, times = re.subn(theirs, ours, site)
        assert times, theirs
    (folder / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    path = {"PATH": f"{os.environ['PATH']}:/usr/sbin"}
    checked = subprocess.run([*command, "-t"], env=path, capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0 and "warn" not in checked.stderr, checked.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"], env=path)
    try:
        _await_port(secure)
        yield f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _await_port(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not listen within 5 seconds")


def _make_certificate(folder: Path) -> None:
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-days", "2", "-subj", "/CN=trips.example.org",
        "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=30)


@contextmanager
def client_of(folder: Path, address: str, source: str = ELSEWHERE) -> Iterator[httpx.Client]:
    """Yield a client that trusts the certificate and asks from an address of its own."""
    context = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    transport = httpx.HTTPTransport(verify=context, local_address=source)
    with httpx.Client(base_url=address, transport=transport, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def proxied(
    small_release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, Served, str]]:
    """A client of nginx, the server behind it, and the address of nginx without TLS."""
    folder = tmp_path_factory.mktemp("nginx")
    with (
        serving(small_release.folder, folder / "told", TRIPS_TRUSTED_PROXIES="127.0.0.1") as served,
        proxying(folder, served.address) as (secure, plain),
        client_of(folder, secure) as client,
    ):
        yield client, served, plain


def test_pages_data_and_queries_come_through(proxied: tuple[httpx.Client, Served, str]) -> None:
    client, _, _ = proxied
    page = client.get("/doc/report/9000001", headers={"Accept": "text/html"})
    assert page.status_code == 200 and "<h1>" in page.text
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert len(page.headers.get_list("content-security-policy")) == 1
    assert "nginx/" not in page.headers["server"]
    packed = client.get("/def.ttl", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    file = client.get("/data/dataset.ttl", headers={"Range": "bytes=0-99"})
    assert file.status_code == 206 and len(file.content) == 100
    held = {"If-None-Match": client.get("/data/dataset.ttl").headers["etag"]}
    assert client.get("/data/dataset.ttl", headers=held).status_code == 304


def test_the_client_is_who_asked_the_proxy_not_who_he_says_he_is(
    proxied: tuple[httpx.Client, Served, str],
) -> None:
    client, served, _ = proxied
    headers = {
        "X-Request-ID": "spoofed", "X-Forwarded-For": "198.51.100.66",
        "Forwarded": "for=198.51.100.66", "X-Forwarded-Host": "evil.example",
    }  # fmt: skip
    client.get("/robots.txt", headers=headers)
    assert served.lines("spoofed")[0]["client"] == ELSEWHERE
    httpx.get(served.address + "/robots.txt", headers=headers | {"X-Request-ID": "direct"})
    assert served.lines("direct")[0]["client"] == "198.51.100.66", "only the proxy itself may"


def test_no_redirect_leads_to_a_host_that_the_client_names(
    proxied: tuple[httpx.Client, Served, str],
) -> None:
    client, _, plain = proxied
    evil = {"Host": "evil.example"}
    answer = httpx.get(plain + "/reports?page=2", headers=evil)
    assert answer.status_code == 308
    assert answer.headers["location"] == "https://trips.example.org/reports?page=2"
    assert client.get("/.well-known/void", headers=evil).headers["location"] == "/catalogue"


def test_figures_are_not_for_the_open_internet(proxied: tuple[httpx.Client, Served, str]) -> None:
    client, served, _ = proxied
    assert client.get("/metrics").status_code == 404
    assert client.get("/health/ready").status_code == 200
    assert httpx.get(served.address + "/metrics").status_code == 200


def test_the_longest_query_fits_and_a_longer_body_does_not(
    proxied: tuple[httpx.Client, Served, str],
) -> None:
    client, _, _ = proxied
    query = "ASK {} #" + "\U0001f9ea" * 19_990  # each is sent as twelve bytes
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "*/*"})
    assert answer.status_code == 200, answer.text
    assert client.post("/sparql", data={"query": query * 2}).status_code == 413


def test_one_client_cannot_ask_queries_without_end(
    proxied: tuple[httpx.Client, Served, str],
) -> None:
    client, _, _ = proxied

    def ask(_: int) -> int:
        return client.get("/sparql", params={"query": "ASK {}"}).status_code

    with ThreadPoolExecutor(8) as threads:
        seen = set(threads.map(ask, range(150)))
    assert 200 in seen and 429 in seen
    assert client.get("/def").status_code == 200, "pages are not limited by it"


def test_of_two_servers_one_can_end_without_a_lost_request(
    small_release: Release, tmp_path: Path
) -> None:
    ended = threading.Event()
    with (
        serving(small_release.folder, tmp_path / "one") as one,
        serving(small_release.folder, tmp_path / "two") as two,
        proxying(tmp_path, one.address, two.address) as (secure, _),
        client_of(tmp_path, secure) as client,
        ThreadPoolExecutor(4) as threads,
    ):

        def ask_until_ended() -> list[int]:
            seen = [client.get("/context.jsonld").status_code]
            while not ended.is_set():
                seen.append(client.get("/context.jsonld").status_code)
            return [*seen, *(client.get("/context.jsonld").status_code for _ in range(20))]

        asked = [threads.submit(ask_until_ended) for _ in range(4)]
        try:
            time.sleep(0.5)
            one.process.terminate()
            one.process.wait(timeout=20)
        finally:
            ended.set()
        statuses = [status for answers in asked for status in answers.result(timeout=60)]
        for served in (one, two):
            assert served.every_line(), "both were asked"
    assert len(statuses) > 100 and set(statuses) == {200}


def test_rows_are_sent_on_as_they_are_found(tmp_path: Path) -> None:
    """The upstream sends its second row once the client has the first: a buffer would hang."""
    arrived = threading.Event()

    class Rows(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"4\r\nrow\n\r\n")
            told = b"yes\n" if arrived.wait(10) else b"no!\n"
            self.wfile.write(b"4\r\n" + told + b"\r\n0\r\n\r\n")

        def log_message(self, *told: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Rows) as upstream:
        threading.Thread(target=upstream.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{upstream.server_port}"
        with (
            proxying(tmp_path, address) as (secure, _),
            client_of(tmp_path, secure) as client,
            client.stream("GET", "/sparql", params={"query": "ASK {}"}) as answer,
        ):
            pieces = answer.iter_raw()
            assert next(pieces) == b"row\n"
            arrived.set()
            assert b"".join(pieces) == b"yes\n"
        upstream.shutdown()
