# SPDX-License-Identifier: GPL-3.0-or-later
"""Hugo as Debian packages it: the whole site built anew for each story, its files handed out by nginx."""
import datetime
import json
import shutil

import markdown
from family import ACCOUNT, Family, first_line, run_pinned
from servers import NGINX, free_port
from stories import slug

LAYOUTS = "bench/peers/hugo/layouts"
CONFIGURATION = """
title = "Bench"
baseURL = "http://127.0.0.1:{port}/"
languageCode = "en"
enableRobotsTXT = true
[taxonomies]
topic = "topics"
author = "authors"
[permalinks]
{permalinks}
"""

NGINX_CONFIGURATION = """
{account}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/site/public; }}
}}
"""


class Hugo(Family):
    name = "Hugo"
    counts = "does not count"
    keeps_pages = True

    def __init__(self, folder):
        super().__init__()
        self.folder = folder / "hugo"
        self.site = self.folder / "site"

    def describe(self):
        return [first_line("hugo", "version"), first_line(NGINX, "-v"), "nginx: 1 worker, sendfile; no access log",
                "a theme of the bench's own, with the 5 latest stories and their teasers on each page; lists of sections, topics and authors",
                "publishing: one new file, the whole site built in place on the server's core"]

    def write(self, name, section, fields, text):
        file = self.site / "content" / section / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n\n" + text)

    def build(self):
        run_pinned("hugo", "--quiet", "--source", self.site)

    def load(self, stories, file):
        """A folder of Markdown, built."""
        self.site.mkdir(parents=True)
        self.port = free_port()
        shutil.copytree(LAYOUTS, self.site / "layouts")
        sections = sorted({story["section"] for story in stories})
        (self.site / "config.toml").write_text(CONFIGURATION.format(
            port=self.port, permalinks="\n".join(f'{section} = "/:year/:month/:slug/"' for section in sections)))
        self.paths = {}
        for story in stories:
            self.write(slug(story), story["section"], {
                "title": story["headline"], "date": story["published_at"], "slug": slug(story), "description": story["teaser"],
                "topics": story["topics"], "authors": story["authors"], "language": story["language"], "direction": story["direction"]},
                markdown.from_html(story["body_html"]))
            self.paths[story["id"]] = f"/{story['published_at'][:4]}/{story['published_at'][5:7]}/{slug(story)}/"
        self.section = sections[0]
        self.build()

    def start(self):
        (self.folder / "nginx.conf").write_text(NGINX_CONFIGURATION.format(
            folder=self.folder, port=self.port, account=f"user {ACCOUNT};" if ACCOUNT else ""))
        self.start_process(self.folder / "nginx.out", NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf")
        self.wait_until(lambda: self.get("/")[0] == 200, "nginx", self.folder / "nginx-error.log")

    def draft(self, headline):
        return headline

    def publish(self, headline):
        now = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
        name = "-".join(headline.lower().split())
        self.write(name, self.section, {"title": headline, "date": now.isoformat(), "slug": name, "description": "A sample.", "language": "en",
                                        "direction": "ltr"}, "A sample.\n")
        self.build()
