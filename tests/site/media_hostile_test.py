#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile files are refused in bounded time and memory, while readers are served; and what nobody may send is not even read."""
import os
import re
import socket
import struct
import threading
import time
import unittest

import pictures
from media_test import MediaTest
from stoppress_site import WAITS, eventually


class Hostile(MediaTest):
    """Refused in bounded time and memory, while readers are served."""

    def memory(self):
        with open(f"/proc/{self.site.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) // 1024

    def test_hostile_files_are_refused_while_readers_are_served(self):
        jpeg = self.photograph()
        webp = self.site.get(self.add(700, 500)["renditions"][-1]["url"]).body
        story = self.publish()
        before = self.memory()
        slowest, stop = [0.0], threading.Event()

        def read():
            while not stop.is_set():
                begin = time.monotonic()
                self.assertEqual(self.site.get(story["url"]).status, 200)
                slowest[0] = max(slowest[0], time.monotonic() - begin)
                time.sleep(0.02)
        reader = threading.Thread(target=read)
        reader.start()
        cases = pictures.hostile(jpeg, webp)
        self.assertGreaterEqual(len(cases), 20)
        media = self.ask("GET", "/media?limit=100", token=self.tokens["editor"]).json()
        files = len(os.listdir(os.path.join(self.site.folder, "media")))
        try:
            for what, (data, kind) in cases.items():
                with self.subTest(what=what):
                    begin = time.monotonic()
                    answer = self.send(data, kind, filename="picture.jpg")
                    self.assertIn(answer.status, (415, 422), answer)
                    self.assertGreater(len(answer.json()["detail"]), 20)
                    self.assertLess(time.monotonic() - begin, 60 * WAITS)
        finally:
            stop.set()
            reader.join()
        self.assertEqual(self.ask("GET", "/media?limit=100", token=self.tokens["editor"]).json(), media)
        self.assertEqual(len(os.listdir(os.path.join(self.site.folder, "media"))), files)
        self.assertLess(self.memory() - before, 200, "megabytes")
        self.assertLess(slowest[0], 5)

    def test_what_is_hidden_in_a_good_picture_is_left_behind(self):
        jpeg = self.photograph()
        script = b"<script>alert(1)</script>"
        comment = b"\xff\xfe" + struct.pack(">H", len(script) + 2) + script
        no_profile = pictures.chunk(b"iCCP", b"x\0\0" + pictures.zeros(1 << 16))
        for data, kind in ((jpeg[:2] + comment + jpeg[2:] + b"PK\x03\x04" + script, "image/jpeg"),
                           (pictures.png(50, 50, 7301, more=pictures.chunk(b"tEXt", b"Comment\0" + script)) + script, "image/png"),
                           (pictures.png(50, 50, 7302, more=no_profile), "image/png"), (pictures.gif(3, 5800, 5800), "image/gif")):
            answer = self.send(data, kind)
            self.assertIn(answer.status, (201, 422), answer)
            for file in [answer.json(), *answer.json()["renditions"]] if answer.status == 201 else []:
                self.assertNotIn(script, self.site.get(file["url"]).body)

    def raw(self, head, body=b""):
        with socket.create_connection((self.site.host, self.site.port), timeout=20) as connection:
            connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
            answer = b""
            while b"\r\n\r\n" not in answer:
                more = connection.recv(65536)
                if not more:
                    break
                answer += more
            return answer.decode("latin-1")

    def head(self, length, token=None, kind="image/png"):
        who = f"\nAuthorization: Bearer {token}" if token else ""
        return f"POST /api/v1/media HTTP/1.1\nHost: x\nContent-Type: {kind}\nContent-Length: {length}\nExpect: 100-continue{who}"

    def test_what_is_too_large_or_from_nobody_is_refused_before_it_is_read(self):
        editor = self.tokens["editor"]
        self.assertTrue(self.raw(self.head(25 * 2**20 + 1, editor)).startswith("HTTP/1.1 413 "))
        self.assertTrue(self.raw(self.head(25 * 2**20, None)).startswith("HTTP/1.1 401 "))
        self.assertTrue(self.raw(self.head(25 * 2**20, "wrong")).startswith("HTTP/1.1 401 "))
        self.assertTrue(self.raw(self.head(1000, editor, "image/svg+xml")).startswith("HTTP/1.1 415 "))
        self.assertTrue(self.raw(self.head(25 * 2**20, editor)).startswith("HTTP/1.1 100 "))

    def test_only_a_few_are_held_at_once_and_the_rest_come_back(self):
        connections = []
        try:
            for sender, places in (("editor", 3), ("reporter", 1)):
                for _ in range(places):
                    connection = socket.create_connection((self.site.host, self.site.port), timeout=20)
                    connections.append(connection)
                    connection.sendall(self.head(1000, self.tokens[sender]).replace("\n", "\r\n").encode() + b"\r\n\r\n")
                    self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 100 "), sender)
                # One's files leave places for another's.
                answer = self.raw(self.head(1000, self.tokens[sender]))
                self.assertTrue(answer.startswith("HTTP/1.1 503 "), answer)
                self.assertIn("Retry-After: 5", answer)
            answer = self.raw(self.head(1000, self.tokens["admin"]))
            self.assertTrue(answer.startswith("HTTP/1.1 503 "), answer)
        finally:
            for connection in connections:
                connection.close()
        eventually(lambda: self.raw(self.head(1000, self.tokens["editor"])).startswith("HTTP/1.1 100 "), message="no place is given back")


if __name__ == "__main__":
    unittest.main()
