#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The newsroom's numbers: exact after beacons and pages, robots apart, by time, section, author, language, referrer and story, as CSV,
and live."""
import csv
import datetime
import http.client
import io
import json
import time
import unittest

from newsroom import SITE_URL, Browser, add_person
from stoppress_site import WAITS, Site, SiteTest, eventually

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def hour_in_tehran():
    """Hours begin with the full hours of the site's zone, which is 3:30 ahead of UTC."""
    return (int(time.time()) + 1800) // 3600


class Events:
    """A stream of server-sent events on a connection of its own."""

    def __init__(self, site, headers, timeout=60):
        self.connection = http.client.HTTPConnection(site.host, site.port, timeout=timeout)
        self.connection.request("GET", "/api/v1/numbers/live", headers=headers)
        self.response = self.connection.getresponse()

    def next(self):
        """The next event as (name, data), a comment as (None, text); None at the end."""
        name, data = None, ""
        while True:
            line = self.response.readline().decode()
            if not line:
                return None
            line = line.rstrip("\n")
            if not line and (name or data):
                return name, data
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                data += value
            elif line.startswith(":"):
                data = line

    def numbers(self):
        """The next event's JSON."""
        while True:
            event = self.next()
            if event is None:
                return None
            if event[0] == "numbers":
                return json.loads(event[1])

    def close(self):
        self.response.close()
        self.connection.close()


class NumbersTest(SiteTest):
    settings = {"site.url": SITE_URL, "views.repeat_minutes": 0, "site.timezone": "Asia/Tehran", "server.trusted_proxies": "127.0.0.1"}

    @classmethod
    def prepare(cls, site):
        cls.tokens = {role: site.token(role, name=role) for role in ("contributor", "editor")}

    def get(self, path, expect=200, token=None, **options):
        answer = self.site.get("/api/v1" + path, token=token or self.tokens["contributor"], **options)
        self.assertEqual(answer.status, expect, answer)
        return answer

    def beacon(self, story, count=1, agent=FIREFOX, client="198.51.100.1", **more):
        for _ in range(count):
            answer = self.site.post("/api/v1/views", json.dumps({"story": story["id"], **more}),
                                    headers={"Content-Type": "text/plain", "User-Agent": agent, "X-Forwarded-For": client})
            self.assertEqual(answer.status, 204, answer)

    def page(self, story, count=1, agent=FIREFOX, client="198.51.100.1", **fields):
        for _ in range(count):
            answer = self.site.get(story["url"], headers={"User-Agent": agent, "X-Forwarded-For": client, **fields})
            self.assertEqual(answer.status, 200, answer)

    def rows(self, path):
        answer = self.get(path)
        self.assertTrue(answer.headers["content-type"].startswith("text/csv; charset=utf-8"))
        self.assertIn("attachment", answer.headers["content-disposition"])
        self.assertEqual(answer.headers["cache-control"], "no-store")
        return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


class ExactNumbers(NumbersTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        token = cls.tokens["editor"]
        cls.city = cls.site.publish(token, headline="=1+1, \"said\" the city", section="city", authors=["ann-lee", "ben"])
        cls.lake = cls.site.publish(token, headline="دریاچه دوباره پر شد", section="harbour", authors=["ben"], language="fa")
        cls.loose = cls.site.publish(token, headline="Filed nowhere", section=None, authors=[])
        cls.now = datetime.datetime.now(datetime.timezone.utc)

    def test_each_view_is_in_every_sum_once(self):
        self.beacon(self.city, 7)
        self.page(self.city, 3)
        self.beacon(self.lake, 4)
        self.beacon(self.loose, 2)
        self.beacon(self.lake, 5, agent=ROBOT)
        self.page(self.lake, 1, agent=ROBOT)
        numbers = eventually(lambda: (found := self.get("/numbers").json())["total"] == {"views": 16, "robots": 6} and found)
        self.assertEqual(numbers["time_zone"], "Asia/Tehran")
        self.assertEqual(len(numbers["series"]), 8)
        self.assertEqual(sum(point["views"] for point in numbers["series"]), 16)
        self.assertEqual(numbers["sections"], {"listed": [{"slug": "city", "name": "City", "views": 10, "robots": 0},
                                                          {"slug": "harbour", "name": "Harbour", "views": 4, "robots": 6},
                                                          {"slug": None, "name": None, "views": 2, "robots": 0}],
                                               "others": {"count": 0, "views": 0, "robots": 0}})
        self.assertEqual([(one["slug"], one["views"], one["robots"]) for one in numbers["authors"]["listed"]], [("ben", 14, 6), ("ann-lee", 10, 0)])
        self.assertEqual(numbers["languages"]["listed"], [{"language": "en", "views": 12, "robots": 0}, {"language": "fa", "views": 4, "robots": 6}])
        ranking = [(self.city["id"], 10), (self.lake["id"], 4), (self.loose["id"], 2)]
        for window in ("day", "week", "month", "all"):
            # The rankings follow what is stored.
            eventually(lambda: [(one["id"], one["views"]) for one in self.get("/numbers").json()["most_viewed"][window]] == ranking, message=window)
        hours = self.get("/numbers?step=hour").json()
        self.assertEqual(sum(point["views"] for point in hours["series"]), 16)
        self.assertIn(len(hours["series"]), (25, 26))

        story = self.get(f"/stories/{self.lake['id']}/numbers").json()
        self.assertEqual((story["total"], story["views"]), ({"views": 4, "robots": 6}, {"day": 4, "week": 4, "month": 4, "all": 4}))
        self.assertEqual(sum(minute["views"] for minute in story["now"]["minutes"]), 4)
        self.assertTrue(story["now"]["complete"])

        rows = self.rows("/numbers.csv")
        self.assertEqual(rows[0], ["time", "views", "robots"])
        self.assertEqual([sum(int(row[at]) for row in rows[1:]) for at in (1, 2)], [16, 6])
        self.assertEqual(self.rows("/numbers.csv?table=section"),
                         [["section", "name", "views", "robots"], ["city", "City", "10", "0"], ["harbour", "Harbour", "4", "6"], ["", "", "2", "0"]])
        self.assertEqual(self.rows("/numbers.csv?table=author")[1][2:], ["14", "6"])
        self.assertEqual(self.rows("/numbers.csv?table=language")[1], ["en", "", "12", "0"])
        most = self.rows("/numbers.csv?table=most_viewed")
        self.assertEqual(most[1], ["day", str(self.city["id"]), "'=1+1, \"said\" the city", self.city["url"], "10"])
        self.assertEqual(most[2][2], "دریاچه دوباره پر شد")
        self.assertEqual(sum(int(row[1]) for row in self.rows(f"/stories/{self.lake['id']}/numbers.csv")[1:]), 4)

        # All of it is on disk, and nothing is counted twice.
        self.site.terminate()
        self.assertEqual(self.site.run("check").returncode, 0)
        self.site.start()
        self.assertEqual(self.get("/numbers").json()["total"], {"views": 16, "robots": 6})
        now = self.get("/numbers/now").json()
        self.assertEqual((now["readers"], sum(minute["views"] for minute in now["minutes"])), (0, 0))

    def test_days_begin_in_the_sites_zone(self):
        series = self.get("/numbers").json()["series"]
        for point in series:
            self.assertTrue(point["at"].endswith("T20:30:00Z"), point)

    def test_spans_are_limited_and_wrong_ones_are_named(self):
        self.get("/numbers?from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z&step=hour")
        self.get("/numbers?from=2025-01-01T00:00:00Z&until=2026-02-01T00:00:00Z")
        for path in ("/numbers", "/numbers.csv", f"/stories/{self.city['id']}/numbers", f"/stories/{self.city['id']}/numbers.csv"):
            for query, field in (("from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:01Z&step=hour", "from"), ("from=1971-01-01T00:00:00Z", "from"),
                                 ("from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z", "from"), ("until=1900-01-01T00:00:00Z", "until"),
                                 ("from=2999-01-01T00:00:00Z", "from"), ("step=minute", "step"), ("from=%00", "from"), ("to=1", "to")):
                answer = self.get(f"{path}?{query}", expect=400)
                self.assertEqual(answer.headers["content-type"], "application/problem+json")
                self.assertIn(field, json.dumps(answer.json()["errors"]), answer)
        self.get("/numbers.csv?table=people", expect=400)

    def test_unpublished_stories_of_others_have_no_numbers(self):
        draft = self.site.post("/api/v1/stories", {"headline": "A draft"}, token=self.tokens["editor"]).json()
        for path in (f"/stories/{draft['id']}/numbers", f"/stories/{draft['id']}/numbers.csv", "/stories/987654/numbers"):
            self.get(path, expect=404)
        self.assertEqual(self.get(f"/stories/{draft['id']}/numbers", token=self.tokens["editor"]).json()["total"], {"views": 0, "robots": 0})

    def test_no_cookie_is_set_and_nothing_is_told_to_readers(self):
        self.assertEqual(self.site.get("/api/v1/numbers").status, 401)
        self.assertNotIn("set-cookie", self.site.get(self.city["url"], headers={"User-Agent": FIREFOX}).headers)


class ReferrersTest(NumbersTest):
    def told(self, path):
        """Where readers came from, without those that nobody came from; what it adds up to is the span's views."""
        numbers = self.get(path).json()
        found = numbers["referrers"]
        came = {one["host"]: one["views"] for one in found["listed"]} | {f"({name})": found[name] for name in ("direct", "internal")}
        came["(others)"] = found["others"]["views"]
        self.assertEqual(sum(came.values()), numbers["total"]["views"])
        return {name: views for name, views in came.items() if views}


class Referrers(ReferrersTest):
    def test_what_counts_says_where_its_reader_came_from(self):
        one = self.site.publish(self.tokens["editor"], headline="One")
        two = self.site.publish(self.tokens["editor"], headline="Two")
        self.page(one, 3, Referer="https://www.Search.example:443/?q=private")
        self.page(one, 1, Referer="https://news.example.org/latest")
        self.page(one, 2)
        self.page(one, 1, Referer="http://[2001:db8::1]/")
        self.page(one, 1, Referer="https://search.example/", agent=ROBOT)
        self.page(two, 1, Referer="android-app://com.example.reader/")
        self.beacon(two, 4, referrer="xn--mnchen-3ya.example")
        self.beacon(two, 1, referrer="WWW.NEWS.example.org:8443")
        self.beacon(two, 1, referrer=None)
        self.beacon(two, 1, referrer="not a host")
        self.beacon(two, 1, referrer="search.example", agent=ROBOT)
        # The page that has the picture in it asks for it, and the one that sends a beacon: where its reader came from they do not say.
        headers = {"User-Agent": FIREFOX, "Referer": "https://search.example/", "Content-Type": "text/plain"}
        self.assertEqual(self.site.get(f"/api/v1/views.gif?story={two['id']}", headers=headers).status, 200)
        self.assertEqual(self.site.post("/api/v1/views", json.dumps({"story": two["id"]}), headers=headers).status, 204)
        self.assertEqual(self.site.head(one["url"], headers=headers).status, 200)
        first = {"search.example": 3, "(internal)": 1, "(direct)": 3}
        second = {"com.example.reader": 1, "xn--mnchen-3ya.example": 4, "(internal)": 1, "(direct)": 4}
        both = {name: first.get(name, 0) + second.get(name, 0) for name in first | second}
        eventually(lambda: self.told("/numbers") == both)
        for path in ("/numbers", "/numbers?step=hour"):
            self.assertEqual(self.told(path), both)
            self.assertEqual(self.told(f"/stories/{one['id']}{path}"), first)
            self.assertEqual(self.told(f"/stories/{two['id']}{path}"), second)
        found = self.get("/numbers").json()["referrers"]
        self.assertEqual(found["listed"][0], {"host": "xn--mnchen-3ya.example", "name": "münchen.example", "views": 4})
        self.assertEqual(found["others"], {"count": 0, "views": 0})
        self.assertLess(found["since"], datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
        # A span from before says nothing.
        self.assertEqual(self.told("/numbers?from=2026-01-01T00:00:00Z&until=2026-01-05T00:00:00Z"), {})

        table = self.rows("/numbers.csv?table=referrer")
        self.assertEqual(table[:6], [["referrer", "name", "views"], ["(direct)", "", "7"], ["(internal)", "", "2"], ["(other)", "", "0"],
                                     ["xn--mnchen-3ya.example", "münchen.example", "4"], ["search.example", "search.example", "3"]])
        self.assertEqual(self.rows(f"/stories/{one['id']}/numbers.csv?table=referrer")[1:],
                         [["(direct)", "", "3"], ["(internal)", "", "1"], ["(other)", "", "0"], ["search.example", "search.example", "3"]])
        self.get(f"/stories/{one['id']}/numbers.csv?table=section", expect=400)

        self.site.terminate()
        self.assertEqual(self.site.run("check").returncode, 0)
        self.site.start()
        self.assertEqual(self.told("/numbers"), both)
        self.assertEqual(self.get("/numbers").json()["referrers"]["since"], found["since"])

    def test_what_is_not_a_host_alone_is_refused(self):
        story = self.site.publish(self.tokens["editor"], headline="Refusing")
        for referrer in ("https://search.example/?q=private", "search.example/page", "a" * 254, 7, ["a"], {"host": "a"}, "a\u0000b"):
            answer = self.site.post("/api/v1/views", json.dumps({"story": story["id"], "referrer": referrer}),
                                    headers={"User-Agent": FIREFOX, "Content-Type": "text/plain"})
            self.assertEqual(answer.status, 422, answer)
            self.assertIn("/referrer", json.dumps(answer.json()["errors"]))
        self.assertEqual(self.told(f"/stories/{story['id']}/numbers"), {})


class MadeUpReferrers(ReferrersTest):
    def test_no_more_hosts_are_told_apart_than_the_limit_and_no_view_is_lost(self):
        story = self.site.publish(self.tokens["editor"], headline="Linked from everywhere")
        other = self.site.publish(self.tokens["editor"], headline="Another")
        hour = hour_in_tehran()
        for number in range(1200):
            self.beacon(story, referrer=f"h{number}.example")
        self.page(other, 5, Referer="https://news.example.org/")
        self.page(other, 2, Referer="https://late.example/")
        self.page(other, 3)
        came = eventually(lambda: sum((found := self.told("/numbers")).values()) == 1210 and found)
        if hour_in_tehran() != hour:
            return  # an hour of its own for what came last
        self.assertEqual((len(came), came["(internal)"], came["(direct)"], came["(others)"]), (23, 5, 3, 1182))
        self.assertEqual(self.get("/numbers").json()["referrers"]["others"]["count"], 980)
        self.assertEqual(len(self.rows("/numbers.csv?table=referrer")), 1 + 3 + 1000)
        # What is logged and not added up yet is told whole.
        eventually(lambda: len(self.rows(f"/stories/{story['id']}/numbers.csv?table=referrer")) == 1 + 3 + 100)
        self.assertEqual(self.told(f"/stories/{other['id']}/numbers"), {"(internal)": 5, "(direct)": 3, "(others)": 2})
        self.site.kill()
        self.site.start()
        self.assertEqual(sum(self.told("/numbers").values()), 1210)
        self.site.terminate()
        self.assertEqual(self.site.run("check").returncode, 0)
        self.site.start()


class ByBeacon(ReferrersTest):
    settings = {**NumbersTest.settings, "views.count": "beacon", "views.repeat_minutes": 30}

    def test_only_what_the_beacon_says_counts(self):
        story = self.site.publish(self.tokens["editor"], headline="Behind a cache")
        self.page(story, 2, Referer="https://search.example/")
        self.beacon(story, 1, referrer="social.example")
        self.beacon(story, 3, referrer="repeated.example")
        self.beacon(story, 1, client="198.51.100.2", referrer="news.example.org")
        self.assertEqual(self.told(f"/stories/{story['id']}/numbers"), {"social.example": 1, "(internal)": 1})


class Repeats(NumbersTest):
    settings = {**NumbersTest.settings, "views.repeat_minutes": 30}

    def test_repeats_are_no_views_and_their_readers_are_there_once(self):
        story = self.site.publish(self.tokens["editor"], headline="One")
        other = self.site.publish(self.tokens["editor"], headline="Other")
        for client in ("198.51.100.1", "198.51.100.2", "2001:db8::1"):
            self.beacon(story, 3, client=client)
        self.beacon(other, client="198.51.100.1")
        self.beacon(other, client="198.51.100.9", agent=ROBOT)
        def all_told():
            # The robot came last: once it is told of, so is all before it.
            now = self.get("/numbers/now").json()
            return now if any(minute["robots"] for minute in now["minutes"]) else None

        now = eventually(all_told)
        self.assertEqual(sum(minute["views"] for minute in now["minutes"]), 4)
        self.assertEqual(now["readers"], 3)
        self.assertEqual([(one["id"], one["readers"], one["views"]) for one in now["stories"]], [(story["id"], 3, 3), (other["id"], 1, 1)])
        self.assertEqual(self.get("/numbers").json()["total"], {"views": 4, "robots": 1})
        self.assertEqual(self.get(f"/stories/{story['id']}/numbers").json()["now"]["readers"], 3)


class Live(NumbersTest):
    def setUp(self):
        self.story = self.site.publish(self.tokens["editor"], headline="Watched")

    def watch(self, token=None, **options):
        events = Events(self.site, {"Authorization": "Bearer " + (token or self.tokens["contributor"])}, **options)
        self.addCleanup(events.close)
        return events

    def refused(self, headers):
        events = Events(self.site, headers)
        self.assertEqual(events.response.status, 401)
        events.close()

    def test_what_changes_is_sent_once_a_second_at_most_and_what_does_not_is_not(self):
        events = self.watch()
        self.assertEqual(events.response.status, 200)
        self.assertEqual(events.response.headers["content-type"], "text/event-stream")
        self.assertEqual(events.response.headers["cache-control"], "no-store")
        self.assertIsNone(events.response.headers["content-length"])
        first = events.numbers()
        before = sum(minute["views"] for minute in first["minutes"])
        began = time.monotonic()
        seen = 0
        for count in range(40):
            self.beacon(self.story, client=f"203.0.113.{count}")
            time.sleep(0.05)
        while sum(minute["views"] for minute in events.numbers()["minutes"]) < before + 40:
            seen += 1
        self.assertLessEqual(seen, time.monotonic() - began + 1)
        # Nothing but the minute changes now; a heartbeat comes within 15 s.
        quiet = self.watch(timeout=25)
        before = quiet.numbers()
        kind, said = quiet.next()
        self.assertTrue(json.loads(said) != before if kind == "numbers" else (kind, said) == (None, ":"), (kind, said, before))

    def test_a_revoked_token_and_an_ended_session_end_their_streams(self):
        token = self.site.token("editor", name="short-lived")
        person = add_person(self.site, "ann@example.org", "reporter")
        by_token = self.watch(token, timeout=50)
        by_session = Events(self.site, {"Cookie": f"__Host-stoppress={person.cookie}"}, timeout=50)
        self.addCleanup(by_session.close)
        for events in (by_token, by_session):
            self.assertEqual(events.response.status, 200)
            self.assertIsNotNone(events.numbers())
        self.site.run("token", "revoke", "short-lived", check=True)
        self.assertEqual(person.ask("DELETE", "/session").status, 204)
        began = time.monotonic()
        for events in (by_token, by_session):
            while events.next() is not None:
                pass
        self.assertLess(time.monotonic() - began, 60 * WAITS)
        self.refused({"Cookie": f"__Host-stoppress={person.cookie or 'x'}"})

    def test_streams_are_bounded_for_each_and_all_and_one_that_ends_makes_room(self):
        token = self.site.token("contributor", name="many")
        watching = [self.watch(token) for _ in range(6)]
        self.assertEqual({events.response.status for events in watching}, {200})
        refused = self.watch(token)
        self.assertEqual(refused.response.status, 429)
        self.assertIsNotNone(refused.response.headers["retry-after"])
        self.assertEqual(self.watch().response.status, 200)
        watching[0].close()
        eventually(lambda: self.watch(token).response.status == 200)

    def test_nobody_watches_without_being_asked_in(self):
        self.refused({})
        self.assertEqual(self.site.head("/api/v1/numbers/live", token=self.tokens["contributor"]).status, 200)
        self.assertEqual(self.site.post("/api/v1/numbers/live", {}, token=self.tokens["contributor"]).status, 405)


class Stopping(unittest.TestCase):
    def test_a_stop_ends_streams_at_once(self):
        with Site(settings={"views.repeat_minutes": 0}) as site:
            events = Events(site, {"Authorization": "Bearer " + site.token("contributor")})
            self.assertIsNotNone(events.numbers())
            began = time.monotonic()
            self.assertEqual(site.terminate(), 0)
            self.assertLess(time.monotonic() - began, 7.5 * WAITS)  # what is in flight is waited for for 8
            while events.next() is not None:
                pass
            events.close()


if __name__ == "__main__":
    unittest.main()
