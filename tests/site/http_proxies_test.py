#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Behind nginx, HAProxy and Varnish: no request makes two hops count differently, and nobody gets another's answer."""
import os
import shutil
import subprocess
import tempfile
import unittest

from http_malformed_test import CASES, CHUNKED, get, post
from raw_http import exchange
from stoppress_site import Site, binary, eventually, free_port

NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    proxy_request_buffering {buffering};
    upstream site {{ server 127.0.0.1:{site}; keepalive 4; }}
    server {{ listen 127.0.0.1:{port};
              location / {{ proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection "";
                            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }} }}
}}
"""
HAPROXY = """
global
    maxconn 200
defaults
    mode http
    timeout connect 5s
    timeout client 10s
    timeout server 10s
    option http-keep-alive
    http-reuse always
frontend front
    bind 127.0.0.1:{port}
    {option}
    default_backend site
backend site
    {backend_option}
    option forwardfor
    server one 127.0.0.1:{site}
"""
VARNISH = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{site}"; }}
sub vcl_recv {{ return (pass); }}
"""


def write(path, text):
    with open(path, "w") as file:
        file.write(text)
    return path


def nginx(folder, port, site, buffering):
    return ["nginx", "-p", folder, "-c", write(f"{folder}/nginx.conf", NGINX.format(folder=folder, port=port, site=site, buffering=buffering))]


def haproxy(folder, port, site, option, backend_option):
    config = HAPROXY.format(port=port, site=site, option=option, backend_option=backend_option)
    return ["haproxy", "-db", "-f", write(f"{folder}/haproxy.cfg", config)]


def varnish(folder, port, site):
    return ["varnishd", "-F", "-a", f"127.0.0.1:{port}", "-f", write(f"{folder}/site.vcl", VARNISH.format(site=site)), "-n", f"{folder}/varnish",
            "-s", "malloc,16m"]


PROXIES = {
    "nginx": ("nginx", lambda *where: nginx(*where, "on")),
    "nginx that streams": ("nginx", lambda *where: nginx(*where, "off")),
    "HAProxy": ("haproxy", lambda *where: haproxy(*where, "", "")),
    "HAProxy that accepts what it can": ("haproxy", lambda *where: haproxy(*where, "option accept-invalid-http-request", "")),
    "Varnish": ("varnishd", varnish),
}

SMUGGLED = b"GET /smuggled-elsewhere HTTP/1.1\r\nHost: a\r\nX-Smuggled: "
AMBIGUOUS = {
    "length and chunked": post(b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n" % (5 + len(SMUGGLED)), CHUNKED + SMUGGLED),
    "chunked and a short length": post(b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", b"1\r\na\r\n0\r\n\r\n" + SMUGGLED),
    "chunked with a space": post(b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "chunked with a tab": post(b"Transfer-Encoding:\tchunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "chunked with a vertical tab": post(b"Transfer-Encoding: \x0bchunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "chunked and identity": post(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "xchunked": post(b"Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "folded chunked": post(b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "chunked after a bare return": post(b"X: a\rTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "chunked after a bare line feed": post(b"X: a\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", CHUNKED + SMUGGLED),
    "chunk extension with a line feed": post(b"Transfer-Encoding: chunked\r\n", b"1;a\n\r\nb\r\n0\r\n\r\n" + SMUGGLED),
    "chunk size with a sign": post(b"Transfer-Encoding: chunked\r\n", b"+1\r\nb\r\n0\r\n\r\n" + SMUGGLED),
    "chunk size with a prefix": post(b"Transfer-Encoding: chunked\r\n", b"0x1\r\nb\r\n0\r\n\r\n" + SMUGGLED),
    "trailer with a length": post(b"Transfer-Encoding: chunked\r\n", b"0\r\nContent-Length: 9\r\n\r\n" + SMUGGLED),
    "two lengths": post(b"Content-Length: 0\r\nContent-Length: %d\r\n" % len(SMUGGLED), SMUGGLED),
    "length list": post(b"Content-Length: 0, %d\r\n" % len(SMUGGLED), SMUGGLED),
    "signed length": post(b"Content-Length: +0\r\n", SMUGGLED),
    "length with an underscore": post(b"Content_Length: %d\r\n" % len(SMUGGLED), SMUGGLED),
    "body of a get": get(fields=b"Content-Length: %d\r\n" % len(SMUGGLED)) + SMUGGLED,
    "connection names the length": post(b"Connection: Content-Length\r\nContent-Length: %d\r\n" % len(SMUGGLED), SMUGGLED),
    "upgrade": get(fields=b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n") + SMUGGLED,
    "upgrade to a socket": get(fields=b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n") + SMUGGLED,
    "expected body that does not come": post(b"Expect: 100-continue\r\nContent-Length: %d\r\n" % len(SMUGGLED), SMUGGLED),
}


class ProxiesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        binary()
        cls.site = Site(settings={"server.trusted_proxies": ["127.0.0.1"]})
        cls.addClassCleanup(cls.site.close)
        cls.site.start()

    def behind(self, name):
        """Starts the proxy, and ends it with the test. Returns its port."""
        program, command = PROXIES[name]
        if shutil.which(program) is None and not os.path.exists("/usr/sbin/" + program):
            self.skipTest(f"{program} is not installed")
        folder = tempfile.mkdtemp(prefix="stoppress-proxy-")
        self.addCleanup(shutil.rmtree, folder, True)
        os.chmod(folder, 0o755)  # Varnish reads its configuration as another user
        port = free_port()
        environment = {**os.environ, "PATH": os.environ.get("PATH", "") + ":/usr/sbin"}
        with open(f"{folder}/log", "w") as log:
            process = subprocess.Popen(command(folder, port, self.site.port), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.addCleanup(process.wait, 20)
        self.addCleanup(process.terminate)

        def up():
            if process.poll() is not None:
                with open(f"{folder}/log") as log:
                    self.skipTest(f"{program} does not start: " + log.read()[-500:])
            try:
                return exchange("127.0.0.1", port, get(fields=b"Connection: close\r\n"), wait=5).statuses == [200]
            except OSError:
                return False
        eventually(up, seconds=60, message=f"{name} did not come up")
        return port

    def assert_unharmed(self, port, after):
        """Whoever comes next gets his own answers."""
        for number in range(3):
            said = exchange("127.0.0.1", port, get(), get(b"/healthz?again"), get(b"/nothing-%d" % number, b"Connection: close\r\n"))
            self.assertEqual(said.statuses, [200, 200, 404], (after, said))

    def check(self, name):
        port = self.behind(name)
        self.assert_unharmed(port, "the start")
        for case, request in AMBIGUOUS.items():
            with self.subTest(case):
                said = exchange("127.0.0.1", port, request, quiet=0.3)
                final = [status for status in said.statuses if status >= 200]
                # The request inside the body has no end yet: an answer to it would be a second one now or the next client's.
                self.assertEqual(len(final), 1, said)
                self.assertTrue(all(status < 500 or status in (501, 502, 503, 505) for status in final), said)
                self.assert_unharmed(port, case)
        for case, (request, _) in CASES.items():
            with self.subTest(case):
                said = exchange("127.0.0.1", port, request, wait=6, quiet=0.3, half_close=True)
                final = [status for status in said.statuses if status >= 200]
                self.assertLessEqual(len(final), 2, said)
        self.assert_unharmed(port, "all")
        self.assertTrue(self.site.alive())

    def test_behind_nginx(self):
        self.check("nginx")

    def test_behind_nginx_that_streams(self):
        self.check("nginx that streams")

    def test_behind_haproxy(self):
        self.check("HAProxy")

    def test_behind_haproxy_that_accepts_what_it_can(self):
        self.check("HAProxy that accepts what it can")

    def test_behind_varnish(self):
        self.check("Varnish")


if __name__ == "__main__":
    unittest.main()
