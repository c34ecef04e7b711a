#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an old site says of itself becomes that of a site without stories, where nothing is set here: title, description, language, time zone, colour
and menu. What is set here stays, and the difference is told."""
import json
import os
import shutil
import tempfile
import unittest

import atom_feeds
import ghost_exports
import import_wxr_test
from imports import write
from stoppress_site import Site, binary, run

PAGE = "---\ntitle: Harbour\ndate: 2024-01-02\n---\nText.\n"
SET = "Taken over from the old site: "


class SiteSettings(unittest.TestCase):
    def setUp(self):
        binary()
        temporary = tempfile.TemporaryDirectory(prefix="stoppress-old-site-")
        self.addCleanup(temporary.cleanup)
        self.source = os.path.join(temporary.name, "source")
        self.folder = os.path.join(temporary.name, "site")

    def take(self, system, files, *arguments, source="", status=0, **options):
        write(self.source, files)
        done = run("import", system, os.path.join(self.source, source), *arguments, site=self.folder, **options)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout

    def settings(self, site):
        listed = site.get("/api/v1/settings", token=site.token("admin")).json()["settings"]
        return {setting["key"]: setting["after_start"] or setting["value"] for setting in listed}

    def test_hugo_and_what_is_set_here_stays(self):
        files = {"hugo.toml": 'title = "روزنامه"\nlanguageCode = "fa"\ntimeZone = "Asia/Tehran"\n[params]\ndescription = "اخبار شهر"\n', "content/news/harbour.md": PAGE}
        told = self.take("hugo", files, "--dry-run")
        self.assertFalse(os.path.exists(os.path.join(self.folder, "stoppress.db")))
        for line in ('site.title = "روزنامه"', 'site.description = "اخبار شهر"', 'site.language = "fa"', 'site.timezone = "Asia/Tehran"'):
            self.assertIn(SET + line, told)
        # Set by the environment: it stays, and the rest is taken.
        told = self.take("hugo", files, env={"STOPPRESS_SITE_TIMEZONE": "Europe/Berlin"})
        self.assertIn(SET + 'site.title = "روزنامه"', told)
        self.assertIn('The old site has site.timezone = "Asia/Tehran". Set it if', told)
        with Site(folder=self.folder) as site:
            front = site.get("/").text
            self.assertIn('<html lang="fa" dir="rtl"', front)
            self.assertIn("روزنامه", front)
            self.assertIn('<meta name="description" content="اخبار شهر">', front)
            token = site.token("admin")
            self.assertEqual(site.put("/api/v1/settings/site.title", {"value": "The New Paper"}, token=token).status, 200)
            audit = site.get("/api/v1/audit", token=token).json()["entries"]
            self.assertIn(("command line", "setting.put", "site.title", "روزنامه"), [(one["who"], one["action"], one["subject"], one["detail"]) for one in audit])
        # A second run: the site is in use, and stays as it is; what the first run set is no difference.
        told = self.take("hugo", files)
        self.assertNotIn(SET, told)
        self.assertIn('The old site has site.title = "روزنامه". Set it if', told)
        self.assertIn('The old site has site.timezone = "Asia/Tehran". Set it if', told)
        self.assertNotIn("site.language", told)

    def test_a_value_that_is_no_valid_one_is_told_and_not_taken(self):
        told = self.take("hugo", {"hugo.toml": 'title = "Paper"\ntimeZone = "Mars/Olympus"\n', "content/news/harbour.md": PAGE})
        self.assertIn(SET + 'site.title = "Paper"', told)
        self.assertIn('The old site has site.timezone = "Mars/Olympus"', told)
        with Site(folder=self.folder) as site:
            self.assertEqual(site.get("/").status, 200)

    def test_ghost_with_its_menu(self):
        links = [{"label": "Home", "url": "/"}, {"label": "درباره", "url": "__GHOST_URL__/about/"}, {"label": "Friends", "url": "https://friends.test/a?b=1#c"}, {"label": "Join", "url": "#/portal/signup"},
                 {"label": "Script", "url": "javascript:alert(1)"}, {"label": "Other host", "url": "//elsewhere.test/"}, {"label": "Quote", "url": '/a"b'}, {"label": "", "url": "/unnamed/"}, "text"]
        settings = [{"key": "title", "value": "The Paper"}, {"key": "description", "value": "News of <b>the</b> city"}, {"key": "accent_color", "value": "#0a7d4b"}, {"key": "locale", "value": "de"},
                    {"key": "timezone", "value": "Europe/Berlin"}, {"key": "navigation", "value": json.dumps(links)}, {"key": "secondary_navigation", "value": "[]"}]
        export = ghost_exports.export([ghost_exports.post(1, "one"), ghost_exports.post(2, "about", type="page")], settings=settings)
        report = os.path.join(self.source, "report.txt")
        told = self.take("ghost", {"export.json": json.dumps(export)}, "--report", report, source="export.json")
        self.assertIn(SET + "the menu, with 3 links", told)
        with open(report, encoding="utf-8") as file:
            self.assertEqual(file.read().count("left out of the menu"), 5)
        with Site(folder=self.folder) as site:
            page = site.get("/one/").text
            for link in ('href="/"', 'href="/about/"', 'href="https://friends.test/a?b=1#c"'):
                self.assertIn(link, page)
            for word in ("Join", "Script", "Other host", "Quote", "unnamed"):
                self.assertNotIn(word, page)
            values = self.settings(site)
            self.assertEqual((values["site.title"], values["site.description"], values["site.accent"], values["site.language"], values["site.timezone"]),
                             ("The Paper", "News of <b>the</b> city", "#0a7d4b", "de", "Europe/Berlin"))
            self.assertIn("News of &lt;b&gt;the&lt;/b&gt; city", site.get("/").text)
            token = site.token("admin")
            self.assertEqual(site.put("/api/v1/menus/all", {"links": [{"label": "Mine", "address": "/one/"}]}, token=token).status, 200)
        self.assertNotIn("the menu", self.take("ghost", {}, source="export.json"))
        with Site(folder=self.folder) as site:
            self.assertIn("Mine", site.get("/one/").text)
            self.assertNotIn("friends.test", site.get("/one/").text)

    def test_a_menu_that_is_none(self):
        for value in ("{", "{}", "[[[[[[[[1]]]]]]]]", '[{"label": {"a": 1}, "url": 3}]', json.dumps([{"label": "A" * 61, "url": "/"}, {"label": "B", "url": "/" + "b" * 1000}])):
            shutil.rmtree(self.folder, ignore_errors=True)
            export = ghost_exports.export([ghost_exports.post(1, "one")], settings=[{"key": "navigation", "value": value}])
            self.assertNotIn("the menu", self.take("ghost", {"export.json": json.dumps(export)}, source="export.json"))
        shutil.rmtree(self.folder)
        many = [{"label": f"Link {number}", "url": f"/{number}/"} for number in range(300)]
        export = ghost_exports.export([ghost_exports.post(1, "one")], settings=[{"key": "navigation", "value": json.dumps(many)}])
        self.assertIn("the menu, with 30 links", self.take("ghost", {"export.json": json.dumps(export)}, source="export.json"))

    def test_wordpress(self):
        export = import_wxr_test.export(import_wxr_test.item(1))
        before = export.index("<title>") + len("<title>")
        export = export[:before] + "Paper &amp; Ink" + export[export.index("</title>"):]
        export = export.replace("</title>", "</title><description>News &amp; more</description>", 1)
        told = self.take("wxr", {"export.xml": export}, source="export.xml")
        self.assertIn(SET + 'site.title = "Paper & Ink"', told)
        self.assertIn(SET + 'site.description = "News & more"', told)

    def test_the_menu_of_a_hugo_site(self):
        config = """baseURL = "https://paper.test/base/"
title = "Paper"
sectionPagesMenu = "main"
[[menu.main]]
name = "Friends & more"
url = "https://friends.test/"
weight = 5
[[menu.main]]
name = "Relative"
url = "contact/?a=1"
[[menu.main]]
identifier = "reference"
pageRef = "/news/harbour"
weight = 3
[[menu.main]]
name = "Below"
parent = "reference"
url = "/below/"
[[menu.main]]
name = "First"
url = "/tags/"
weight = -1
[[menu.main]]
name = "Lost"
pageRef = "/no/such"
[[menu.main]]
name = "Script"
url = "javascript:alert(1)"
[[menu.footer]]
name = "Imprint"
url = "/imprint/"
"""
        page = "---\ntitle: %s\ndate: 2024-01-02\ntags: [x]\n%s---\nText.\n"
        files = {"hugo.toml": config, "content/news/harbour.md": page % ("Harbour", ""), "content/news/own.md": page % ("Own", "linkTitle: Short\nmenu: main\nweight: 4\n"),
                 "content/news/map.md": page % ("Map", "menus:\n  main:\n    weight: 1\n    name: Named\n  footer: {}\n"), "content/news/list.md": page % ("List", "menu: [footer, main]\n"),
                 "content/news/draft.md": page % ("Draft", "menu: main\ndraft: true\n"), "content/news/other.md": page % ("Other", "menu: footer\n"),
                 "content/blog/_index.md": "---\ntitle: The blog\nweight: 2\n---\n", "content/blog/one.md": page % ("One", "")}
        report = os.path.join(self.source, "report.txt")
        told = self.take("hugo", files, "--report", report)
        self.assertIn(SET + "the menu, with 9 links", told)
        with open(report, encoding="utf-8") as file:
            notes = file.read()
        for note in ('because what it leads to is not imported: "Lost"', 'left out of the menu: "Script"', "which has one level here: 1 entries below others"):
            self.assertIn(note, notes)
        with Site(folder=self.folder) as site:
            links = site.get("/api/v1/menus", token=site.token("admin")).json()["menus"][0]["links"]
            # As Hugo 0.111.3 orders them: by weight, those without one last, and by name.
            self.assertEqual([(link["label"], link["address"]) for link in links],
                             [("First", "/topics"), ("Named", "/base/news/map/"), ("The blog", "/sections/blog"), ("Harbour", "/base/news/harbour/"), ("Short", "/base/news/own/"),
                              ("Friends & more", "https://friends.test/"), ("List", "/base/news/list/"), ("News", "/sections/news"), ("Relative", "/base/contact/?a=1")])

    def test_the_menus_of_a_hugo_site_by_language_and_name(self):
        menu = '[[%s]]\nname = "%s"\nurl = "/x/"\n'
        cases = (("", '[languages.fa]\nweight = 1\n[[languages.fa.menus.main]]\nname = "اصلی"\nurl = "/x/"\n[languages.en]\n' + menu % ("menu.main", "English"), "اصلی"),
                 ("[menu]\n", menu % ("menu.links", "Only"), "Only"), ("", menu % ("menu.social", "Other") + menu % ("menu.header_links", "Header"), "Header"),
                 ('sectionPagesMenu = "main"\n', menu % ("menu.primary", "Made"), "Made"), ('sectionPagesMenu = "main"\n', "", "/sections/news"))
        for begin, text, label in cases:
            shutil.rmtree(self.folder, ignore_errors=True)
            language = 'defaultContentLanguage = "fa"\n' if "languages.fa" in text else ""
            told = self.take("hugo", {"hugo.toml": language + begin + text, "content/news/harbour.md": PAGE})
            self.assertIn(SET + "the menu, with 1 links", told)
            with Site(folder=self.folder) as site:
                self.assertIn(label, site.get("/").text)
        shutil.rmtree(self.folder, ignore_errors=True)
        report = os.path.join(self.source, "report.txt")
        told = self.take("hugo", {"hugo.toml": menu % ("menu.one", "One") + menu % ("menu.two", "Two"), "content/news/harbour.md": PAGE}, "--report", report)
        self.assertNotIn(SET + "the menu", told)
        with open(report, encoding="utf-8") as file:
            self.assertIn("does not say which menu is at the top of the pages, so none is imported: one, two", file.read())

    @staticmethod
    def entry(number, menu, title, order, parent=0, **meta):
        fields = {"type": "custom", "object": "custom", "object_id": number, "menu_item_parent": parent, "url": "", **meta}
        more = f'<category domain="nav_menu" nicename="{menu}"><![CDATA[{menu}]]></category><wp:menu_order>{order}</wp:menu_order>'
        more += "".join(f"<wp:postmeta><wp:meta_key>_menu_item_{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>" for key, value in fields.items())
        return import_wxr_test.item(number, title=title, kind="nav_menu_item", more=more)

    def test_the_menu_of_a_wordpress_site(self):
        page = import_wxr_test.item(5, title="About &amp; more", kind="page", link="https://paper.test/about/")
        entries = [self.entry(20, "main-menu", "Later", 3, url="http://paper.test/later/?a=1"), self.entry(21, "main-menu", "Home", 1, url="https://paper.test"),
                   self.entry(22, "main-menu", "", 2, type="post_type", object="page", object_id=5), self.entry(23, "main-menu", "", 4, type="taxonomy", object="category", object_id=7),
                   self.entry(24, "main-menu", "Friends", 5, url="https://friends.test/"), self.entry(25, "main-menu", "Below", 6, parent=24, url="/below/"),
                   self.entry(26, "main-menu", "Lost", 7, type="post_type", object="page", object_id=99), self.entry(27, "main-menu", "Like it", 8, url="https://paper.test.elsewhere.test/"),
                   self.entry(30, "footer", "Imprint", 1, url="/imprint/")]
        # Entries come before the page that one of them leads to, which has no title of its own then.
        export = import_wxr_test.export(*entries, page, import_wxr_test.item(1)).replace("<wp:category>", "<wp:category><wp:term_id>7</wp:term_id>")
        report = os.path.join(self.source, "report.txt")
        told = self.take("wxr", {"export.xml": export}, "--report", report, source="export.xml")
        self.assertIn(SET + "the menu, with 6 links", told)
        with open(report, encoding="utf-8") as file:
            notes = file.read()
        self.assertIn('is no page, category or tag of the export: "Lost"', notes)
        self.assertIn("one level here: 1 entries below others", notes)
        with Site(folder=self.folder) as site:
            self.assertEqual([(link["label"], link["address"]) for link in site.get("/api/v1/menus", token=site.token("admin")).json()["menus"][0]["links"]],
                             [("Home", "/"), ("About & more", "/about/"), ("Later", "/later/?a=1"), ("City & Region", "/sections/city"), ("Friends", "https://friends.test/"), ("Like it", "https://paper.test.elsewhere.test/")])
            self.assertEqual(site.get("/about/").status, 200)

    def test_the_menu_of_the_footer_is_not_taken_for_that_of_the_top(self):
        entries = [self.entry(20, "domain-topics", "A", 1, url="/a/"), self.entry(21, "footer-main", "B", 1, url="/b/"), self.entry(22, "header-menu", "C", 1, url="/c/")]
        self.take("wxr", {"export.xml": import_wxr_test.export(*entries, import_wxr_test.item(1))}, source="export.xml")
        with Site(folder=self.folder) as site:
            self.assertEqual(site.get("/api/v1/menus", token=site.token("admin")).json()["menus"][0]["links"], [{"label": "C", "address": "/c/"}])

    def test_menus_of_which_none_is_said_to_be_at_the_top(self):
        export = import_wxr_test.export(self.entry(20, "one", "A", 1, url="/a/"), self.entry(21, "two", "B", 1, url="/b/"), import_wxr_test.item(1))
        report = os.path.join(self.source, "report.txt")
        self.assertNotIn("the menu", self.take("wxr", {"export.xml": export}, "--report", report, source="export.xml"))
        with open(report, encoding="utf-8") as file:
            self.assertIn("does not say which menu is at the top of the pages, so none is imported: one, two", file.read())

    def test_a_description_that_is_too_long_is_told_and_not_cut(self):
        told = self.take("hugo", {"hugo.toml": f'title = "Paper"\n[params]\ndescription = "{"Words " * 400}"\n', "content/news/harbour.md": PAGE})
        self.assertIn('The old site has site.description = "Words Words', told)
        self.assertNotIn(SET + "site.description", told)

    def test_a_description_that_nobody_wrote_is_left(self):
        export = import_wxr_test.export(import_wxr_test.item(1)).replace("</title>", "</title><description>Just another WordPress site</description>", 1)
        self.assertNotIn("site.description", self.take("wxr", {"export.xml": export}, source="export.xml"))

    def test_jekyll(self):
        told = self.take("jekyll", {"_config.yml": "title: Paper\ndescription: >-\n  News of\n  the city\ntimezone: Europe/Berlin\nlang: de\n", "_posts/2024-01-02-harbour.md": PAGE})
        for line in ('site.title = "Paper"', 'site.description = "News of the city"', 'site.timezone = "Europe/Berlin"', 'site.language = "de"'):
            self.assertIn(SET + line, told)

    def test_a_feed(self):
        feed = atom_feeds.takeout(atom_feeds.entry(1)).replace("</title>", "</title><subtitle type='html'>News &amp;lt;b&amp;gt; more</subtitle>", 1)
        told = self.take("atom", {"feed.atom": feed}, source="feed.atom")
        self.assertIn(SET + 'site.title = "The Paper"', told)
        self.assertIn(SET + 'site.description = "News <b> more"', told)


if __name__ == "__main__":
    unittest.main()
