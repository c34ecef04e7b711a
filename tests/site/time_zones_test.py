#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every part of the program follows the system's tzdata: pages, addresses, the archive, what the newsroom is told. Python's zoneinfo reads the
same files with code of its own."""
import datetime
import pathlib
import shutil
import tempfile
import unittest
import zoneinfo

from stoppress_site import Site, binary, run

UTC = datetime.timezone.utc
MINUTE = datetime.timedelta(minutes=1)

# Zones whose rules have changed since ICU 72 was made, neighbours that have not, and halves of hours.
ZONES = ("America/Mexico_City", "America/Ciudad_Juarez", "Africa/Cairo", "Asia/Almaty", "America/Asuncion", "America/Nuuk", "Europe/Berlin",
         "Asia/Tehran", "Asia/Kolkata", "America/Havana")


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def written(time):
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def changes(zone, first, end):
    """The moments, to the minute, at which what the zone adds to UTC changes."""
    found = []
    day = datetime.timedelta(days=1)
    time = first
    while time < end:
        low, high = time, time + day
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                middle -= datetime.timedelta(seconds=middle.second, microseconds=middle.microsecond)
                if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
                    low = middle
                else:
                    high = middle
            found.append(high)
        time += day
    return found


class TimeZones(unittest.TestCase):
    def setUp(self):
        binary()

    def test_a_story_has_the_date_of_its_zone_everywhere(self):
        for name in ZONES:
            zone = zoneinfo.ZoneInfo(name)
            site = Site({"site.timezone": name})
            self.addCleanup(site.close)
            token = site.token("editor")
            site.start()
            with self.subTest(zone=name):
                told = site.get("/api/v1/site").json()
                self.assertEqual(told["timezone"], name)
                offsets = [(moment(one["from"]), one["seconds"]) for one in told["utc_offsets"]]
                # Before 1972 some zones changed at odd seconds.
                first, end = datetime.datetime(1972, 1, 1, tzinfo=UTC), datetime.datetime(2036, 1, 1, tzinfo=UTC)
                self.assertEqual([time for time, _ in offsets if first < time < end], changes(zone, first, end))
                for time, seconds in offsets:
                    self.assertEqual(time.astimezone(zone).utcoffset().total_seconds(), seconds)
                # Half past midnight on the first of a summer's month: an hour off is another day, month and address.
                for year in (2023, 2024, 2025, 2026):
                    at = datetime.datetime(year, 7, 1, 0, 30, tzinfo=zone)
                    story = site.post("/api/v1/stories", {"headline": f"Night of {year}"}, token=token).json()
                    story = site.post(f"/api/v1/stories/{story['id']}/publish", {"at": written(at)}, token=token).json()
                    self.assertEqual(story["url"], f"/{year}/07/night-of-{year}")
                    page = site.get(story["url"]).text
                    self.assertRegex(page, rf"July 1, {year} at 12:30\sAM")
                    self.assertIn(story["url"], site.get(f"/archive/{year}/07").text)
                    self.assertEqual(site.get(f"/archive/{year}/06").status, 404)
            site.close()

    def test_days_of_numbers_are_those_of_the_zone(self):
        site = Site({"site.timezone": "Africa/Cairo"})
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        numbers = site.get("/api/v1/numbers?from=2026-04-22T22:00:00Z&until=2026-04-26T21:00:00Z&step=day", token=token).json()
        self.assertEqual([point["at"] for point in numbers["series"]],
                         ["2026-04-22T22:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z", "2026-04-25T21:00:00Z"])

    def test_a_zone_that_tzdata_has_not_is_refused_at_the_start_with_setting_and_place(self):
        for name in ("Nowhere/At_All", "GMT+3:30", "../../etc/localtime", "posix/Europe/Berlin", "x" * 5000):
            with self.subTest(zone=name[:40]):
                site = Site({"site.timezone": name})
                self.addCleanup(site.close)
                done = run("serve", "--listen", "127.0.0.1:0", site=site.folder, env={"STOPPRESS_SITE_TIMEZONE": name}, timeout=60)
                self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1))
                self.assertIn("STOPPRESS_SITE_TIMEZONE", done.stderr)
                self.assertIn("tzdata", done.stderr)

    def test_months_are_counted_again_where_a_zones_rules_have_changed(self):
        """A folder with a tzdata of its own stands for the system's after an upgrade."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-zones-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        (folder / "Africa").mkdir()
        shutil.copy("/usr/share/zoneinfo/Etc/GMT-2", folder / "Africa/Cairo")
        site = Site({"site.timezone": "Africa/Cairo"}, env={"TZDIR": str(folder)})
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        story = site.post("/api/v1/stories", {"headline": "Midsummer"}, token=token).json()
        story = site.post(f"/api/v1/stories/{story['id']}/publish", {"at": "2026-06-30T21:30:00Z"}, token=token).json()
        self.assertEqual(story["url"], "/2026/06/midsummer")
        self.assertIn("Midsummer", site.get("/archive/2026/06").text)
        site.terminate()
        del site.env["TZDIR"]
        site.start()
        self.assertIn("Midsummer", site.get("/archive/2026/07").text)
        self.assertEqual(site.get("/archive/2026/06").status, 404)
        self.assertRegex(site.get(story["url"]).text, r"July 1, 2026 at 12:30\sAM")
        site.terminate()
        self.assertEqual(site.run("check").returncode, 0)


if __name__ == "__main__":
    unittest.main()
