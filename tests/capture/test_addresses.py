import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.capture.addresses import check_address, is_public, resolve
from tollbook.errors import SkipItem

NOT_PUBLIC = [
    "127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.5",
    "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::", "fec0::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "151.101.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_private_and_reserved_addresses_are_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_in_ipv6_changes_no_verdict(inner: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        wrapped = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(inner))
        assert is_public(wrapped) <= is_public(inner)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "::1"])
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(SkipItem):
        resolve(host, 80)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://wire.example/a", "gopher://wire.example", "//wire.example", "wire.example", "http://",
     "http://user:secret@wire.example/", "http://wire.example:99999/", "http://wire.example:0/", "http://[::1",
     "javascript:x", "data:text/html,x", ""],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(SkipItem):
        check_address(address)


def test_ordinary_addresses_pass() -> None:
    for address in ("http://wire.example/a?b=c#d", "https://wire.example:8443/خبر", "HTTPS://WIRE.EXAMPLE"):
        check_address(address)
