# SPDX-License-Identifier: GPL-3.0-or-later
"""Another web site, on this machine, that answers what a test tells it to: small, slow, endless, too large, elsewhere.

    with OtherSite({"/a.png": Page(data, "image/png")}) as other:
        Site(settings=other.settings)

`asked` has every request as (path, headers). A page may also be a function that gets the request's handler and does everything itself.
"""
import gzip
import http.server
import ssl
import threading


class Page:
    def __init__(self, body=b"", kind="text/html; charset=utf-8", status=200, **headers):
        self.body = body.encode() if isinstance(body, str) else body
        self.status = status
        self.headers = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}


def moved(to, status=302):
    return Page(status=status, Location=to)


def hang(handler):
    """Never answers."""
    handler.server.ending.wait(60)


def drip(handler):
    """Always sends a little, and never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "image/png")
    handler.end_headers()
    while not handler.server.ending.wait(0.2):
        handler.wfile.write(b"x")


def endless(handler, start=b"", kind="image/png"):
    """Sends as fast as it can, and never ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.end_headers()
    handler.wfile.write(start)
    while not handler.server.ending.is_set():
        handler.wfile.write(bytes(65536))


def endless_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.ending.is_set():
        handler.wfile.write(b"X-More: " + b"y" * 1000 + b"\r\n")


def bomb(size):
    """Few bytes that become `size`."""
    return Page(gzip.compress(bytes(size)), "image/png", Content_Encoding="gzip")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        page = self.server.pages.get(self.path, Page("Not here", status=404))
        self.close_connection = True
        try:
            if not isinstance(page, Page):
                page(self)
                return
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)
        except (OSError, ssl.SSLError):
            pass  # the other side has had enough

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


class OtherSite:
    def __init__(self, pages=None, certificate=None, key=None):
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.pages = self.pages = dict(pages or {})
        self.server.asked = self.asked = []
        self.server.ending = threading.Event()
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.scheme = "https"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def host(self):
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def url(self):
        return f"{self.scheme}://{self.host}"

    @property
    def settings(self):
        return {"fetching.private_hosts": [self.host]}

    def paths(self):
        return [path for path, _ in self.asked]

    def close(self):
        self.server.ending.set()
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
