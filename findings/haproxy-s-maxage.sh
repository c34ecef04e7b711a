#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a shared cache takes s-maxage before max-age (RFC 9111, 5.2.2.10), so "max-age=0, s-maxage=30" is kept for 30 seconds.
# What is true: HAProxy 2.6's small cache stores nothing that says max-age=0, whatever s-maxage says; with max-age=1 it keeps it by s-maxage.
# Whom it matters to: whoever sends pages that browsers must ask for each time and caches may keep, and sees no hit behind HAProxy.
set -euo pipefail
folder="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q haproxy liblua5.3-0 libopentracing-c-wrapper0 libopentracing1 >/dev/null 2>&1 || apt-get download -q haproxy liblua5.3-0 >/dev/null
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(find "$folder/tree" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)"
export LD_LIBRARY_PATH
haproxy="$folder/tree/usr/sbin/haproxy"
"$haproxy" -v | head -1

# An origin that numbers its answers; the path is the Cache-Control it sends.
cat >origin.py <<'PYTHON'
import http.server, sys, urllib.parse
class Origin(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    number = 0
    def do_GET(self):
        Origin.number += 1
        body = b"answer %d\n" % Origin.number
        self.send_response(200)
        self.send_header("Cache-Control", urllib.parse.unquote(self.path[1:]))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Origin)
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
python3 origin.py >origin.port 2>/dev/null &
until [ -s origin.port ]; do sleep 0.1; done
port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
cat >haproxy.cfg <<CONFIG
defaults
    mode http
    timeout connect 5s
    timeout client 10s
    timeout server 10s
cache pages
    total-max-size 4
    max-age 3600
frontend front
    bind 127.0.0.1:$port
    http-request cache-use pages
    http-response cache-store pages
    default_backend origin
backend origin
    server one 127.0.0.1:$(cat origin.port)
CONFIG
"$haproxy" -db -f haproxy.cfg >haproxy.log 2>&1 &
until curl -sf "http://127.0.0.1:$port/no-store" >/dev/null; do sleep 0.1; done

kept() {
    local first second
    first="$(curl -s "http://127.0.0.1:$port/$1")"
    second="$(curl -s "http://127.0.0.1:$port/$1")"
    echo "Cache-Control: ${1//%20/ }: $first, $second" >&2
    [ "$first" = "$second" ] && echo kept || echo asked-again
}
zero="$(kept "public,%20max-age=0,%20s-maxage=30")"
one="$(kept "public,%20max-age=1,%20s-maxage=30")"
echo "max-age=0: $zero; max-age=1: $one"
[ "$zero" = asked-again ] && [ "$one" = kept ]
