"""Calls to other servers, from the query over the egress to real servers on loopback."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from trips_graph.web.querying.egress import Egress
from trips_graph.web.querying.federation import (
    Caller,
    PinnedNetwork,
    ServiceHosts,
    resolve,
)
from trips_graph.web.querying.guard import Forbidden

from .asking import LARGEST, SECONDS, asking, network_of
from .engine_process import EngineProcess, running_engine
from .loopback import PUBLIC, Dial, Names, PlayedServer, playing, within

GOOD = {"good.example": [[PUBLIC]]}
FAR = [['"far"']]


@pytest.fixture
def far() -> Iterator[PlayedServer]:
    """A server of the internet, that is on the list."""
    with playing() as server:
        yield server


@pytest.fixture
def inner() -> Iterator[PlayedServer]:
    """A server that nobody may reach."""
    with playing() as server:
        yield server


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with running_engine() as engine:
        yield engine


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_server_of_the_list_is_asked_and_its_answer_passed_on(
    engine: EngineProcess, far: PlayedServer, silent: str
) -> None:
    dial = Dial()
    with asking(
        engine, {f"good.example:{far.server_port}"}, network_of(Names(GOOD), dial)
    ) as asked:
        address = f"http://good.example:{far.server_port}/ok?a=b"
        assert asked.answer(f"<{address}>", silent=silent) == FAR
        assert asked.answer("g:ok", f"PREFIX g: <http://GOOD.example.:{far.server_port}/>") == FAR
    assert dial.dialled == [PUBLIC, PUBLIC]
    (path, host, question), (second, *_) = far.asked
    assert (path, host, second) == ("/ok?a=b", f"good.example:{far.server_port}", "/ok")
    assert "?s ?p ?x" in question
    assert "127.0.0.1" not in question


def test_a_server_beside_the_list_is_forbidden(engine: EngineProcess, far: PlayedServer) -> None:
    with asking(engine, {"good.example"}, network_of(Names(GOOD))) as asked:
        for address in (f"<http://good.example:{far.server_port}/>", "<http://bad.example/>", "?x"):
            with pytest.raises(Forbidden, match="SERVICE is refused"):
                asked.answer(address)
    assert not far.asked


def test_redirects_are_followed_on_the_list_three_times(
    engine: EngineProcess, far: PlayedServer
) -> None:
    site = f"http://good.example:{far.server_port}"
    three = "/ok"
    for status in (301, 302, 307):
        three = f"/to/{status}/{quote(three, safe='')}"
    four = f"/to/308/{quote(three, safe='')}"
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(Names(GOOD))) as asked:
        assert asked.answer(f"<{site}{three}>") == FAR
        assert "more than 3 times" in asked.error(f"<{site}{four}>")
    assert len(far.asked) == 4 + 4
    assert all("SELECT" in question for _, _, question in far.asked)  # POST stays POST


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{inner}/", "http://2130706433:{inner}/", "http://0177.0.0.1:{inner}/",
        "http://[::1]:{inner}/", "http://[::ffff:127.0.0.1]:{inner}/", "http://localhost:{inner}/",
        "http://169.254.169.254/latest/meta-data/", "http://private.example:{inner}/",
        "http://bad.example:{inner}/", "http://good.example:{far}@127.0.0.1:{inner}/",
        "//127.0.0.1:{inner}/", "http:\\\\127.0.0.1:{inner}/", "file:///etc/passwd", "gopher://a/",
        "http://good.example:{inner}/", "",
    ],
)  # fmt: skip
def test_a_redirect_leads_nowhere_else(
    engine: EngineProcess, far: PlayedServer, inner: PlayedServer, location: str
) -> None:
    """Loopback and link-local hosts are on the list here, by mistake: their address counts."""
    ports = {"far": far.server_port, "inner": inner.server_port}
    names = {
        **GOOD, "private.example": [["10.0.0.1"]], "169.254.169.254": [["169.254.169.254"]],
        "127.0.0.1": [["127.0.0.1"]], "localhost": [["127.0.0.1"]], "::1": [["::1"]],
        "2130706433": [["127.0.0.1"]], "0177.0.0.1": [["127.0.0.1"]], "bad.example": [[PUBLIC]],
        "::ffff:7f00:1": [["::ffff:127.0.0.1"]], "::ffff:127.0.0.1": [["::ffff:127.0.0.1"]],
    }  # fmt: skip
    listed = [f"[{name}]" if ":" in name else name for name in names]
    hosts = {f"{name}:{inner.server_port}" for name in listed} - {
        f"{name}:{inner.server_port}" for name in ("bad.example", "good.example")
    }
    hosts |= {"169.254.169.254", f"good.example:{far.server_port}"}
    dial = Dial()
    with asking(engine, hosts, network_of(Names(names), dial)) as asked:
        target = quote(location.format(**ports), safe="")
        path = f"/to/307/{target}" if location else "/nowhere"
        asked.error(f"<http://good.example:{far.server_port}{path}>")
    assert len(far.asked) == 1
    assert not inner.asked
    assert dial.dialled == [PUBLIC]


@pytest.mark.parametrize(
    "answer",
    [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["100.64.0.1"], ["::1"], ["fe80::1%eth0"],
     ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["fd00::1"], ["0.0.0.0"], ["224.0.0.1"], [],  # noqa: S104
     [PUBLIC, "127.0.0.1"], ["192.168.0.1", PUBLIC]],
)  # fmt: skip
def test_a_name_with_any_private_address_is_not_asked(
    engine: EngineProcess, far: PlayedServer, answer: list[str]
) -> None:
    dial = Dial()
    names = Names({"good.example": [answer]})
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(names, dial)) as asked:
        told = asked.error(f"<http://good.example:{far.server_port}/>")
    assert "not public" in told
    assert not dial.dialled
    assert not far.asked


def test_the_address_that_was_checked_is_the_one_that_is_dialled(
    engine: EngineProcess, far: PlayedServer
) -> None:
    """A name that answers otherwise the second time (rebinding) is looked up once a call."""
    dial = Dial()
    names = Names({"good.example": [[PUBLIC], ["127.0.0.1"]]})
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(names, dial)) as asked:
        address = f"<http://good.example:{far.server_port}/>"
        assert asked.answer(address) == FAR
        assert names.asked == ["good.example"]
        assert "not public" in asked.error(address)
    assert dial.dialled == [PUBLIC]


def test_of_several_addresses_the_first_that_answers_is_taken(
    engine: EngineProcess, far: PlayedServer
) -> None:
    dial = Dial(unreachable=frozenset({PUBLIC}))
    names = Names({"good.example": [[PUBLIC, "1.1.1.1"]]})
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(names, dial)) as asked:
        assert asked.answer(f"<http://good.example:{far.server_port}/>") == FAR
    assert dial.dialled == [PUBLIC, "1.1.1.1"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0177.0.0.1", "0x7f000001", "2130706433", "0"]
)
def test_loopback_is_never_asked_whatever_the_list_says(
    engine: EngineProcess, inner: PlayedServer, host: str
) -> None:
    """With the resolver of the system and real connections."""
    with asking(engine, {f"{host}:{inner.server_port}"}, PinnedNetwork(resolve)) as asked:
        told = asked.error(f"<http://{host}:{inner.server_port}/>")
    assert "not public" in told or "has no address" in told
    assert not inner.asked


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("slow", "does not answer"), ("stated", "more than 200,000 bytes"),
        ("page", "something else"),
        ("packed", "encoding"), ("status/500", "status 500"), ("status/404", "status 404"),
        ("to/303/x", "status 303"), ("nowhere", "redirects to nowhere"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_told_with_its_reason(
    engine: EngineProcess, far: PlayedServer, path: str, reason: str
) -> None:
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(Names(GOOD))) as asked:
        address = f"http://good.example:{far.server_port}/{path}"
        told = asked.error(f"<{address}>")
        assert reason in told
        assert f"<{address}>" in asked.egress.restore(told)
        assert "127.0.0.1" not in asked.egress.restore(told)


@pytest.mark.parametrize("path", ["endless", "trickle"])
def test_an_answer_without_end_is_broken_off_not_cut(
    engine: EngineProcess, far: PlayedServer, path: str
) -> None:
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(Names(GOOD))) as asked:
        address = f"http://good.example:{far.server_port}/{path}"
        asked.error(f"<{address}>")
        assert within(5, lambda: far.broken_off == 1)  # the other server is let go, too
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.post(asked.egress.route(address) or "", content=b"ASK {}")
        assert asked.answer(f"<http://good.example:{far.server_port}/ok>") == FAR


def test_only_signed_addresses_are_asked(engine: EngineProcess, far: PlayedServer) -> None:
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(Names(GOOD))) as asked:
        signed = asked.egress.route(f"http://good.example:{far.server_port}/ok")
        other = asked.egress.route(f"http://good.example:{far.server_port}/other")
        assert signed is not None
        assert other is not None
        mixed = signed.rpartition("/")[0] + "/" + other.rpartition("/")[2]
        for address in (mixed, signed.replace(signed.split("/")[3], "0" * 64), signed + "x"):
            assert httpx.post(address, content=b"ASK {}").status_code == 403
        assert httpx.get(signed).status_code == 405
        assert httpx.post(signed, content=b"ASK {}").status_code == 200
    assert len(far.asked) == 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates")
@pytest.mark.parametrize(("name", "trusted"), [("good.example", True), ("bad.example", False)])
def test_tls_is_checked_for_the_host_though_an_address_is_dialled(
    engine: EngineProcess, tmp_path: Path, name: str, trusted: bool
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name}"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate, key)
    known = ssl.create_default_context(cafile=certificate)
    with playing(own) as far:
        hosts, dial = {f"good.example:{far.server_port}"}, Dial()
        with asking(engine, hosts, network_of(Names(GOOD), dial), known) as asked:
            told = asked.told(f"<https://good.example:{far.server_port}/ok>")
    assert dial.dialled == [PUBLIC]
    assert (told.rows == FAR, bool(told.error)) == (trusted, not trusted)
    assert len(far.asked) == trusted


def test_a_stopped_egress_leaves_nothing_over(engine: EngineProcess, far: PlayedServer) -> None:
    with asking(engine, {f"good.example:{far.server_port}"}, network_of(Names(GOOD))) as asked:
        signed = asked.egress.route(f"http://good.example:{far.server_port}/ok")
        assert signed is not None
    with pytest.raises(httpx.ConnectError):
        httpx.post(signed, content=b"ASK {}")
    never = Egress(Caller(ServiceHosts(frozenset()), SECONDS), SECONDS, LARGEST)
    never.stop()
