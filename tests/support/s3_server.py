# SPDX-License-Identifier: GPL-3.0-or-later
"""A small S3-compatible store of the tests' own, in memory, which is stricter than most: each request has to be signed (AWS Signature Version 4, in
the Authorization field), with all x-amz- fields under the signature, a fresh date, and the sum of its body.

    with S3Server() as store:
        Site(settings=store.settings("news", "paper"))

It can be told to be busy, to hang, to send readers elsewhere, or to be away; `asked` has all that it was asked, (method, path) in order.
"""
import datetime
import hashlib
import hmac
import http.server
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse
from xml.sax.saxutils import escape

ACCESS_KEY = "AKTESTSTOPPRESS"
SECRET_KEY = "secret/of+the=tests"
AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})")
MAX_SKEW = datetime.timedelta(minutes=15)


class Refused(Exception):
    def __init__(self, status, code):
        super().__init__(code)
        self.status = status
        self.code = code


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signature(secret, day, region, date, canonical):
    key = f"AWS4{secret}".encode()
    for part in (day, region, "s3", "aws4_request"):
        key = mac(key, part)
    text = "\n".join(["AWS4-HMAC-SHA256", date, f"{day}/{region}/s3/aws4_request", hashlib.sha256(canonical.encode()).hexdigest()])
    return mac(key, text).hex()


def quoted(text):
    return urllib.parse.quote(text, safe="-_.~")


def canonical_request(method, target, headers, signed, payload):
    """As the specification builds it from what was sent, and not as the sender happened to write it."""
    path, _, query = target.partition("?")
    path = "/".join(quoted(urllib.parse.unquote(part)) for part in path.split("/"))
    pairs = sorted((quoted(name), quoted(value)) for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True))
    lines = [f"{name}:{' '.join(headers.get(name, '').split())}" for name in signed]
    return "\n".join([method, path, "&".join(f"{name}={value}" for name, value in pairs), *lines, "", ";".join(signed), payload])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        if self.command != "HEAD" or "Content_Length" not in fields:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def authorize(self, body):
        headers = {name.lower(): value for name, value in self.headers.items()}
        found = AUTHORIZATION.fullmatch(headers.get("authorization", ""))
        if not found:
            raise Refused(403, "AccessDenied")
        access, day, region, signed, given = found.groups()
        signed = signed.split(";")
        payload = headers.get("x-amz-content-sha256", "")
        date = headers.get("x-amz-date", "")
        if not payload:
            raise Refused(400, "InvalidRequest")
        if access != ACCESS_KEY:
            raise Refused(403, "InvalidAccessKeyId")
        if region != self.server.store.region:
            raise Refused(400, "AuthorizationHeaderMalformed")
        # Nothing that matters may be outside of the signature.
        if signed != sorted(signed) or not {"host", "x-amz-date", *(name for name in headers if name.startswith("x-amz-"))} <= set(signed):
            raise Refused(403, "AccessDenied")
        at = datetime.datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
        if abs(datetime.datetime.now(datetime.timezone.utc) - at) > MAX_SKEW or not date.startswith(day):
            raise Refused(403, "RequestTimeTooSkewed")
        wanted = signature(SECRET_KEY, day, region, date, canonical_request(self.command, self.path, headers, signed, payload))
        if not hmac.compare_digest(wanted, given):
            raise Refused(403, "SignatureDoesNotMatch")
        if payload != hashlib.sha256(body).hexdigest():
            raise Refused(400, "XAmzContentSHA256Mismatch")

    def handle_request(self):
        store = self.server.store
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with store.lock:
            store.asked.append((self.command, self.path))
            busy = store.busy > 0
            store.busy -= busy
        if store.hanging:
            time.sleep(store.hanging)
        if store.elsewhere:
            return self.answer(307, Location=store.elsewhere + self.path)
        if busy:
            return self.refuse(Refused(503, "SlowDown"))
        try:
            self.authorize(body)
            path, _, query = self.path.partition("?")
            bucket, _, key = urllib.parse.unquote(path).lstrip("/").partition("/")
            if bucket not in store.buckets:
                raise Refused(404, "NoSuchBucket")
            with store.lock:
                self.serve(store.buckets[bucket], bucket, key, dict(urllib.parse.parse_qsl(query, keep_blank_values=True)), body)
        except Refused as refused:
            self.refuse(refused)

    def refuse(self, refused):
        self.answer(refused.status, f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{refused.code}</Code><Message>No.</Message></Error>'.encode(),
                    Content_Type="application/xml")

    def serve(self, objects, bucket, key, query, body):
        if self.command == "PUT" and key:
            objects[key] = (body, self.headers.get("Content-Type", ""))
            self.answer(200)
        elif self.command == "DELETE" and key:
            objects.pop(key, None)
            self.answer(204)
        elif self.command == "GET" and not key and query.get("list-type") == "2":
            self.list(objects, bucket, query)
        elif self.command in ("GET", "HEAD") and key:
            if key not in objects:
                raise Refused(404, "NoSuchKey")
            data, kind = objects[key]
            part = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
            if part and self.command == "GET":
                first, last = int(part[1]), min(int(part[2]), len(data) - 1)
                if first > last:
                    raise Refused(416, "InvalidRange")
                return self.answer(206, data[first:last + 1], Content_Type=kind, Content_Range=f"bytes {first}-{last}/{len(data)}")
            self.answer(200, data, Content_Type=kind, Content_Length=str(len(data))) if self.command == "HEAD" else self.answer(200, data, Content_Type=kind)
        else:
            raise Refused(405, "MethodNotAllowed")

    def list(self, objects, bucket, query):
        names = sorted(name for name in objects if name.startswith(query.get("prefix", "")) and name > query.get("continuation-token", "")[3:])
        count = min(int(query.get("max-keys", 1000)), self.server.store.most_listed)
        token = f"<NextContinuationToken>+/={escape(names[count - 1])}</NextContinuationToken>" if len(names) > count else ""
        contents = "".join(f"<Contents><Key>{escape(name)}</Key><Size>{len(objects[name][0])}</Size></Contents>" for name in names[:count])
        self.answer(200, f'<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>{bucket}</Name>'
                         f"<IsTruncated>{str(bool(token)).lower()}</IsTruncated>{contents}{token}</ListBucketResult>".encode(), Content_Type="application/xml")

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST = handle_request


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, store):
        self.store = store
        self.connections = set()
        super().__init__(address, Handler)

    def process_request(self, request, client_address):
        self.connections.add(request)
        self.store.connected += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request, client_address):
        pass  # whoever was killed in the middle


class S3Server:
    region = "eu-test-1"

    def __init__(self, buckets=("news",), tls=False):
        self.buckets = {name: {} for name in buckets}
        self.lock = threading.RLock()
        self.asked = []
        self.connected = 0       # connections that were made
        self.busy = 0            # so many requests to come are answered 503
        self.hanging = 0         # seconds that each waits
        self.elsewhere = None    # where each is sent instead
        self.most_listed = 1000  # names in one answer
        self.port = 0
        self.server = None
        self.folder = tempfile.mkdtemp(prefix="stoppress-s3-") if tls else None

    def start(self):
        self.server = _Server(("127.0.0.1", self.port), self)
        self.port = self.server.server_address[1]
        if self.folder:
            self.server.socket = self._context().wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def _context(self):
        """With a certificate that nobody vouches for."""
        pair = os.path.join(self.folder, "pair.pem")
        if not os.path.exists(pair):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
                            "/CN=localhost", "-keyout", pair, "-out", pair + ".certificate"], check=True, capture_output=True)
            with open(pair, "a", encoding="ascii") as file, open(pair + ".certificate", encoding="ascii") as certificate:
                file.write(certificate.read())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pair)
        return context

    def stop(self):
        """Away: nobody listens, and open connections are closed. start() takes the same port."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            for connection in list(self.server.connections):
                self.server.shutdown_request(connection)
            self.server = None

    def close(self):
        self.stop()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    __enter__ = start

    def __exit__(self, *failure):
        self.close()

    @property
    def endpoint(self):
        return f"{'https' if self.folder else 'http'}://127.0.0.1:{self.port}"

    def settings(self, bucket="news", prefix="paper"):
        return {"media.store": f"s3://{bucket}/{prefix}".rstrip("/"), "media.s3_endpoint": self.endpoint, "media.s3_region": self.region,
                "media.s3_access_key": ACCESS_KEY, "media.s3_secret_key": SECRET_KEY}

    def names(self, prefix="", bucket="news"):
        with self.lock:
            return sorted(name for name in self.buckets[bucket] if name.startswith(prefix))
