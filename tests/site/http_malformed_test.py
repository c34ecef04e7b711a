#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Malformed and smuggled requests get one clear answer and a closed connection; nothing makes the server fall over."""
import random
import unittest

from raw_http import exchange
from stoppress_site import SiteTest

SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


def get(target=b"/healthz", fields=b"", version=b"HTTP/1.1"):
    return b"GET " + target + b" " + version + b"\r\nHost: a\r\n" + fields + b"\r\n"


def post(fields, body=b"", target=b"/api/v1/views"):
    return b"POST " + target + b" HTTP/1.1\r\nHost: a\r\n" + fields + b"\r\n" + body


CHUNKED = b"0\r\n\r\n"
CASES = {
    # name: (request, status)
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (get(fields=b"Host: b\r\n"), 400),
    "host with a path": (b"GET / HTTP/1.1\r\nHost: a/b?c@d\r\n\r\n", 400),
    "absolute target": (get(b"http://a/healthz"), 400),
    "target without a slash": (get(b"foo"), 400),
    "target of a mark": (get(b"#"), 400),
    "raw 8-bit in the target": (get("/ö".encode()), 400),
    "asterisk": (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "bare line feeds": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    "bare return": (get(fields=b"X: a\rb\r\n"), 400),
    "folded field": (get(fields=b"X: a\r\n b\r\n"), 400),
    "folded transfer encoding": (post(b"Transfer-Encoding:\r\n chunked\r\n", CHUNKED), 411),
    "space before the colon": (post(b"Content-Length : 5\r\n", b"abcde"), 400),
    "tab before the colon": (post(b"Transfer-Encoding\t: chunked\r\n", CHUNKED), 400),
    "nul in a field": (get(fields=b"X: a\0b\r\n"), 400),
    "8-bit in a field": (get(fields=b"X: \xff\r\n"), 400),
    "version 1.2": (get(version=b"HTTP/1.2"), 505),
    "preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "no version": (b"GET /\r\nHost: a\r\n\r\n", 400),
    "two spaces": (b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "empty line first": (b"\r\n" + get(), 400),
    "a TLS hello": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "connect": (b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "trace": (b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "unknown method": (b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    "chunked": (post(b"Transfer-Encoding: chunked\r\n", CHUNKED), 411),
    "chunked in capitals": (post(b"TRANSFER-ENCODING: CHUNKED\r\n", CHUNKED), 411),
    "gzip, chunked": (post(b"Transfer-Encoding: gzip, chunked\r\n", CHUNKED), 411),
    "xchunked": (post(b"Transfer-Encoding: xchunked\r\n", CHUNKED), 411),
    "chunked twice": (post(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", CHUNKED), 411),
    "chunked on a get": (get(fields=b"Transfer-Encoding: chunked\r\n") + CHUNKED, 411),
    "length, then chunked": (post(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", CHUNKED), 411),
    "chunked, then length": (post(b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", CHUNKED), 411),
    "chunked over 1.0": (b"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED, 411),
    "two lengths": (post(b"Content-Length: 5\r\nContent-Length: 6\r\n", b"abcde"), 400),
    "the same length twice": (post(b"Content-Length: 5\r\nContent-Length: 5\r\n", b"abcde"), 400),
    "length as a list": (post(b"Content-Length: 5, 5\r\n", b"abcde"), 400),
    "signed length": (post(b"Content-Length: +5\r\n", b"abcde"), 400),
    "hexadecimal length": (post(b"Content-Length: 0x5\r\n", b"abcde"), 400),
    "length with a leading zero": (post(b"Content-Length: 010\r\n", b"abcdefgh"), 400),
    "negative length": (post(b"Content-Length: -1\r\n"), 400),
    "huge length": (post(b"Content-Length: 184467440737095516160\r\n"), 413),
    "length of a get": (get(fields=b"Content-Length: 5\r\n") + b"abcde", 400),
    "unknown expectation": (get(fields=b"Expect: tea\r\n"), 417),
    "double slash": (get(b"//evil.example/"), 404),
    "dot segments": (get(b"/a/../healthz"), 404),
    "encoded dot segments": (get(b"/a/%2e%2e/healthz"), 404),
    "encoded slash": (get(b"/a%2fb"), 400),
    "encoded nul": (get(b"/healthz%00"), 400),
    "encoded 8-bit that is not UTF-8": (get(b"/%ff"), 400),
    "backslash": (get(b"/\\evil"), 400),
    "long target": (get(b"/" + b"a" * 8200), 414),
    "long target without an end": (b"GET /" + b"a" * 9000, 414),
    "large head": (get(fields=b"X: " + b"a" * 17000 + b"\r\n"), 431),
    "many fields": (get(fields=b"X: a\r\n" * 101), 431),
    "two authorizations": (get(fields=b"Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400),
    "two cookies": (get(fields=b"Cookie: a=b\r\nCookie: a=c\r\n"), 400),
}


class MalformedTest(SiteTest):
    def say(self, *parts, **options):
        return exchange(self.site.host, self.site.port, *parts, **options)

    def test_each_gets_one_clear_answer_and_a_closed_connection(self):
        for name, (request, status) in CASES.items():
            for follow in (b"", SMUGGLED):
                with self.subTest(name, followed=bool(follow)):
                    said = self.say(request + follow, wait=9)  # one that is not refused is ended after 10 s
                    self.assertEqual(said.statuses, [status], said)
                    self.assertEqual(said.rest, b"", said)
                    self.assertTrue(said.closed, said)
                    self.assertEqual(said.answers[0].headers.get("connection"), "close", said)

    def test_the_same_in_pieces(self):
        for name in ("chunked", "two lengths", "bare line feeds", "folded field", "no host"):
            request, status = CASES[name]
            with self.subTest(name):
                middle = len(request) // 2
                said = self.say(request[:middle], request[middle:] + SMUGGLED, pause=0.05)
                self.assertEqual(said.statuses, [status], said)
                self.assertTrue(said.closed, said)

    def test_well_formed_requests_in_one_packet_are_answered_in_order(self):
        said = self.say(get() + get(b"/nothing-here") + get(fields=b"Connection: close\r\n"))
        self.assertEqual(said.statuses, [200, 404, 200], said)
        self.assertTrue(said.closed)

    def test_http_1_0_is_answered_and_closed(self):
        said = self.say(get(version=b"HTTP/1.0") + SMUGGLED)
        self.assertEqual(said.statuses, [200], said)
        self.assertTrue(said.closed)

    def test_head_has_no_body(self):
        full = self.say(get(b"/", b"Connection: close\r\n"))
        said = self.say(b"HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", method="HEAD")
        self.assertEqual(said.statuses, [200])
        self.assertEqual(said.rest, b"")
        self.assertEqual(said.answers[0].headers["content-length"], str(len(full.answers[0].body)))

    def test_nothing_is_built_from_the_host(self):
        said = self.say(b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n")
        self.assertEqual(said.statuses, [200], said)
        self.assertNotIn(b"evil.example", said.answers[0].body)

    def test_a_large_body_is_refused_unread(self):
        said = self.say(post(b"Content-Length: 100000000\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"))
        self.assertEqual(said.statuses, [413], said)
        self.assertTrue(said.closed)

    def test_an_expected_body_is_asked_for(self):
        said = self.say(post(b"Content-Length: 14\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"), b'{"story": 999}', after=b"100 Continue")
        self.assertEqual(said.statuses[0], 100, said)
        self.assertEqual(len(said.statuses), 2, said)
        self.assertTrue(said.closed)

    def test_mutated_requests_do_no_harm(self):
        seed = 20260301
        chance = random.Random(seed)
        bases = [request for request, _ in CASES.values() if len(request) < 1000] + [get(), get(b"/"), post(b"Content-Length: 2\r\n", b"{}")]
        pieces = [b"\r\n", b"\n", b"\r", b" ", b"\t", b"\0", b":", b"Host: a\r\n", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n",
                  b"%2f", b"%", b"..", b"//", b"HTTP/1.1", b"\xff", b"GET / HTTP/1.1\r\n", b"\r\n\r\n", b"?", b"#"]
        for number in range(600):
            request = bytearray(chance.choice(bases))
            for _ in range(chance.randrange(1, 5)):
                at = chance.randrange(len(request) + 1)
                action = chance.randrange(4)
                if action == 0:
                    request[at:at] = chance.choice(pieces)
                elif action == 1:
                    del request[at:at + chance.randrange(1, 8)]
                elif action == 2 and at < len(request):
                    request[at] = chance.randrange(256)
                else:
                    request[at:at] = request[chance.randrange(len(request) + 1):][:20]
            # Whatever is incomplete ends with the client's side, so that nothing waits for a deadline.
            said = self.say(bytes(request), wait=5, quiet=0.05, half_close=True)
            for answer in said.answers:
                with self.subTest(seed=seed, number=number, request=bytes(request)):
                    self.assertIn(answer.status // 100, (1, 2, 3, 4, 5))
                    self.assertNotIn(answer.status, (500, 502, 503, 504))
            self.assertEqual(said.rest, b"", bytes(request))
        self.assertTrue(self.site.alive())
        self.assertEqual(self.site.get("/healthz").status, 200)


class HostsTest(SiteTest):
    settings = {"server.hosts": ["news.example"]}

    def test_other_hosts_are_misdirected(self):
        answer = lambda host: exchange(self.site.host, self.site.port, b"GET / HTTP/1.1\r\nConnection: close\r\nHost: " + host + b"\r\n\r\n")
        self.assertEqual(answer(b"news.example").statuses, [200])
        self.assertEqual(answer(b"NEWS.example:443").statuses, [200])
        self.assertEqual(answer(b"other.example").statuses, [421])
        self.assertEqual(answer(b"news.example.evil.example").statuses, [421])

    def test_a_check_from_the_machine_itself_is_answered(self):
        self.assertEqual(self.site.get("/healthz").status, 200)


if __name__ == "__main__":
    unittest.main()
