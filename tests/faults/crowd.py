# SPDX-License-Identifier: GPL-3.0-or-later
"""Many connections at once, held by one thread: what each was sent, and when the server ended it."""
import itertools
import resource
import socket
import time

from fault import Skip

OF_ONE = 800  # connections from one address: below what the program allows
made = itertools.count()


def next_address():
    """Not the one of the honest clients, and not too many from one."""
    return f"127.0.1.{next(made) // OF_ONE % 250 + 1}"


def allow_files(count):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + 300:
        raise Skip(f"only {hard} files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count + 300), hard))


def unconnected():
    """From an address of its own choice."""
    made = socket.socket()
    # The port is chosen when it connects: thousands that have just gone would otherwise make the search long.
    made.setsockopt(socket.IPPROTO_IP, getattr(socket, "IP_BIND_ADDRESS_NO_PORT", 24), 1)
    made.bind((next_address(), 0))
    made.setblocking(False)
    return made


class Slow:
    """One connection. `first` is sent at once, `drip` every `pause` seconds, and `read` bytes are taken as often."""

    def __init__(self, site, first=b"", drip=b"", read=65536):
        self.first, self.drip, self.read = first, drip, read
        self.socket = unconnected()
        if read < 65536:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect_ex((site.host, site.port))
        self.began = time.monotonic()
        self.seconds = None  # how long it was held

    def step(self):
        try:
            if self.first:
                self.first = self.first[self.socket.send(self.first):]
            elif self.drip:
                self.socket.send(self.drip)
            if self.read and self.socket.recv(self.read) == b"":
                self.end()
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def end(self):
        if self.seconds is None:
            self.seconds = time.monotonic() - self.began
        self.socket.close()


def step(connections):
    """A byte more of each that is still held."""
    for connection in connections:
        if connection.seconds is None:
            connection.step()


def close(connections):
    for connection in connections:
        connection.socket.close()
