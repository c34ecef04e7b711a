#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import leaves to do is kept in the site: listed with its account, decided one by one or by kind, and closed by itself when it is over."""
import datetime
import os
import tempfile
import unittest
import uuid

from api_test import ApiTest
from import_wxr_test import export, item
from imports import write
from pictures import png
from stoppress_site import Site, binary, eventually

CONFIG = 'baseURL = "https://old.test/"\ntitle = "The Old Paper"\n'


def page(title, body="Text.", more=""):
    return f"---\ntitle: {title}\ndate: 2024-01-02\n{more}---\n{body}\n"


SOURCE = {
    "hugo.toml": CONFIG,
    "content/news/harbour.md": page("Harbour opens", "![Ferry](/ferry.png)\n\n{{< box >}}Words{{< /box >}}"),
    "content/news/market.md": page("Market hall", "{{< box >}}Words{{< /box >}}\n\n{{< table >}}rows{{< /table >}}"),
    "content/news/bus.md": page("Bus lines", more="draft: true\n"),
    "content/news/broken.md": "---\ntitle: [\n---\nText\n",
    "static/ferry.png": b"no picture",
}


class MovedInTest(unittest.TestCase):
    check_described = ApiTest.check_described

    def setUp(self):
        binary()
        temporary = tempfile.TemporaryDirectory(prefix="stoppress-moved-")
        self.addCleanup(temporary.cleanup)
        self.source = os.path.join(temporary.name, "old-paper")
        # With a title of its own, so that the old site's is something to decide.
        self.site = Site({"site.title": "The New Paper"})
        self.addCleanup(self.site.close)
        self.tokens = {}

    def start(self):
        self.site.start()
        if not self.tokens:
            self.description = self.site.get("/api/v1/openapi.json").json()
            self.tokens = {role: self.site.token(role, role) for role in ("admin", "editor", "reporter")}

    def import_site(self, files, *arguments, status=1):
        """Imports with the server stopped, and starts it."""
        if self.site.process is not None:
            self.site.terminate()
        write(self.source, files)
        done = self.site.run("import", "hugo", self.source, *arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        self.start()
        return done

    def import_export(self, name, text, *more):
        if self.site.process is not None:
            self.site.terminate()
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
        self.site.run("import", "wxr", name, *more)
        self.start()

    def ask(self, method, path, body=None, role="editor", expect=200, headers=None):
        answer = self.site.request(method, "/api/v1" + path, body, headers=headers, token=self.tokens[role])
        self.assertEqual(answer.status, expect, answer)
        self.check_described(method, path.partition("?")[0], answer)
        return answer.json()

    def runs(self):
        return self.ask("GET", "/imports")["imports"]

    def notes(self, run, query=""):
        return self.ask("GET", f"/imports/{run['id']}/notes?limit=100{query}")["notes"]

    def words(self, run, query=""):
        return sorted((note["kind"], note["file"].rpartition("/")[2]) for note in self.notes(run, query))

    def decide(self, run, expect=200, role="editor", headers=None, **body):
        return self.ask("POST", f"/imports/{run['id']}/notes", body, role, expect, headers)


OPEN = [("file-refused", "ferry.png"), ("not-public", "bus.md"), ("refused", "broken.md"), ("setting", "site.title"), ("shortcode", "harbour.md"),
        ("shortcode", "market.md"), ("shortcode", "market.md")]


class Keeping(MovedInTest):
    def test_an_import_leaves_its_account_and_what_is_left_to_do(self):
        self.start()
        self.assertEqual(self.runs(), [])
        done = self.import_site(SOURCE)
        self.assertIn('under "Moved in"', done.stdout)
        [run] = self.runs()
        self.assertEqual((run["format"], run["name"], run["by"], run["complete"], run["notes_left_out"]), ("hugo", "old-paper", "command line", True, 0))
        self.assertEqual(run["notes"], {"open": len(OPEN), "done": 0, "dismissed": 0})
        account = self.ask("GET", f"/imports/{run['id']}")
        self.assertEqual({name: account[name] for name in run}, run)
        stories = next(one for one in account["items"] if one["name"] == "stories")
        self.assertEqual(stories, {"name": "stories", "items": 4, "taken": 3, "changed": 0, "unchanged": 0, "skipped": 0, "refused": 1})
        self.assertEqual({one["kind"]: one["open"] for one in account["kinds"]}, {"file-refused": 1, "not-public": 1, "refused": 1, "setting": 1, "shortcode": 3})
        self.assertEqual(self.words(run), OPEN)
        draft = next(note for note in self.notes(run) if note["kind"] == "not-public")
        self.assertEqual((draft["story"]["headline"], draft["state"], draft["decided_at"], draft["decided_by"]), ("Bus lines", "open", None, None))
        self.assertEqual(self.ask("GET", f"/stories/{draft['story']['id']}")["headline"], "Bus lines")
        unknown = next(note for note in self.notes(run) if note["file"].endswith("harbour.md"))
        self.assertEqual((unknown["address"], unknown["line"] > 0), ("/news/harbour/", True))
        self.assertIn("'box'", unknown["text"])
        # Nothing of the operator's machine but the folder's name.
        self.assertNotIn(os.path.dirname(self.source), str(account) + str(self.notes(run)))

    def test_a_dry_run_and_a_run_that_brings_nothing_new_are_not_kept(self):
        self.import_site(SOURCE, "--dry-run")
        self.assertEqual(self.runs(), [])
        self.import_site(SOURCE)
        self.import_site({})
        self.assertEqual(len(self.runs()), 1)

    def test_a_later_import_closes_what_is_over_and_doubles_nothing(self):
        self.import_site(SOURCE)
        [first] = self.runs()
        dismissed = next(note for note in self.notes(first) if note["file"].endswith("market.md"))
        self.decide(first, state="dismissed", note=dismissed["id"])
        # Without files nobody knows what is still missing. The story is another one: it keeps its old addresses.
        self.import_site({"content/news/bus.md": page("Bus lines")}, "--no-media")
        second = self.runs()[0]
        self.assertIn(("file-refused", "ferry.png"), self.words(first))
        self.assertEqual([words for words in self.words(first, "&state=done")], [("not-public", "bus.md")])
        [gone] = self.notes(first, "&state=done")
        self.assertIsNone(gone["decided_by"])
        self.assertGreaterEqual(*(datetime.datetime.fromisoformat(time) for time in (gone["decided_at"], second["began_at"])))
        self.assertEqual([note["id"] for note in self.notes(second, "&state=dismissed")], [dismissed["id"]])
        # The pictures have arrived.
        self.import_site({"static/ferry.png": png(64, 48, 2)})
        third = self.runs()[0]
        self.assertEqual(self.words(third), [one for one in OPEN if one[0] in ("refused", "setting")] + [("shortcode", "harbour.md"), ("shortcode", "market.md")])
        self.assertEqual(self.words(third, "&state=dismissed"), [("shortcode", "market.md")])
        for run in self.runs():
            self.assertFalse([note for note in self.notes(run) if note["kind"].startswith("file-")], run)
        # One that comes back is open again.
        self.import_site({"static/ferry.png": b"no picture"})
        self.assertIn(("file-refused", "ferry.png"), self.words(self.runs()[0]))

    def test_a_picture_that_is_still_missing_closes_when_it_arrives(self):
        folder = os.path.dirname(self.source)
        exported, media = os.path.join(folder, "paper.xml"), os.path.join(folder, "uploads")
        os.makedirs(os.path.join(media, "2020/01"))
        url = "https://paper.test/wp-content/uploads/2020/01/ferry.png"
        text = export(item(1, "Harbour", f'<img src="{url}" alt="Ferry">'),
                      item(2, "Ferry", kind="attachment", status="inherit", more=f"<wp:attachment_url>{url}</wp:attachment_url>"))
        self.import_export(exported, text, "--media", media)
        missing = [note["text"] for note in self.notes(self.runs()[0], "&kind=file-missing")]
        self.assertEqual((len(missing) > 0, [url in words for words in missing]), (True, [True] * len(missing)))
        first = self.runs()[0]
        write(media, {"2020/01/ferry.png": png(64, 48, 1)})
        self.import_export(exported, text, "--media", media)
        for run in self.runs():
            self.assertEqual(self.notes(run, "&kind=file-missing"), [])
        self.assertEqual(sorted(note["text"] for note in self.notes(first, "&kind=file-missing&state=done")), sorted(missing))

    def test_an_import_that_cannot_read_all_of_its_source_closes_nothing(self):
        exported = os.path.join(os.path.dirname(self.source), "paper.2026-11-30.xml")
        later = exported.replace("11-30", "12-01")
        items = [item(1, "Kept back", status="private"), item(2, "Also kept back", status="private")]

        import_text = self.import_export
        import_text(exported, export(*items))
        [first] = self.runs()
        drafts = [note["story"]["headline"] for note in self.notes(first, "&kind=not-public")]
        self.assertEqual(drafts, ["Kept back", "Also kept back"])
        import_text(later, export(items[0], item(3, "New")).replace("</channel></rss>", "<item><title>cut"))
        runs = self.runs()
        self.assertEqual([run["complete"] for run in runs], [False, True])
        self.assertEqual([[note["story"]["headline"] for note in self.notes(run, "&kind=not-public")] for run in runs], [["Kept back"], ["Also kept back"]])
        # Whole, of another day, and by then published there.
        import_text(later, export(item(1, "Kept back"), items[1], item(3, "New")))
        runs = self.runs()
        self.assertTrue(runs[0]["complete"])
        self.assertEqual([[note["story"]["headline"] for note in self.notes(run, "&kind=not-public")] for run in runs], [["Also kept back"], [], []])


class Deciding(MovedInTest):
    def setUp(self):
        super().setUp()
        self.import_site(SOURCE)
        [self.run_] = self.runs()

    def audit(self):
        """The newest first."""
        entries = eventually(lambda: self.ask("GET", "/audit?about=import", role="admin")["entries"])
        return [(entry["action"], entry["subject"], entry["who"]) for entry in entries]

    def test_notes_are_decided_one_by_one_and_it_can_be_undone(self):
        note = self.notes(self.run_)[0]
        key = {"Idempotency-Key": f'"{uuid.uuid4()}"'}
        done = self.decide(self.run_, state="done", note=note["id"], headers=key)
        self.assertEqual(done["changed"], 1)
        self.assertEqual(next(one for one in done["kinds"] if one["kind"] == note["kind"])["done"], 1)
        [kept] = self.notes(self.run_, "&state=done")
        self.assertEqual((kept["id"], kept["decided_by"], kept["decided_at"]), (note["id"], "editor", done["decided_at"]))
        again = self.decide(self.run_, state="done", note=note["id"])
        self.assertEqual((again["changed"], again["decided_at"]), (0, done["decided_at"]))
        self.decide(self.run_, state="open", note=note["id"])
        # The same request again does nothing, and gets the first answer.
        self.assertEqual(self.decide(self.run_, state="done", note=note["id"], headers=key), done)
        self.assertEqual(self.notes(self.run_, "&state=done"), [])
        # What changed nothing is not in the log.
        self.assertEqual(self.decide(self.run_, state="done", kind="nosuchkind")["decided_at"], None)
        self.assertEqual(self.audit(), [("import.reopen", f"import {self.run_['id']}", "editor"), ("import.done", f"import {self.run_['id']}", "editor")])

    def test_all_of_a_kind_are_decided_at_once_and_just_those_are_undone(self):
        first = self.notes(self.run_, "&kind=shortcode")[0]
        self.decide(self.run_, state="done", note=first["id"])
        decided = self.decide(self.run_, state="dismissed", kind="shortcode")
        self.assertEqual(decided["changed"], 2)
        self.assertEqual(next(one for one in decided["kinds"] if one["kind"] == "shortcode"), {"kind": "shortcode", "open": 0, "done": 1, "dismissed": 2})
        undone = self.decide(self.run_, state="open", kind="shortcode", decided_at=decided["decided_at"])
        self.assertEqual(undone["changed"], 2)
        self.assertEqual(next(one for one in undone["kinds"] if one["kind"] == "shortcode"), {"kind": "shortcode", "open": 2, "done": 1, "dismissed": 0})
        self.assertEqual([action for action, _, _ in self.audit()], ["import.reopen", "import.dismiss", "import.done"])

    def test_lists_are_read_page_by_page(self):
        seen, cursor = [], ""
        while True:
            answer = self.ask("GET", f"/imports/{self.run_['id']}/notes?limit=3{cursor}")
            seen += [note["id"] for note in answer["notes"]]
            if answer["next"] is None:
                break
            cursor = "&cursor=" + answer["next"]
        self.assertEqual((len(seen), seen), (len(OPEN), sorted(set(seen))))
        self.assertEqual(self.ask("GET", "/imports?limit=1")["next"], None)

    def test_what_makes_no_sense_is_refused(self):
        note = self.notes(self.run_)[0]["id"]
        for body in ({}, {"state": "done"}, {"state": "gone", "note": note}, {"state": "done", "note": note, "kind": "shortcode"}, {"state": "open", "kind": "shortcode"},
                     {"state": "done", "kind": "shortcode", "decided_at": "2026-01-01T00:00:00Z"}, {"state": "done", "note": "x"}, {"state": "done", "kind": "x" * 41},
                     {"state": "done", "note": note, "more": 1}):
            self.decide(self.run_, expect=422, **body)
        self.decide(self.run_, expect=404, state="done", note=note + 1000)
        self.decide({"id": 99}, expect=404, state="done", note=note)
        self.decide({"id": 99}, expect=404, state="done", kind="shortcode")
        self.ask("GET", "/imports/99", expect=404)
        self.ask("GET", "/imports/99/notes", expect=404)
        for query in ("state=gone", "cursor=x", "cursor=-1", "limit=101", "kind=" + "x" * 41, "what=1"):
            self.ask("GET", f"/imports/{self.run_['id']}/notes?{query}", expect=400)
        self.assertEqual(self.notes(self.run_, "&state=done"), [])

    def test_reporters_see_and_decide_nothing(self):
        note = self.notes(self.run_)[0]["id"]
        for path in ("/imports", f"/imports/{self.run_['id']}", f"/imports/{self.run_['id']}/notes"):
            self.ask("GET", path, role="reporter", expect=403)
            self.ask("GET", path, role="admin")
        self.decide(self.run_, expect=403, role="reporter", state="done", note=note)
        self.decide(self.run_, role="admin", state="done", note=note)

    def test_a_note_leads_to_its_story_under_its_present_headline(self):
        draft = next(note for note in self.notes(self.run_) if note["kind"] == "not-public")
        story = draft["story"]["id"]
        self.ask("PATCH", f"/stories/{story}", {"headline": "Bus lines of the summer"}, headers={"If-Match": '"1"'})
        now = next(note for note in self.notes(self.run_) if note["id"] == draft["id"])
        self.assertEqual(now["story"], {"id": story, "headline": "Bus lines of the summer", "language": "en"})

    def test_readers_see_none_of_it(self):
        for path in ("/", "/news/harbour/", "/feed.xml", "/sitemap.xml"):
            self.assertNotIn("shortcode", self.site.get(path).text)
        self.assertEqual(self.site.get("/api/v1/imports").status, 401)


if __name__ == "__main__":
    unittest.main()
