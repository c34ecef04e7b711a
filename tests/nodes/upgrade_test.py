#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that two nodes behind nginx are upgraded one after the other while readers read and an editor publishes, and no request fails."""
import os
import shutil
import subprocess
import tempfile
import threading
import unittest

from crashes import BROWSER
from nodes import Nodes
from stoppress_site import eventually, free_port

CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream stoppress {{ server 127.0.0.1:{a} max_fails=0; server 127.0.0.1:{b} max_fails=0; keepalive 32; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://stoppress; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr; proxy_next_upstream error timeout;
    }}
  }}
}}
"""


class RollingUpgrade(Nodes):
    settings = {"views.repeat_minutes": 0, "server.trusted_proxies": "127.0.0.1"}

    def start_nginx(self):
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if not program:
            self.skipTest("nginx is not installed")
        folder = tempfile.mkdtemp(prefix="stoppress-nginx-")
        self.addCleanup(shutil.rmtree, folder, True)
        port = free_port()
        file = os.path.join(folder, "nginx.conf")
        with open(file, "w", encoding="utf-8") as text:
            text.write(CONFIGURATION.format(folder=folder, port=port, a=self.nodes[0].port, b=self.nodes[1].port))
        process = subprocess.Popen([program, "-c", file, "-p", folder], stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        return port

    def test_no_request_fails(self):
        import http.client
        story = self.nodes[0].publish(self.token(), headline="Read meanwhile")
        self.on_every_node(lambda node: node.get(story["url"]).status == 200)
        port = self.start_nginx()
        stop = threading.Event()
        lock = threading.Lock()
        answers = {}

        def read():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            while not stop.is_set():
                try:
                    connection.request("GET", story["url"], headers={"User-Agent": BROWSER})
                    response = connection.getresponse()
                    body = response.read()
                    kind = response.status if b"Read meanwhile" in body else f"{response.status}, not whole: {body[:300]!r}"
                except (OSError, http.client.HTTPException) as failure:
                    connection.close()
                    kind = repr(failure)
                with lock:
                    answers[kind] = answers.get(kind, 0) + 1
            connection.close()

        eventually(lambda: self.through(port, story["url"]) == 200)
        readers = [threading.Thread(target=read) for _ in range(8)]
        for reader in readers:
            reader.start()
        published = []
        for turn, node in enumerate(self.nodes):
            eventually(lambda: len(answers) > 1 or answers.get(200, 0) > 200 * (turn + 1), message="the readers are not answered")
            self.assertEqual(node.terminate(), 0)
            other = self.nodes[1] if node is self.nodes[0] else self.nodes[0]
            published.append(other.publish(self.token(), headline="Published meanwhile"))
            node.start(port=node.port)
        eventually(lambda: len(answers) > 1 or answers.get(200, 0) > 600, message="the readers are not answered")
        stop.set()
        for reader in readers:
            reader.join()
        self.assertEqual(list(answers), [200], answers)
        for one in published:
            self.on_every_node(lambda node: node.get(one["url"]).status == 200)
        print(f"rolling upgrade: {answers[200]} requests, none failed")

    def through(self, port, path):
        import http.client
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", path, headers={"User-Agent": "curl/8"})
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()


class AnotherVersion(Nodes):
    count = 1

    def test_a_node_refuses_what_a_newer_version_wrote(self):
        story = self.nodes[0].publish(self.token(), headline="Stays")
        self.server.sql("UPDATE schema_version SET version = version + 1", "site")
        # A node that runs goes on: what a newer version adds to the schema it does not look at.
        self.assertEqual(self.nodes[0].get(story["url"]).status, 200)
        self.nodes[0].publish(self.token(), headline="Beside a newer one")
        old = self.node(start=False)
        done = old.run("serve", "--listen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 1)
        self.assertIn("This site was written by a newer version of Stoppress", done.stderr)


if __name__ == "__main__":
    unittest.main()
