# SPDX-License-Identifier: GPL-3.0-or-later
"""The stories that all peers get: taken out of Stoppress by its API, one JSON object a line, of no system's form."""
import json

from hot import published

FIELDS = ("id", "headline", "teaser", "body_html", "section", "topics", "authors", "language", "direction", "published_at")


def dump(server, count, file):
    """Writes the newest stories, newest first, and returns them."""
    stories = []
    with open(file, "w", encoding="utf-8") as out:
        for number, _ in published(server, count):
            answer = json.loads(server.get(f"/api/v1/stories/{number}")[2])
            stories.append({field: answer[field] for field in FIELDS})
            out.write(json.dumps(stories[-1], ensure_ascii=False) + "\n")
    return stories


def slug(story):
    return f"story-{story['id']}"
