# SPDX-License-Identifier: GPL-3.0-or-later
"""Who sends a body is asked before it is read: strangers hold no memory, and all unfinished bodies together have a bound."""
import json
import socket
import subprocess
import tempfile
import unittest

from raw_http import take_answer
from stoppress_site import SiteTest, eventually


def resident(pid):
    """KiB of memory of the process."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


class Bodies(SiteTest):
    settings = {"server.trusted_proxies": ["127.0.0.0/8"]}

    def head(self, method, path, length, *fields):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.site.host}", "Content-Type: application/json", f"Content-Length: {length}", *fields]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def connect(self):
        connection = socket.create_connection((self.site.host, self.site.port), timeout=20)
        self.addCleanup(connection.close)
        return connection

    def answer_to_head(self, *arguments):
        """The status of what is answered to the head alone."""
        connection = self.connect()
        connection.sendall(self.head(*arguments))
        data = b""
        while True:
            answer, data = take_answer(data)
            if answer is not None:
                return answer.status
            more = connection.recv(65536)
            self.assertTrue(more, "the connection ended without an answer")
            data += more

    def test_a_stranger_is_refused_from_the_head(self):
        for method, path in (("POST", "/api/v1/stories"), ("PATCH", "/api/v1/stories/1"), ("POST", "/api/v1/media"), ("PUT", "/api/v1/sections/x"), ("POST", "/api/v1/stories/1/publish")):
            answer = self.answer_to_head(method, path, 3_000_000 if "publish" not in path and "sections" not in path else 60_000)
            self.assertEqual(answer, 401, path)

    def test_a_large_body_with_a_wrong_token_is_refused_from_the_head(self):
        self.assertEqual(self.answer_to_head("POST", "/api/v1/stories", 3_000_000, "Authorization: Bearer wrong"), 401)
        self.assertEqual(self.answer_to_head("POST", "/api/v1/stories", 3_000_000, "Cookie: __Host-stoppress=wrong", "Sec-Fetch-Site: same-origin"), 401)

    def test_what_anybody_may_send_is_small(self):
        self.assertEqual(self.answer_to_head("POST", "/api/v1/session", 20_000), 413)
        self.assertEqual(self.answer_to_head("POST", "/api/v1/views", 1_025), 413)

    def test_strangers_hold_no_memory(self):
        before = resident(self.site.process.pid)
        held = []
        for _ in range(60):
            connection = self.connect()
            held.append(connection)
            connection.sendall(self.head("POST", "/api/v1/stories", 4_000_000))
            try:
                connection.sendall(b" " * 400_000)
            except OSError:
                pass  # refused already
        self.assertEqual(self.site.get("/healthz").status, 200)
        self.assertLess(resident(self.site.process.pid) - before, 16 * 1024)

    def test_unfinished_bodies_of_one_address_have_a_bound_and_leave_room_for_others(self):
        token = self.site.token("editor")
        fields = (f"Authorization: Bearer {token}", "X-Forwarded-For: 192.0.2.7", "Expect: 100-continue")
        held = []
        for _ in range(5):  # 16 MiB are four of these
            connection = self.connect()
            connection.sendall(self.head("POST", "/api/v1/stories", 4_000_000, *fields))
            held.append(connection)
        answers = []
        for connection in held:
            line = connection.recv(12)
            answers.append(line[9:12])
        self.assertEqual(sorted(answers), [b"100"] * 4 + [b"503"])
        other = self.connect()
        other.sendall(self.head("POST", "/api/v1/stories", 4_000_000, fields[0], "X-Forwarded-For: 192.0.2.8", fields[2]))
        self.assertEqual(other.recv(12)[9:12], b"100")
        other.close()
        for connection in held:
            connection.close()

        def taken():
            connection = self.connect()
            connection.sendall(self.head("POST", "/api/v1/stories", 4_000_000, *fields))
            return connection.recv(12)[9:12] == b"100"

        eventually(taken, message="the room is not given back")

    def test_curl_waits_for_100_continue_and_is_answered(self):
        token = self.site.token("editor")
        story = json.dumps({"headline": "Long", "body": {"format": "markdown", "content": ("A line of prose. " * 20 + "\n\n") * 4_000}})
        self.assertGreater(len(story), 1_100_000)  # curl asks first from a MiB on
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(story)
            file.flush()
            command = ["curl", "-sS", "-v", "-X", "POST", f"{self.site.address}/api/v1/stories", "-H", "Content-Type: application/json",
                       "-H", "Expect: 100-continue", "--data-binary", f"@{file.name}", "-o", "/dev/null", "-w", "%{http_code}"]
            done = subprocess.run([*command, "-H", f"Authorization: Bearer {token}"], capture_output=True, text=True, check=True, timeout=60)
            self.assertEqual(done.stdout, "201", done.stderr)
            self.assertIn("100 Continue", done.stderr)
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
            self.assertEqual(done.stdout, "401", done.stderr)
            self.assertNotIn("100 Continue", done.stderr)

    def test_the_same_key_twice_is_malformed_in_every_body(self):
        token = self.site.token("editor")
        made = self.site.post("/api/v1/stories", body={"headline": "One"}, token=token).json()
        twice = '{"headline": "A", "headline": "B"}'
        for method, path, body in (("POST", "/api/v1/stories", twice),
                                   ("PATCH", f"/api/v1/stories/{made['id']}", twice),
                                   ("POST", "/api/v1/stories", '{"headline": "A", "lead_image": {"source": "/a.png", "source": "/b.png"}}'),
                                   ("POST", "/api/v1/stories", '{"headline": "A", "body": {"format": "document", "content": {"blocks": [], "bl\\u006fcks": []}}}'),
                                   ("POST", f"/api/v1/stories/{made['id']}/withdraw", '{"reason": "a", "reason": "b"}'),
                                   ("POST", "/api/v1/session", '{"email": "a@example.org", "email": "b@example.org", "password": "x"}'),
                                   ("POST", "/api/v1/views", f'{{"story": {made["id"]}, "story": 2}}')):
            answer = self.site.request(method, path, body=body.encode(), token=token, headers={"Content-Type": "application/json", "If-Match": '"1"'})
            self.assertEqual(answer.status, 400, (path, body, answer.text))
            self.assertIn("twice", answer.json()["detail"])


if __name__ == "__main__":
    unittest.main()
