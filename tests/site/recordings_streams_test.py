#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many films are sent at once to one client: a few slow ones must not take those of all others."""
import socket
import unittest

import recordings
from media_test import MediaTest
from stoppress_site import eventually

MEGABYTE = 1 << 20
# kMaxStreamsOfAddress
MOST = 64


class Streams(MediaTest):
    settings = {"server.trusted_proxies": ["127.0.0.1"]}

    def watch(self, url, address):
        """Asks for a film as a reader at `address`, and reads no more than the first line; the connection and the status."""
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        client.settimeout(60)
        client.connect(("127.0.0.1", self.site.port))
        self.addCleanup(client.close)
        client.sendall(f"GET {url} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {address}\r\n\r\n".encode())
        line = b""
        while not line.endswith(b"\r\n"):
            byte = client.recv(1)
            self.assertTrue(byte, line)
            line += byte
        return client, int(line.split()[1])

    def test_one_client_has_a_part_of_the_streams(self):
        url = self.send(recordings.wav(26 * MEGABYTE / 16000, seed=91), "audio/wav", expect=201).json()["url"]
        watching = [self.watch(url, "203.0.113.9") for _ in range(MOST)]
        self.assertEqual({status for _, status in watching}, {200})
        self.assertEqual(self.watch(url, "203.0.113.9")[1], 503)
        self.assertEqual(self.watch(url, "203.0.113.10")[1], 200)
        # A network of IPv6 counts as one client.
        self.assertEqual(self.watch(url, "2001:db8::1")[1], 200)
        # HEAD and conditional requests take none.
        self.assertEqual(self.site.head(url, headers={"X-Forwarded-For": "203.0.113.9"}).status, 200)
        watching[0][0].close()
        eventually(lambda: self.watch(url, "203.0.113.9")[1] == 200)


if __name__ == "__main__":
    unittest.main()
