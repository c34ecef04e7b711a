#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes schema-NN.sql here for each schema version that has none: the same small site, as a program of that version would have left it.

Run it before a migration is added, with the program and the sources of that commit. Files that exist stay as they are.

    STOPPRESS_BINARY=build/debug/stoppress STOPPRESS_SOURCE=$PWD PYTHONPATH=tests/support python3 tests/upgrade/write_dumps.py
"""
import os
import pathlib
import shutil
import sqlite3
import tempfile

from older_database import make_older, migrations
from stoppress_site import Site, eventually

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Referer": "https://search.example/?q=tram"}


def fill(site):
    """What a small newsroom has: sections, topics, authors, stories in each state, corrections, redirects, a menu, and views."""
    token = site.token("editor", "desk")
    admin = site.token("admin", "admin")

    def ask(method, path, body, headers=None, token=token):
        answer = site.request(method, "/api/v1" + path, body, headers=headers, token=token)
        if answer.status not in (200, 201, 204):
            raise SystemExit(f"{method} {path}: {answer}")
        return answer.json() if answer.body else None

    ask("PUT", "/topics/trams", {"name": "Trams"})
    ask("PUT", "/authors/ann-lee", {"name": "Ann Lee"})
    site.make_section("city", token)
    # With slugs as earlier programs made them, so that the dumps of all versions have the same addresses.
    stories = [site.publish(token, headline=headline, slug=slug, section="city", topics=["trams"], authors=["ann-lee"], language=language,
                            body={"format": "markdown", "content": f"## {headline}\n\nThe *first* paragraph.[^1]\n\n[^1]: A note."})
               for headline, language, slug in (("Tram line to the harbour opens", "en", "tram-line-to-the-harbour-opens"),
                                                ("Eine Brücke für Fußgänger", "de", "eine-brucke-fur-fussganger"), ("اتوبوس تازه", "fa", "atwbws-tazh"))]
    ask("PATCH", f"/stories/{stories[0]['id']}", {"headline": "Tram line to the old harbour opens"}, {"If-Match": '"1"'})
    ask("POST", f"/stories/{stories[0]['id']}/corrections", {"kind": "correction", "text": "It opens on Monday."})
    ask("POST", f"/stories/{stories[0]['id']}/notes", {"text": "Ask the harbour office."})
    draft = {"headline": "Not finished", "section": "city", "body": {"format": "markdown", "content": "So far."}}
    ask("POST", "/stories", draft)
    later = ask("POST", "/stories", {**draft, "headline": "Comes later"})
    ask("POST", f"/stories/{later['id']}/publish", {"at": "2099-01-01T00:00:00Z"})
    gone = site.publish(token, headline="Taken back", section="city")
    ask("POST", f"/stories/{gone['id']}/withdraw", {"reason": "It was wrong."})
    ask("POST", "/redirects", {"redirects": [{"from": "/old-page", "to": stories[0]["url"]}]}, token=admin)
    ask("PUT", "/menus/en", {"links": [{"label": "City", "address": "/sections/city"}]}, token=admin)
    for story in stories[:2]:
        ask("POST", "/views", {"story": story["id"]}, READER, token=None)
    # Added to the sums, so that every version has them in its tables.
    eventually(lambda: len(site.get("/api/v1/stories?order=most_viewed&window=week").json()["stories"]) == 2, seconds=10)


def dump(database):
    with sqlite3.connect(database) as opened:
        lines = list(opened.iterdump())
        pragmas = [f"PRAGMA {name} = {opened.execute(f'PRAGMA {name}').fetchone()[0]};" for name in ("application_id", "user_version")]
    opened.close()
    return "\n".join([*lines, *pragmas]) + "\n"


def main():
    here = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        site = Site(folder=os.path.join(folder, "site"), settings={"views.repeat_minutes": 0})
        site.start()
        fill(site)
        site.terminate()
        for version in range(1, len(migrations()) + 1):
            file = here / f"schema-{version:02}.sql"
            if not file.exists():
                copy = os.path.join(folder, "older.db")
                shutil.copyfile(os.path.join(site.folder, "stoppress.db"), copy)
                make_older(copy, version)
                file.write_text(dump(copy), encoding="utf-8")
                print(file)


if __name__ == "__main__":
    main()
