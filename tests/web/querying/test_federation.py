"""Which servers may be asked: hosts as they are written, addresses as they are meant."""

import pytest

from trips_graph.web.querying.federation import NotAsked, ServiceHosts, is_public, read_target

HOSTS = ServiceHosts(
    frozenset({"good.example", "good.example:8443", "xn--bcher-kva.example", "[2606:4700::1]"})
)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://good.example/sparql", "http://good.example:80/sparql"),
        ("https://good.example", "https://good.example:443/"),
        ("https://GOOD.Example:443/A?b=C#d", "https://good.example:443/A?b=C"),
        ("HTTP://good.example./", "http://good.example:80/"),
        ("https://good.example:8443/", "https://good.example:8443/"),
        ("http://good.example:8443/", "http://good.example:8443/"),
        ("http://bücher.example/ü", "http://xn--bcher-kva.example:80/%C3%BC"),
        ("http://BÜCHER.example/", "http://xn--bcher-kva.example:80/"),
        ("http://good。example/", "http://good.example:80/"),
        ("http://\uff47\uff4f\uff4f\uff44.example/", "http://good.example:80/"),
        ("http://[2606:4700:0:0::1]/", "http://[2606:4700::1]:80/"),
    ],
)  # fmt: skip
def test_a_host_of_the_list_is_known_however_it_is_written(address: str, target: str) -> None:
    assert str(HOSTS.read(address)) == target


@pytest.mark.parametrize(
    "address",
    [
        "http://bad.example/",
        "http://good.example.bad.example/",
        "http://sub.good.example/",
        "http://good.example:81/",
        "http://good.example:80443/",
        "http://good.example:http/",
        "https://good.example:80/",
        "http://good.example:0/",
        "http://good.example../",
        "http://.good.example/",
        "http://good.example@127.0.0.1/",
        "http://good.example:80@127.0.0.1/",
        "http://@good.example/",
        "http://user:secret@good.example/",
        "http://good.example\\@127.0.0.1/",
        "http://127.0.0.1\\.good.example/",
        "http://good.example%2f@127.0.0.1/",
        "http://good%2eexample/",
        "http://good.example /",
        "http://good.example\t/",
        "\nhttp://good.example/",
        "http://good.example\x00/",
        "http://g\u00adood.exa\u200bmple.bad/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://[::ffff:93.184.215.14]/",
        "http://[2606:4700::2]/",
        "http://[::1%25lo]/",
        "http://[/",
        "http:///good.example/",
        "http:good.example",
        "//good.example/",
        "good.example",
        "file://good.example/etc/passwd",
        "gopher://good.example/",
        "ftp://good.example/",
        "javascript://good.example/",
        "",
    ],
)
def test_an_address_beside_the_list_is_not_asked(address: str) -> None:
    with pytest.raises(NotAsked):
        HOSTS.read(address)


def test_nothing_is_asked_where_the_list_is_empty() -> None:
    with pytest.raises(NotAsked, match="not in the list"):
        ServiceHosts(frozenset()).read("http://good.example/")


@pytest.mark.parametrize("path", ["/", "/a", "/a?b", "/%20", "/a;b", "//a", "/a/../b"])
def test_the_path_is_passed_on_as_it_is(path: str) -> None:
    assert read_target(f"http://good.example{path}").path == path


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "8.8.8.8", "223.255.255.255", "2606:4700::1", "2a00:1450::1"],
)
def test_addresses_of_the_public_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.10", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",  # noqa: S104
        "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "192.88.99.1",
        "::", "::1", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1",
        "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1",
        "2002:7f00:1::", "2002:a9fe:a9fe::", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1",
        "100::1", "3fff::1", "5f00::1", "::ffff:0:127.0.0.1", "4000::1",
        "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost", "good.example", "", " 8.8.8.8",
    ],
)  # fmt: skip
def test_every_other_address_is_not(address: str) -> None:
    assert not is_public(address)
