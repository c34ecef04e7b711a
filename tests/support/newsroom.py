# SPDX-License-Identifier: GPL-3.0-or-later
"""People at work: a browser that keeps the newsroom's cookie and says which page it asks from, and an app for codes."""
import base64
import hmac
import struct
import time

SITE_URL = "https://news.example.org"
COOKIE = "__Host-stoppress"
CHALLENGE_COOKIE = "__Host-stoppress-challenge"


def totp(secret, at=None, step=0):
    """The code of an app at that time (RFC 6238), or so many steps of 30 seconds later."""
    counter = int((time.time() if at is None else at) // 30) + step
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", counter), "sha1")
    number = struct.unpack(">I", digest[digest[-1] & 15:][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def wait_for_a_step_with_time_left(seconds=5):
    """The step before the present one is good for codes until the present one ends."""
    left = 30 - time.time() % 30
    if left < seconds:
        time.sleep(left)


class Browser:
    """Keeps the cookies of one person. `site` serves with site.url = SITE_URL."""

    def __init__(self, site, origin=SITE_URL):
        self.site = site
        self.origin = origin
        self.cookie = None
        self.challenge_cookie = None

    def ask(self, method, path, body=None, headers=None, **options):
        """One request below /api/v1, with the cookie and the origin of the site's own pages."""
        headers = dict(headers or {})
        if self.origin and method not in ("GET", "HEAD"):
            headers.setdefault("Origin", self.origin)
        kept = [f"{name}={value}" for name, value in ((COOKIE, self.cookie), (CHALLENGE_COOKIE, self.challenge_cookie)) if value]
        if kept:
            headers.setdefault("Cookie", "; ".join(("theme=dark", *kept, "other=1")))
        answer = self.site.request(method, "/api/v1" + path, body=body, headers=headers, **options)
        if "set-cookie" in answer.headers:
            name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
            assert name in (COOKIE, CHALLENGE_COOKIE), answer
            if name == COOKIE:
                self.cookie = value or None
            else:
                self.challenge_cookie = value
        return answer

    def sign_in_with(self, link):
        """By the link that `user add` printed, or its secret."""
        return self.ask("POST", "/session/link", {"link": link.strip().rpartition("#")[2]})

    def sign_in(self, email, password):
        return self.ask("POST", "/session", {"email": email, "password": password})


def add_person(site, email, role, name="Somebody", password=None):
    """Adds somebody and signs them in: a Browser. With a password where one is given."""
    # By a token and not the command line, which would start a program for each.
    if not hasattr(site, "people_token"):
        site.people_token = site.token("admin", name="adds-people")
    added = site.post("/api/v1/people", {"email": email, "name": name, "role": role}, token=site.people_token)
    assert added.status == 201, added
    browser = Browser(site)
    answer = browser.sign_in_with(added.json()["link"])
    assert answer.status == 200, answer
    if password:
        answer = browser.ask("PUT", "/me/password", {"password": password})
        assert answer.status == 204, answer
    return browser
