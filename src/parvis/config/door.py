"""The socket on which pages are served."""

from __future__ import annotations

import argparse
import errno
import socket

from parvis.config.cli import CannotStartError

HOST = "127.0.0.1"
PORT = 8000
HIGHEST_PORT = 65_535
WAITING = 2048


def add_door_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=_port, default=PORT, help="port to listen on (%(default)s)")


def open_door(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CannotStartError with one sentence that says what to do."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, place = found[0]
    except socket.gaierror as error:
        raise CannotStartError(
            f"{host}, port {port} is no address of this machine: correct --host and --port."
        ) from error
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(place)
        door.listen(WAITING)
    except OSError as error:
        door.close()
        raise CannotStartError(_refused(error, host, port)) from error
    return door


def address_of(door: socket.socket) -> str:
    """The address to type into a browser on this machine."""
    host, port = door.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 compared, not listened on
        host = "127.0.0.1" if host == "0.0.0.0" else "::1"  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _port(word: str) -> int:
    if not word.isdecimal() or int(word) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{word} is no port: write a number up to {HIGHEST_PORT}")
    return int(word)


def _refused(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {port} is in use by another program: stop that one, or choose another "
                f"port with --port {port + 1}."
            )
        case errno.EACCES:
            return f"Port {port} is reserved for root: choose one above 1023 with --port 8000."
        case _:
            return (
                f"{host}, port {port} cannot be listened on ({error.strerror}): correct --host "
                "or --port."
            )
