#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Hugo site is taken over whole: every story at its old address with its words, in one account that balances, once however often it is run."""
import collections
import html
import html.parser
import json
import os
import re
import signal
import subprocess
import tempfile
import textwrap
import time
import unittest

from imports import HugoSiteTest, accounts, write
from stoppress_site import WAITS, Site, binary, corpus, not_under_a_sanitizer, run


class StoryPage(html.parser.HTMLParser):
    """What a reader sees of a story's page: headline, standfirst, byline, and the text of the whole page outside of code."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts = collections.defaultdict(str)
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        part = "h1" if tag == "h1" else next((key for key in ("data-standfirst", "data-byline", "data-body") if key in names), None)
        if tag not in ("img", "br", "hr", "meta", "link", "input", "source", "wbr"):
            self.open.append((tag, part or ("code" if tag in ("code", "pre", "script", "style") else None)))

    def handle_endtag(self, tag):
        while self.open:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        parts = {part for _, part in self.open if part}
        for part in parts:
            self.parts[part] += data
        if "code" not in parts:
            self.parts["text"] += data

    def of(self, part):
        return " ".join(self.parts[part].split())


def words(text):
    return " ".join(text.split())


class SmallSite(HugoSiteTest):
    """Sites of a few files, one peculiarity each."""

    def test_scalars_are_what_hugo_reads_them_as(self):
        pages = {"a": "007", "b": "010", "c": "yes", "d": "1_000", "e": "0x1F", "f": "1.50", "g": "1e3x", "h": '"007x"', "i": "12:30", "j": "-3"}
        done, table, _ = self.import_site({f"content/news/{name}.md": f"---\ntitle: T\ndate: 2020-01-02\nslug: {slug}\ntags: [{slug}, off]\n---\nText.\n" for name, slug in pages.items()})
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 10), done.stderr)
        with Site(folder=self.site) as site:
            stories = site.get("/api/v1/stories?limit=100").json()["stories"]
            self.assertEqual({story["url"] for story in stories}, {f"/news/{part}/" for part in ("7", "8", "true", "1000", "31", "1.5", "1e3x", "007x", "1230", "3")})
            for old in ("/tags/7/", "/tags/1.5/", "/tags/true/", "/tags/false/", "/tags/007x/"):
                self.assertEqual(site.get(old).status, 301, old)

    def test_dates_in_seconds_and_with_names_of_zones(self):
        written = {"a": "1672912800", "b": "Mon, 02 Jan 2006 15:04:05 GMT", "c": "Mon, 02 Jan 2006 15:04:05 EST", "d": "Mon, 02 Jan 2006 15:04:05 -0500", "e": "2006-01-02T15:04:05Z", "f": "20200102", "g": '"1672912800"'}
        _, _, report = self.import_site({"hugo.toml": 'baseURL = "https://paper.test/"\ntimeZone = "Europe/Berlin"\n', **{
            f"content/news/{name}.md": f"---\ntitle: {name}\ndate: {date}\n---\nText.\n" for name, date in written.items()}})
        with Site(folder=self.site) as site:
            found = {story["headline"]: story["published_at"] for story in site.get("/api/v1/stories").json()["stories"]}
        # As Hugo 0.111.3 shows them: it ignores the names of zones, GMT too.
        self.assertEqual(found, {"a": "2023-01-05T10:00:00Z", "b": "2006-01-02T14:04:05Z", "c": "2006-01-02T14:04:05Z", "d": "2006-01-02T20:04:05Z", "e": "2006-01-02T15:04:05Z", "f": "1970-08-22T19:08:22Z"})
        self.assertIn('is not a date in a form that Hugo reads: 1672912800', report)

    def test_parameters_definition_lists_and_tasks(self):
        _, _, report = self.import_site({"hugo.toml": '[params]\nplace = "Berlin"\nstreet = "Site street"\n', "content/news/a.md": """\
            ---
            title: A
            date: 2020-01-02
            street: Page street
            params: {deep: {er: 5}}
            ---
            In {{< param place >}}, {{< param "street" >}}, {{< param deep.er >}}, [x](/{{< param place >}}/y), [z]({{< param place >}}), {{< param none >}}.

            Term
            : Def *one*
            : Def two

            - [ ] open
            - [x] done
              - [X] deep

            1. [ ] first
            """})
        with Site(folder=self.site) as site:
            page = site.get("/news/a/").text
        self.assertRegex(page, r'In Berlin, Page street, 5, <a href="/Berlin/y">x</a>, <a href="[^"]*Berlin">z</a>, \.')
        self.assertRegex(page, r"(?s)<p><strong>Term</strong></p>\s*<p>Def <em>one</em></p>\s*<p>Def two</p>\s*<ul><li>☐ open</li><li>☑ done<ul><li>☑ deep</li></ul></li></ul>\s*<ol><li>☐ first</li></ol>")
        self.assertIn("content/news/a.md:7: neither the page nor the site has the parameter, nothing is shown: 'none'", report)

    def test_a_broken_file_is_refused_with_its_line_and_the_others_are_taken(self):
        done, table, report = self.import_site({
            "content/news/good.md": self.STORY,
            "content/news/yaml.md": "---\ntitle: One\ndate: [2020\n---\nText",
            "content/news/open.md": "---\ntitle: no end\n",
            "content/news/latin.md": b"---\ntitle: caf\xe9\n---\nText",
            "content/news/shortcode.md": "---\ntitle: Two\ndate: 2020-01-01\n---\n\nText {{< figure src=\"a.jpg\" and no end\n",
        })
        self.assertEqual(done.returncode, 1)
        self.assertEqual((table["stories"]["taken"], table["stories"]["refused"]), (1, 4), report)
        self.assertRegex(report, r"refused: content/news/yaml\.md:[34]: ")
        self.assertIn("refused: content/news/open.md:1: ", report)
        self.assertIn("refused: content/news/latin.md:2: the file is not UTF-8", report)
        self.assertIn("refused: content/news/shortcode.md:6: ", report)
        self.assertIn("content/news/yaml.md", done.stderr)

    def test_a_second_run_changes_nothing_and_an_edit_changes_one(self):
        files = {f"content/news/{i}.md": self.STORY for i in range(5)}
        _, table, _ = self.import_site(files)
        self.assertEqual(table["stories"]["taken"], 5)
        _, table, _ = self.import_site(files)
        self.assertEqual((table["stories"]["unchanged"], table["all"]["changed"], table["all"]["taken"]), (5, 0, 0))
        files["content/news/3.md"] = self.STORY.replace("Text.", "Another text.")
        _, table, report = self.import_site(files)
        self.assertEqual((table["stories"]["changed"], table["stories"]["unchanged"]), (1, 4))
        self.assertIn("changed: content/news/3.md", report)

    def test_a_dry_run_writes_nothing_at_all(self):
        done, table, _ = self.import_site({"content/news/a.md": self.STORY}, "--dry-run")
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 1), done.stderr)
        self.assertFalse(os.path.exists(self.site))

    def test_a_dry_run_reports_what_the_import_then_does(self):
        files = {f"content/news/{name}.md": self.STORY.replace("One", name) for name in ("a", "b")}
        trial, real = (self.import_site(files, *arguments)[1] for arguments in (["--dry-run"], []))
        self.assertEqual(trial, real)
        files["content/news/b.md"] = files["content/news/b.md"].replace("Text.", "Another text.")
        files["content/news/c.md"] = self.STORY
        trial, real = (self.import_site(files, *arguments)[1] for arguments in (["--dry-run"], []))
        self.assertEqual(trial, real)
        self.assertEqual([real["stories"][what] for what in ("taken", "changed", "unchanged")], [1, 1, 1])

    def test_links_out_of_the_site_are_refused(self):
        outside = os.path.join(os.path.dirname(self.source), "outside.md")
        write(os.path.dirname(outside), {"outside.md": self.STORY})
        write(self.source, {"content/news/a.md": self.STORY})
        os.symlink(outside, os.path.join(self.source, "content/news/b.md"))
        done, table, report = self.import_site({})
        self.assertEqual(done.returncode, 1)
        self.assertEqual(table["stories"]["items"], 1)
        self.assertIn("refused: content/news/b.md: a symbolic link to a place outside the site", report)

    def test_expired_future_and_draft_stories_are_as_hugo_shows_them(self):
        files = {
            "content/news/expired.md": "---\ntitle: Gone\ndate: 2020-01-01\nexpirydate: 2021-01-01\n---\nx",
            "content/news/future.md": "---\ntitle: Soon\ndate: 2999-01-01\n---\nx",
            "content/news/draft.md": "---\ntitle: Draft\ndate: 2020-01-01\ndraft: true\n---\nx",
        }
        _, table, report = self.import_site(files)
        self.assertEqual((table["stories"]["taken"], table["stories"]["skipped"]), (2, 1))
        self.assertIn("skipped: content/news/expired.md:4: expired", report)
        self.assertIn("content/news/future.md: dated in the future", report)
        self.assertIn("content/news/draft.md: imported as a draft", report)
        _, table, _ = self.import_site(files, "--include-expired")
        self.assertEqual((table["stories"]["taken"], table["stories"]["unchanged"]), (1, 2))

    def test_what_hugo_hides_is_hidden(self):
        story = "---\ntitle: %s\ndate: 2020-02-03\n%s\n---\nText."
        files = {f"content/words/{i}.md": story % (f"Draft {i}", line) for i, line in
                 enumerate(("draft: yes", "draft: on", "draft: Y", 'draft: "T"', "draft: 1", "published: false", "published: no", "published: 0"))}
        for name, line in (("draft", "draft: true"), ("future", "publishDate: 2999-01-01"), ("expired", "expiryDate: 2001-01-01")):
            files[f"content/{name}/below/_index.md"] = f"---\ntitle: X\n{line}\n---\n"
            files[f"content/{name}/below/deep/a.md"] = story % (f"Below {name}", "")
            files[f"content/{name}/beside.md"] = story % (f"Beside {name}", "published: 2020-02-03")
        files["content/languages/_index.de.md"] = "---\ntitle: X\ndraft: true\n---\n"
        files["content/languages/a.en.md"] = story % ("English", "draft: no\npublished: yes")
        files["content/languages/a.de.md"] = story % ("German", "")
        files["content/ignored/notes.md"] = story % ("Ignored", "")
        files["content/words/a.bak.md"] = story % ("A copy", "")
        files["config.toml"] = 'ignoreFiles = ["/ignored/.*", "\\\\.bak\\\\.md$"]\n[languages.en]\n[languages.de]\n'
        done, table, report = self.import_site(files)
        self.assertEqual(done.returncode, 0, report)
        self.assertEqual(self.published(), {"English", "Beside draft", "Beside future", "Beside expired"})
        self.assertIn("skipped: content/ignored/notes.md: Hugo ignores it (ignoreFiles)", report)
        self.assertIn("content/draft/below/deep/a.md: imported as a draft: Hugo shows nothing of its folder, because content/draft/below/_index.md is a draft", report)
        self.assertNotIn("is no date", report)
        self.assertNotIn("is not a date", report)

    def test_what_a_site_shows_all_the_same_is_published(self):
        story = "---\ntitle: %s\ndate: 2020-02-03\n---\nText."
        self.import_site({"config.toml": "buildDrafts = true\n", "content/news/_index.md": "---\ndraft: true\n---\n", "content/news/a.md": story % "Shown",
                          "content/old/_index.md": "---\nexpiryDate: 2001-01-01\n---\n", "content/old/a.md": story % "Old"}, "--include-expired")
        self.assertEqual(self.published(), {"Shown", "Old"})

    def test_a_pattern_that_cannot_be_read_ends_the_import_before_anything_is_shown(self):
        for patterns in (["("], ["x"] * 101):
            write(self.source, {"config.json": json.dumps({"ignoreFiles": patterns}), "content/news/a.md": self.STORY})
            done = run("import", "hugo", self.source, site=self.site)
            self.assertEqual(done.returncode, 1)
            self.assertIn("ignoreFiles", done.stderr)

    def test_a_language_that_hugo_does_not_build_is_skipped(self):
        for disabled in ('disableLanguages = ["de"]\n[languages.en]\n[languages.de]\n', "[languages.en]\n[languages.de]\ndisabled = true\n"):
            _, table, report = self.import_site({"config.toml": disabled, "content/news/a.en.md": self.STORY, "content/news/a.de.md": self.STORY}, "--dry-run")
            self.assertEqual((table["stories"]["taken"], table["stories"]["skipped"]), (1, 1), report)
            self.assertIn("skipped: content/news/a.de.md: Hugo does not build its language", report)

    def test_a_date_from_the_name_of_the_file_makes_the_rest_of_it_the_slug(self):
        config = '[frontmatter]\ndate = [":filename", ":default"]\n'
        matter = "---\ntitle: Story\ndate: 2020-02-03\n%s---\nText."
        self.import_site({"config.toml": config, "content/news/2019-03-04_Town hall.md": matter % "", "content/news/2019-03-05-b.md": matter % "slug: own\n",
                          "content/news/plain.md": matter % ""})
        with Site(folder=self.site) as site:
            found = {story["url"]: story["published_at"][:10] for story in site.get("/api/v1/stories").json()["stories"]}
        self.assertEqual(found, {"/news/town-hall/": "2019-03-04", "/news/own/": "2019-03-05", "/news/plain/": "2020-02-03"})

    def test_a_folder_without_pages_is_no_site(self):
        os.makedirs(self.source)
        for path in (self.source, self.source + "-missing"):
            done = run("import", "hugo", path, site=self.site)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_wrong_permalinks_end_the_import_before_any_address_is_wrong(self):
        write(self.source, {"config.toml": '[permalinks]\nnews = "/:yeer/:slug"\n', "content/news/a.md": self.STORY})
        done = run("import", "hugo", self.source, site=self.site)
        self.assertEqual(done.returncode, 1)
        self.assertIn(":yeer", done.stderr)

    def test_what_is_beyond_the_limits_is_refused_in_time(self):
        values = f"a: &a [{','.join(['x'] * 250)}]\nb: [{','.join(['*a'] * 250)}]\n"  # 62,500, of 50,000 that are taken
        begin = time.monotonic()
        _, table, _ = self.import_site({
            "content/news/values.md": "---\n" + values + "---\nx",
            "content/news/deep.md": "---\na: " + "[" * 70 + "\n---\nx",
            "content/news/json.md": "{\"a\":" * 70 + "}" * 70,
            "content/news/big.md": "---\ntitle: Big\n---\n" + "x" * 4_000_000,
            "content/news/quotes.md": "---\ntitle: Deep\ndate: 2020-01-01\n---\n" + ">" * 100 + "x",
        })
        self.assertLess(time.monotonic() - begin, 60 * WAITS)
        self.assertGreaterEqual(table["stories"]["refused"], 4)

    def test_killed_anywhere_and_run_again_it_is_as_if_run_once(self):
        not_under_a_sanitizer()
        files = {f"content/news/{i:04}.md": self.STORY.replace("One", f"Story {i}") for i in range(600)}
        write(self.source, files)
        for delay in (0.2, 0.5, 1.0):
            process = subprocess.Popen([binary(), "import", "hugo", self.source, "--site", self.site], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
        _, table, _ = self.import_site({})
        self.assertEqual(table["stories"]["taken"] + table["stories"]["unchanged"], 600)
        _, table, _ = self.import_site({})
        self.assertEqual(table["stories"]["unchanged"], 600)
        check = run("check", site=self.site)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)


class Corpus(unittest.TestCase):
    """A real site of two thousand stories."""

    @classmethod
    def setUpClass(cls):
        cls.path = corpus("digitalgov")
        cls.site = Site()
        cls.first = cls.site.run("import", "hugo", cls.path, "--include-expired", timeout=900)
        cls.second = cls.site.run("import", "hugo", cls.path, "--include-expired", timeout=900)
        cls.site.start()

    @classmethod
    def tearDownClass(cls):
        cls.site.close()

    @staticmethod
    def front_matter(text):
        """As much of YAML as these files use, read independently of the program."""
        match = re.match(r"\s*---\n(.*?)\n---", text, re.S)
        values = {}
        key = None
        for line in match.group(1).split("\n"):
            if re.match(r"\s*#", line) or not line.strip():
                continue
            plain = re.match(r"([A-Za-z_]+) *:(.*)$", line)
            if plain:
                key = plain.group(1)
                values[key] = plain.group(2).strip()
            elif key and re.match(r"\s+- ", line):
                values.setdefault(key + "[]", []).append(re.sub(r"\s+#.*", "", line.strip()[2:]).strip(" '\""))
            elif key:
                values[key] += " " + line.strip()
        for key, value in list(values.items()):
            if isinstance(value, str):
                if value[:1] == "'" and value[-1:] == "'":
                    value = value[1:-1].replace("''", "'")
                elif value[:1] == '"' and value[-1:] == '"':
                    value = value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
                values[key] = value
        return values

    def stories(self):
        for folder, _, names in os.walk(os.path.join(self.path, "content", "news")):
            for name in sorted(names):
                if name != "_index.md":
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        yield name, self.front_matter(file.read())

    def test_nearly_every_story_is_taken_and_the_account_balances(self):
        table = accounts(self.first.stdout)
        self.assertGreaterEqual(table["stories"]["taken"], 0.98 * table["stories"]["items"], self.first.stdout)
        for account in table.values():
            self.assertEqual(account["items"], sum(account[column] for column in account if column != "items"))

    def test_a_second_run_changes_nothing(self):
        table = accounts(self.second.stdout)
        self.assertEqual((table["all"]["taken"], table["all"]["changed"]), (0, 0), self.second.stdout)

    def test_old_addresses_of_lists_and_aliases_lead_on(self):
        for path, target in (("/news/", "/sections/news"), ("/topics/acquisition/", "/topics/acquisition"), ("/topics/fas/", "/topics/acquisition"),
                             ("/authors/gray-brooks/", "/authors/gray-brooks")):
            answer = self.site.get(path)
            self.assertEqual(answer.status, 301, path)
            self.assertTrue(answer.headers["location"].endswith(target), (path, answer.headers["location"]))
            self.assertEqual(self.site.get(re.sub(r"^https?://[^/]+", "", answer.headers["location"])).status, 200, path)

    def test_every_story_answers_at_its_old_address_with_its_words(self):
        names = {}
        root = os.path.join(self.path, "content", "authors")
        for author in os.listdir(root):
            file = os.path.join(root, author, "_index.md")
            if os.path.isfile(file):
                with open(file, encoding="utf-8") as text:
                    names[author] = words(html.unescape(self.front_matter(text.read()).get("display_name", author)))
        wrong = []
        count = 0
        for name, matter in self.stories():
            if matter.get("draft") == "true":
                continue
            count += 1
            slug = matter.get("slug")
            date = re.match(r"(\d{4})-(\d{2})-(\d{2})", matter["date"].strip("'\""))
            if not slug:
                continue
            address = "/{}/{}/{}/{}/".format(*date.groups(), slug)
            answer = self.site.get(address)
            if answer.status != 200:
                wrong.append((name, address, answer.status))
                continue
            page = StoryPage(answer.text)
            headline = words(html.unescape(re.sub(r"<[^>]+>", "", matter.get("title", ""))))
            if "title" in matter and page.of("h1") != headline:
                wrong.append((name, page.of("h1"), headline))
            summary = matter.get("summary") or matter.get("deck") or ""
            if summary and summary not in ("|-", ">-") and not re.search(r"[*_`\[\]<>\\~|#]|https?:", summary):
                standfirst = words(html.unescape(summary))
                if page.of("data-standfirst") != standfirst:
                    wrong.append((name, page.of("data-standfirst"), standfirst))
            for author in matter.get("authors[]", []):
                if names.get(author.lower()) and names[author.lower()] not in page.of("data-byline"):
                    wrong.append((name, page.of("data-byline"), names[author.lower()]))
            # "&amp;amp;" in source is a "&amp;" on the page; and no shortcode anywhere.
            for sign in ("{{<", "{{%", ">}}", "%}}", "&amp;", "&#8", "unresolved:"):
                if sign in page.of("text"):
                    wrong.append((name, sign))
        self.assertGreater(count, 2000)
        self.assertLessEqual(len(wrong), 0.001 * count, wrong[:40])
        self.assertEqual([one for one in wrong if len(one) == 2], [], "shortcodes or double-escaped entities on pages")


if __name__ == "__main__":
    unittest.main()
