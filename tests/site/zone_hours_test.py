#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each view counts to the day in which clocks of the site's zone showed it, also where the zone is half an hour or a quarter off UTC's hours,
and all days together are the total. Python's zoneinfo says which day that is."""
import csv
import datetime
import io
import json
import unittest
import zoneinfo

from set_clock import SetClock
from stoppress_site import Site, binary

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
UTC = datetime.timezone.utc
# How many minutes after a midnight (before: negative) there are how many views.
VIEWS = {-75: 1, -50: 2, -20: 3, -1: 4, 0: 5, 1: 6, 20: 7, 35: 8, 50: 9, 95: 10}


def written(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def midnights(name):
    """Two to count around: one a few days ahead of now, and where the zone's minutes change the next one after such a change."""
    zone = zoneinfo.ZoneInfo(name)
    today = datetime.datetime.now(zone).date()
    days = [datetime.datetime.combine(today + datetime.timedelta(days=ahead), datetime.time(), zone) for ahead in range(3, 400)]
    minutes = [day.utcoffset().total_seconds() % 3600 for day in days]
    changed = [day for before, after, day in zip(minutes, minutes[1:], days[1:]) if before != after]
    return [days[0], *changed[:1]]


class DaysOfZones(unittest.TestCase):
    def setUp(self):
        binary()

    def test_a_day_has_the_views_of_its_own_minutes(self):
        for name in ("Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe", "America/St_Johns", "Europe/Berlin"):
            with self.subTest(zone=name):
                self.count_around_midnights(name)

    def count_around_midnights(self, name):
        clock = SetClock()
        self.addCleanup(clock.close)
        site = Site({"site.timezone": name, "views.repeat_minutes": 0}, env=clock.env)
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        story = site.publish(token, headline="Read at night", section=None)
        for midnight in midnights(name):
            first = (midnight - datetime.timedelta(hours=12)).replace(hour=0, minute=0)
            days, hours = {}, {}
            for minutes, views in VIEWS.items():
                moment = (midnight.astimezone(UTC) + datetime.timedelta(minutes=minutes, seconds=5)).astimezone(midnight.tzinfo)
                clock.set(moment)
                for _ in range(views):
                    body = {"story": story["id"], "referrer": "news.example.org"}
                    answer = site.post("/api/v1/views", json.dumps(body), headers={"Content-Type": "text/plain", "User-Agent": BROWSER})
                    self.assertEqual(answer.status, 204, answer)
                day = written(moment.replace(hour=0, minute=0, second=0))
                hour = written(moment.replace(minute=0, second=0))
                days[day] = days.get(day, 0) + views
                hours[hour] = hours.get(hour, 0) + views
            total = sum(VIEWS.values())
            for path in ("/api/v1/numbers", f"/api/v1/stories/{story['id']}/numbers"):
                span = f"from={written(first)}&until={written(midnight.astimezone(UTC) + datetime.timedelta(hours=2))}"
                for step, expected in (("day", days), ("hour", hours)):
                    numbers = site.get(f"{path}?{span}&step={step}", token=token).json()
                    self.assertEqual({point["at"]: point["views"] for point in numbers["series"] if point["views"]}, expected, (path, step))
                    self.assertEqual(numbers["total"]["views"], total)
                    self.assertEqual(numbers["referrers"]["listed"][0]["views"], total)
                table = site.get(f"{path}.csv?{span}&step=day", token=token).body.decode("utf-8-sig")
                rows = list(csv.reader(io.StringIO(table)))[1:]
                self.assertEqual({row[0]: int(row[1]) for row in rows if row[1] != "0"}, days)
                for day, views in days.items():
                    one = f"from={day}&until={written(datetime.datetime.fromisoformat(day.replace('Z', '+00:00')) + datetime.timedelta(hours=1))}"
                    self.assertEqual(site.get(f"{path}?{one}&step=day", token=token).json()["total"]["views"], views)
            seen = site.get(f"/api/v1/stories/{story['id']}", token=token).json()["views"]
            self.assertEqual((seen["day"], seen["all"] % total), (total, 0))
        site.terminate()
        self.assertEqual(site.run("check").returncode, 0)


if __name__ == "__main__":
    unittest.main()
