"""`parvis web`: serves the pages, in one process."""

from __future__ import annotations

import argparse
import socket

import uvicorn

from parvis.config.door import add_door_arguments, open_door
from parvis.kit import settings

GRACE_SECONDS = 3
"""A live page keeps its request open for ever: whoever stops must not wait for it longer."""

PRIVATE_NETWORKS = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"
"""Where a proxy stands, when PARVIS_PROXY says there is one; what others claim is ignored."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_door_arguments(parser)
    parser.add_argument("--fd", type=int, help="a listening socket opened by the parent process")


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    if options.fd is None:
        door = open_door(options.host, options.port)
    else:
        door = socket.socket(fileno=options.fd)
    config = uvicorn.Config(
        "parvis.config.asgi:application",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=settings.flag("PARVIS_PROXY"),
        forwarded_allow_ips=PRIVATE_NETWORKS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[door])
    return 0
