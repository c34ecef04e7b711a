#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every route of the API against everybody who may ask: nobody, a token of each role, a person of each role. Each call is refused that should be.

A route that is not in the table fails the test. What roles may do to single stories is in src/newsroom/auth/access_test.cpp.
"""
import unittest

from newsroom import SITE_URL, Browser, add_person
from stoppress_site import SiteTest

ROLES = ("contributor", "reporter", "editor", "admin")
PASSWORD = "lantern and low tide"
ANYONE, PERSON = "anyone", "person"
ENDLESS = ("/numbers/live", "/stories/live")  # asked for with HEAD, which goes the same way and has an end

# Method, path, who may, body. Numbers that do not exist are as good as others: who may not ask does not come so far.
TABLE = [
    ("GET", "/openapi.json", ANYONE, None),
    ("GET", "/site", ANYONE, None),
    ("GET", "/stories", ANYONE, None),
    ("POST", "/stories", "contributor", {"headline": "From the table"}),
    ("GET", "/stories/{id}", ANYONE, None),
    ("PATCH", "/stories/{id}", "contributor", {"headline": "Another"}),
    ("POST", "/stories/{id}/review", "reporter", {}),
    ("POST", "/stories/{id}/publish", "editor", {}),
    ("POST", "/stories/{id}/unpublish", "editor", {}),
    ("POST", "/stories/{id}/withdraw", "editor", {}),
    ("DELETE", "/stories/{id}", "contributor", None),
    ("GET", "/stories/{id}/revisions", "contributor", None),
    ("GET", "/stories/{id}/revisions/{number}", "contributor", None),
    ("POST", "/stories/{id}/revisions/{number}/restore", "contributor", None),
    ("POST", "/convert", "contributor", {"body": {"format": "markdown", "content": "*a*"}}),
    ("GET", "/stories/{id}/draft/versions", "contributor", None),
    ("GET", "/stories/{id}/draft/versions/{number}", "contributor", None),
    ("POST", "/stories/{id}/draft/versions/{number}/restore", "contributor", None),
    ("GET", "/stories/{id}/draft", "contributor", None),
    ("GET", "/stories/{id}/translations", "contributor", None),
    ("PATCH", "/stories/{id}/draft", "contributor", {"headline": "Another"}),
    ("DELETE", "/stories/{id}/draft", "contributor", None),
    ("POST", "/stories/{id}/draft/save", "contributor", None),
    ("PUT", "/stories/{id}/assignee", "editor", {"assignee": None}),
    ("PUT", "/stories/{id}/embargo", "contributor", {"until": "2199-01-01T00:00:00Z"}),
    ("GET", "/stories/{id}/notes", "contributor", None),
    ("POST", "/stories/{id}/notes", "contributor", {"text": "From the table"}),
    ("PATCH", "/stories/{id}/notes/{number}", "contributor", {"resolved": True}),
    ("GET", "/stories/{id}/proposal", "contributor", None),
    ("POST", "/stories/{id}/proposal", "reporter", {"note": "From the table"}),
    ("POST", "/stories/{id}/proposal/take", "editor", {"submitted_at": "2026-01-01T00:00:00Z"}),
    ("GET", "/stories/{id}/comments", "editor", None),
    ("PATCH", "/stories/{id}/comments/{number}", "editor", {"hidden": True}),
    ("DELETE", "/stories/{id}/comments/{number}", "editor", None),
    ("GET", "/stories/{id}/corrections", ANYONE, None),
    ("POST", "/stories/{id}/corrections", "editor", {"kind": "correction", "text": "From the table"}),
    ("PATCH", "/stories/{id}/corrections/{number}", "editor", {"text": "From the table, mended"}),
    ("POST", "/stories/{id}/presence", "contributor", {"editing": False}),
    ("GET", "/stories/{id}/preview", "contributor", None),
    ("GET", "/stories/{id}/preview-links", "contributor", None),
    ("POST", "/stories/{id}/preview-links", "contributor", {"hours": 1}),
    ("DELETE", "/stories/{id}/preview-links/{number}", "contributor", None),
    ("GET", "/templates", "contributor", None),
    ("POST", "/templates", "editor", {"name": "From the table"}),
    ("GET", "/templates/{number}", "contributor", None),
    ("PATCH", "/templates/{number}", "editor", {"name": "Another"}),
    ("DELETE", "/templates/{number}", "editor", None),
    ("POST", "/templates/{number}/restore", "editor", None),
    ("GET", "/imports", "editor", None),
    ("GET", "/imports/{number}", "editor", None),
    ("GET", "/imports/{number}/notes", "editor", None),
    ("POST", "/imports/{number}/notes", "editor", {"state": "done", "note": 1}),
    ("GET", "/search?q=table", ANYONE, None),
    ("GET", "/sections", ANYONE, None),
    ("PUT", "/sections/{slug}", "editor", {"name": "Table"}),
    ("DELETE", "/sections/{slug}", "editor", None),
    ("GET", "/topics", ANYONE, None),
    ("POST", "/topics", "contributor", {"name": "From the table"}),
    ("PUT", "/topics/{slug}", "editor", {"name": "Table"}),
    ("DELETE", "/topics/{slug}", "editor", None),
    ("POST", "/topics/{slug}/merge", "editor", {"into": "no-such"}),
    ("POST", "/topics/{slug}/split", "editor", {"into": "no-such"}),
    ("GET", "/topic-merges", "editor", None),
    ("DELETE", "/topic-merges/{number}", "editor", None),
    ("GET", "/authors", ANYONE, None),
    ("POST", "/authors", "contributor", {"name": "From the table"}),
    ("PUT", "/authors/{slug}", "editor", {"name": "Table"}),
    ("DELETE", "/authors/{slug}", "editor", None),
    ("GET", "/media", "contributor", None),
    ("POST", "/media", "contributor", None),
    ("POST", "/media/fetch", "contributor", {}),
    ("POST", "/embeds/describe", "contributor", {}),
    ("GET", "/media/{number}", "contributor", None),
    ("PATCH", "/media/{number}", "contributor", {"alt": "From the table"}),
    ("DELETE", "/media/{number}", "contributor", None),
    ("GET", "/media/{number}/stories", "contributor", None),
    ("POST", "/media/{number}/replace", "contributor", None),
    ("POST", "/media/{number}/crop", "contributor", {}),
    ("PUT", "/media/{number}/captions/{language}", "contributor", None),
    ("DELETE", "/media/{number}/captions/{language}", "contributor", None),
    ("GET", "/numbers", "contributor", None),
    ("GET", "/numbers.csv", "contributor", None),
    ("GET", "/numbers/now", "contributor", None),
    *(("GET", path, "contributor", None) for path in ENDLESS),
    ("GET", "/stories/{id}/numbers", "contributor", None),
    ("GET", "/stories/{id}/numbers.csv", "contributor", None),
    ("GET", "/trash", "contributor", None),
    ("POST", "/trash/{number}/restore", "contributor", None),
    ("DELETE", "/trash/{number}", "editor", None),
    ("GET", "/changes", "editor", None),
    ("POST", "/views", ANYONE, {"story": 999999}),
    ("GET", "/views.gif?story=999999", ANYONE, None),
    ("POST", "/session", ANYONE, {}),
    ("GET", "/session", PERSON, None),
    ("DELETE", "/session", ANYONE, None),
    ("POST", "/session/link", ANYONE, {}),
    ("POST", "/session/second-factor", ANYONE, {}),
    ("POST", "/session/passkey/challenge", ANYONE, None),
    ("POST", "/session/passkey", ANYONE, {}),
    ("GET", "/sessions", PERSON, None),
    ("DELETE", "/sessions", PERSON, None),
    ("DELETE", "/sessions/{number}", PERSON, None),
    ("PUT", "/me/author", PERSON, None),
    ("PUT", "/me/password", PERSON, {"password": "x"}),
    ("POST", "/me/second-factor", PERSON, None),
    ("PUT", "/me/second-factor", PERSON, {"code": ""}),
    ("DELETE", "/me/second-factor", PERSON, {}),
    ("GET", "/notifications", PERSON, None),
    ("GET", "/notifications/count", PERSON, None),
    ("POST", "/notifications/read", PERSON, {"through": 1}),
    ("GET", "/me/notifications", PERSON, None),
    ("PUT", "/me/notifications", PERSON, {"note": True}),
    ("GET", "/me/passkeys", PERSON, None),
    ("POST", "/me/passkeys/challenge", PERSON, {}),
    ("POST", "/me/passkeys", PERSON, {}),
    ("PATCH", "/me/passkeys/{number}", PERSON, {"name": "Table"}),
    ("DELETE", "/me/passkeys/{number}", PERSON, {}),
    ("GET", "/people", "contributor", None),
    ("POST", "/people", "admin", {"email": "nobody"}),
    ("PATCH", "/people/{number}", "admin", {"name": "Nobody"}),
    ("POST", "/people/{number}/link", "admin", None),
    ("GET", "/tokens", "admin", None),
    ("POST", "/tokens", "admin", {"name": ""}),
    ("DELETE", "/tokens/{name}", "admin", None),
    ("GET", "/settings", "admin", None),
    ("PUT", "/settings/{key}", "admin", {"value": ["no", "such"]}),
    ("DELETE", "/settings/{key}", "admin", None),
    ("GET", "/themes", "admin", None),
    ("GET", "/themes/{name}/preview", "admin", None),
    ("GET", "/redirects", "editor", None),
    ("POST", "/redirects", "admin", {"redirects": []}),
    ("DELETE", "/redirects?from=/no/such", "admin", None),
    ("GET", "/menus", "editor", None),
    ("PUT", "/menus/{language}", "admin", {"links": [{}]}),
    ("GET", "/front", "editor", None),
    ("PUT", "/front", "editor", {"entries": []}),
    ("POST", "/front/preview", "editor", {"entries": []}),
    ("GET", "/audit", "admin", None),
]


class Roles(SiteTest):
    settings = {"site.url": SITE_URL, "server.trusted_proxies": "127.0.0.1"}

    @classmethod
    def prepare(cls, site):
        cls.tokens = {role: site.token(role, name=f"table-{role}") for role in ROLES}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {role: add_person(cls.site, f"{role}@example.org", role, name="Table", password=PASSWORD) for role in ROLES}
        cls.story = cls.site.post("/api/v1/stories", {"headline": "The table's"}, token=cls.tokens["editor"]).json()["id"]

    def person(self, role):
        """A browser that is signed in, whatever the last call did."""
        browser = self.people[role]
        if browser.ask("GET", "/session").status != 200:
            self.assertEqual(browser.sign_in(f"{role}@example.org", PASSWORD).status, 200)
        return browser

    def path(self, pattern):
        return pattern.replace("{id}", str(self.story)).replace("{number}", "987654").replace("{slug}", "table").replace("{name}", "no%20such").replace("{key}", "site.title").replace("{language}", "en")

    def verdict(self, answer):
        return {401: "unknown", 403: "forbidden"}.get(answer.status, "let in")

    def test_every_route_is_in_the_table(self):
        described = {(method.upper(), path) for path, operations in self.site.get("/api/v1/openapi.json").json()["paths"].items() for method in operations}
        self.assertEqual(described, {(method, path.partition("?")[0]) for method, path, _, _ in TABLE})
        self.assertEqual(len(TABLE), len(described))

    def test_each_call_is_refused_that_should_be(self):
        for method, pattern, least, body in TABLE:
            method = "HEAD" if pattern in ENDLESS else method
            path = self.path(pattern)
            with self.subTest(method=method, path=path, who="nobody"):
                answer = Browser(self.site).ask(method, path, body)
                if (method, pattern) == ("GET", "/stories/{id}"):
                    self.assertEqual(answer.status, 404, answer)
                else:
                    self.assertEqual(self.verdict(answer), "let in" if least == ANYONE else "unknown", answer)
            for role in ROLES:
                enough = least in (ANYONE, PERSON) or ROLES.index(role) >= ROLES.index(least)
                with self.subTest(method=method, path=path, token=role):
                    answer = self.site.request(method, "/api/v1" + path, body=body, token=self.tokens[role])
                    self.check(answer, pattern, method, role, enough and least != PERSON)
                with self.subTest(method=method, path=path, person=role):
                    self.check(self.person(role).ask(method, path, body), pattern, method, role, enough)

    def check(self, answer, pattern, method, role, enough):
        self.assertLess(answer.status, 500, answer)
        if enough and "{id}" in pattern and role in ("contributor", "reporter"):
            # The story is somebody else's and not published: there is no such story for them.
            self.assertIn(answer.status, (404, 428), answer)
        else:
            self.assertEqual(self.verdict(answer), "let in" if enough else "forbidden", answer)

    def test_a_wrong_token_is_refused_everywhere_but_where_views_are_counted(self):
        for method, pattern, _, body in TABLE:
            method = "HEAD" if pattern in ENDLESS else method
            with self.subTest(method=method, path=pattern):
                answer = self.site.request(method, "/api/v1" + self.path(pattern), body=body, token="sp_" + "x" * 43)
                self.assertEqual(self.verdict(answer), "let in" if "views" in pattern else "unknown", answer)

    def test_no_change_is_taken_from_another_sites_page(self):
        for method, pattern, least, body in TABLE:
            if method == "GET" or "views" in pattern:
                continue
            with self.subTest(method=method, path=pattern):
                browser = self.person("admin")
                answer = browser.ask(method, self.path(pattern), body, {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"})
                self.assertEqual(answer.status, 403, answer)
                self.assertNotIn("set-cookie", answer.headers)


if __name__ == "__main__":
    unittest.main()
