# SPDX-License-Identifier: GPL-3.0-or-later
"""Ghost exports of a few posts, and the site that they are imported into."""
import json
import os
import shutil
import tempfile
import unittest

from imports import balanced
from stoppress_site import binary, run

MARK = "__GHOST_URL__"


def paragraph(text):
    return {"type": "paragraph", "version": 1, "direction": "ltr", "children": [{"type": "extended-text", "text": text, "format": 0, "version": 1}]}


def lexical(*blocks):
    return json.dumps({"root": {"type": "root", "version": 1, "children": [paragraph(block) if isinstance(block, str) else block for block in blocks]}})


def post(number, name, *blocks, **fields):
    slug = name
    return {"id": f"{number:024x}", "uuid": f"00000000-0000-4000-8000-{number:012x}", "title": slug.replace("-", " ").capitalize(), "slug": slug, "lexical": lexical(*blocks or ("Text.",)),
            "mobiledoc": None, "html": None, "plaintext": "Text.", "type": "post", "status": "published", "visibility": "public", "featured": 0, "locale": None,
            "published_at": "2024-03-05T10:00:00.000Z", "updated_at": "2024-03-06T10:00:00.000Z", "feature_image": None, "custom_excerpt": None, "canonical_url": None,
            "codeinjection_head": None, "codeinjection_foot": None, **fields}


def export(posts, **tables):
    """`tags` and `users` by their slug; a post names its own as `tags` and `authors`, in its order."""
    rows = {"tags": [{"id": f"tag-{slug}", "slug": slug, "visibility": "public", **tag} for slug, tag in tables.pop("tags", {}).items()],
            "users": [{"id": f"user-{slug}", "slug": slug, "email": f"{slug}@paper.test", "password": "$2a$10$secret", **user} for slug, user in tables.pop("users", {}).items()],
            "posts": [], "posts_tags": [], "posts_authors": [], **tables}
    for one in posts:
        one = dict(one)
        for list_name, table, column, prefix in (("tags", "posts_tags", "tag_id", "tag-"), ("authors", "posts_authors", "author_id", "user-")):
            for order, slug in enumerate(one.pop(list_name, [])):
                rows[table].append({"id": str(len(rows[table])), "post_id": one["id"], column: prefix + slug, "sort_order": order})
        rows["posts"].append(one)
    return {"db": [{"meta": {"exported_on": 1795836511438, "version": "6.65.0"}, "data": rows}]}


class GhostTest(unittest.TestCase):
    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-ghost-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        self.file = os.path.join(self.temporary, "export.json")
        self.site = os.path.join(self.temporary, "site")
        self.report_file = os.path.join(self.temporary, "report.txt")

    def put(self, name, data):
        path = os.path.join(self.temporary, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    def take(self, source, *arguments, site=None):
        """Imports an export, which is a dictionary, or the file of that name; (run, account, report)."""
        if isinstance(source, dict):
            source = self.put("export.json", json.dumps(source, ensure_ascii=False))
        done = run("import", "ghost", source, "--report", self.report_file, *arguments, site=site or self.site)
        table = balanced(self, done.stdout)
        with open(self.report_file, encoding="utf-8") as report:
            return done, table, report.read()

    def stories(self, site, token=None):
        """By headline; pages are only in the list of the newsroom."""
        return {story["headline"]: story for story in site.get("/api/v1/stories?limit=100", token=token).json()["stories"]}
