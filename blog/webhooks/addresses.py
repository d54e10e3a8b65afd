"""Which machines may be told: those of the public network, unless the owner allows others.

A webhook's address is typed by a person and called by the server, which may reach what that person cannot.
"""

from __future__ import annotations

import ipaddress
import socket

#: IPv4 addresses may hide in IPv6 ones: mapped, NAT64 (RFC 6052) and 6to4 (RFC 3056).
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAllowed(Exception):
    """The address leads to a machine that is not to be called; the text is a sentence."""


def resolve(host: str, port: int, *, private: bool) -> str:
    """The network address to call for a host: checked, and then called by itself, so that no second answer of the
    name server can lead elsewhere. Raises NotAllowed, and OSError where the name is not known."""
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not private and not is_public(address):
            raise NotAllowed(f"{host} is not on the public network. WEBHOOK_PRIVATE=on allows it.")
    return str(found[0])


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        hidden = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in NAT64:
            hidden = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if hidden is not None:
            return is_public(str(hidden))
    return parsed.is_global and not parsed.is_multicast
