# SPDX-License-Identifier: GPL-3.0-or-later
"""Ghost as npm has it, with MariaDB, both on one core; its own default theme, which shows the latest posts below each post."""
import json
import os
import shutil
import subprocess

from family import Family, first_line
from mariadb import SETTINGS, MariaDb
from servers import free_port
from stories import slug

EMAIL, PASSWORD = "desk@bench.example", "one-that-nobody-else-uses"


def installed(folder):
    """Why Ghost cannot be measured here, or nothing."""
    run = subprocess.run(["bench/peers/install-ghost", folder], stdin=subprocess.DEVNULL, stdout=2, check=False)
    return "" if run.returncode == 0 else "it could not be had from npm; what npm said stands above"


class Ghost(Family):
    name = "Ghost"
    counts = "does not count"
    keeps_pages = False

    def __init__(self, folder, program):
        super().__init__()
        self.folder = folder / "ghost"
        self.program = program
        self.database = MariaDb(self.folder)
        self.cookie = ""

    def describe(self):
        version = json.loads((self.program / "package.json").read_text())["version"]
        return [f"Ghost {version}", f"Node.js {first_line('node', '--version')}", first_line("mariadbd", "--version"),
                f"one process, asked directly, NODE_ENV=production; MariaDB: {' '.join(SETTINGS)}",
                "theme casper with the 3 latest posts below each post; no cache in front; all posts by one author"]

    def load(self, stories, file):
        """A new Ghost with all stories, posted to its API one by one."""
        self.folder.mkdir()
        shutil.copytree(self.program / "content", self.folder / "content")
        self.port = free_port()
        self.database.install()
        self.database.start(self)
        self.database.create("ghost")
        self.start_node()
        owner = {"name": "Desk", "email": EMAIL, "password": PASSWORD, "blogTitle": "Bench"}
        self.api("POST", "authentication/setup/", {"setup": [owner]})
        self.sign_in()
        self.paths = {}
        for story in reversed(stories):
            post = self.api("POST", "posts/?source=html", {"posts": [{
                "title": story["headline"], "slug": slug(story), "html": story["body_html"], "custom_excerpt": story["teaser"][:300],
                "status": "published", "published_at": story["published_at"].replace("Z", ".000Z"),
                "tags": [{"name": name} for name in (story["section"], *story["topics"])]}]})["posts"][0]
            self.paths[story["id"]] = "/" + post["url"].split("//", 1)[1].partition("/")[2]
        self.stop()

    def start_node(self):
        environment = {
            **os.environ, "NODE_ENV": "production", "url": f"http://127.0.0.1:{self.port}", "server__host": "127.0.0.1",
            "server__port": str(self.port), "database__client": "mysql2", "database__connection__socketPath": str(self.database.socket),
            "database__connection__user": "root", "database__connection__database": "ghost", "paths__contentPath": str(self.folder / "content"),
            # Nothing goes out, and nobody is asked for a code by mail.
            "security__staffDeviceVerification": "false", "privacy__useUpdateCheck": "false", "privacy__useGravatar": "false",
            "privacy__useRpcPing": "false", "mail__transport": "SMTP", "mail__options__host": "127.0.0.1", "mail__options__port": "9",
            "logging__level": "error", "logging__transports": '["stdout"]'}
        self.start_process(self.folder / "ghost.log", "node", "index.js", cwd=self.program, env=environment)
        self.wait_until(lambda: self.get("/")[0] == 200, "Ghost", self.folder / "ghost.log")

    def start(self):
        self.database.start(self)
        self.start_node()
        self.sign_in()

    def sign_in(self):
        status, headers, body = self.request("POST", "/ghost/api/admin/session/", json.dumps({"username": EMAIL, "password": PASSWORD}),
                                             **self.desk_headers())
        if status != 201:
            raise SystemExit(f"Ghost answered {status} to a sign-in: {body[:500]!r}")
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def desk_headers(self):
        return {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self.port}", "Accept-Version": "v5.0"}

    def api(self, method, address, fields):
        status, _, body = self.request(method, f"/ghost/api/admin/{address}", json.dumps(fields), Cookie=self.cookie, **self.desk_headers())
        if status not in (200, 201):
            raise SystemExit(f"Ghost answered {status} to {address}: {body[:500]!r}")
        return json.loads(body)

    def draft(self, headline):
        return self.api("POST", "posts/?source=html", {"posts": [{"title": headline, "html": "<p>A sample.</p>", "status": "draft"}]})["posts"][0]

    def publish(self, post):
        self.api("PUT", f"posts/{post['id']}/", {"posts": [{"status": "published", "updated_at": post["updated_at"]}]})
