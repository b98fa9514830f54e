"""Which network addresses may be fetched from: public ones only, whatever form a host is written in."""

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from tollbook.errors import SkipItem

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Policy = Callable[[IP], bool]
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")
PUBLIC_ONLY = "only public web addresses are fetched"


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries and a router may unwrap."""
    if ip in NAT64 or ip in COMPATIBLE:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def is_public(ip: IP) -> bool:
    """Whether an address is reachable by everybody: not private, loopback, link-local, multicast or reserved, nor a
    wrapping of such a one.
    """
    if isinstance(ip, ipaddress.IPv6Address):
        if (inner := _embedded(ip)) is not None:
            return is_public(inner)
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def check_address(address: str) -> None:
    """Raises SkipItem for an address that is not http(s), names no host or carries a user name."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise SkipItem(f"not a web address: {error}", address, "check it for mistakes") from error
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise SkipItem("not an http or https address", address, PUBLIC_ONLY)
    if parts.username or parts.password:
        raise SkipItem("an address with a user name", address, "take the name out: Tollbook logs in nowhere")


def resolve(host: str, port: int, policy: Policy = is_public) -> list[str]:
    """The addresses of a host, each allowed by the policy. Raises SkipItem where there is none or one is not allowed:
    a host that points to a public and a private address is a trap.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SkipItem("no such host", host, "check the address, and the connection") from error
    ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for ip in ips:
        if not policy(ipaddress.ip_address(ip.partition("%")[0])):
            raise SkipItem(f"leads to {ip}, which is no public address", host, PUBLIC_ONLY)
    return ips
