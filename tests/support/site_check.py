# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds a running site against a model of it (site_model): each story, each view, and every list, box and feed against the API."""
import json
import re
import time

from crashes import Connection
from site_model import Wrong, as_time
from stoppress_site import eventually

ROBOT = {"User-Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}  # looks at pages without being counted
LISTED = 20
BOX = 5


def check(model, every=False, pages=20, lists=True):
    """Each story that was touched since the last check, or `every` one; `pages` of them as readers see them; and the lists."""
    client = Client(model)
    try:
        adopt(model, client, every)
        with model.lock:
            stories = list(model.stories) if every else sorted(model.touched, key=lambda story: story.id)
            model.touched = set()
        for story in stories:
            check_story(client, story)
        for story in stories[-pages:]:
            check_page(client, story)
        if lists:
            lists_must_agree(client)
        if every:
            published_is_what_is_listed(model, client)
        return len(stories)
    finally:
        client.connection.close()


class Client:
    def __init__(self, model):
        self.connection = Connection(model.site)
        self.token = {"Authorization": "Bearer " + model.token}

    def get(self, path, headers=None):
        answer = self.connection.request("GET", path, headers={**ROBOT, **(headers or {})})
        if answer is None:
            raise Wrong(f"{path} was not answered")
        return answer

    def json(self, path, headers=None):
        status, content = self.get(path, headers)
        if status != 200:
            raise Wrong(f"{path} was answered {status}: {content[:200]!r}")
        return json.loads(content)

    def all(self, query, headers=None):
        """Every story of a list, page by page."""
        cursor = ""
        while cursor is not None:
            part = self.json(f"/api/v1/stories?limit=100&{query}" + (f"&cursor={cursor}" if cursor else ""), headers)
            yield from part["stories"]
            cursor = part["next"]


def adopt(model, client, every):
    """Finds what creations without an answer came to. Nothing may be there that was not sent, and nothing twice."""
    if not model.unanswered and not every:
        return
    known = {story.id: story for story in model.stories}
    seen = set()
    for found in client.all("", client.token):
        if found["slug"] in seen:
            raise Wrong(f"there are two stories {found['slug']}")
        seen.add(found["slug"])
        if found["id"] in known:
            if found["slug"] != known[found["id"]].slug:
                raise Wrong(f"{known[found['id']].name()} is called {found['slug']}")
            continue
        story = model.unanswered.pop(found["slug"], None)
        if story is None:
            raise Wrong(f"story {found['id']} ({found['slug']}) is there and nobody sent it")
        story.id, story.revision, story.status = found["id"], 1, "draft"
        model.stories.append(story)
        model.touched.add(story)
    for story in known.values():
        if story.slug not in seen:
            raise Wrong(f"{story.name()} was acknowledged and is gone")
    model.unanswered.clear()


def check_story(client, story):
    status, content = client.get(f"/api/v1/stories/{story.id}", client.token)
    if status != 200:
        raise Wrong(f"{story.name()} was acknowledged and is answered {status}")
    found = json.loads(content)
    if not story.may_be(found["status"], found["revision"]):
        raise Wrong(f"{story.name()} is {found['status']}, revision {found['revision']}; acknowledged was {story.status}, {story.revision}, "
                    f"and perhaps {story.maybe}; due {story.due}")
    if found["headline"] != story.headlines[found["revision"]]:
        raise Wrong(f"{story.name()} has words of another revision than {found['revision']}: {found['headline']!r}")
    if story.due is not None and found["status"] in ("scheduled", "published") and story.status == "scheduled":
        if as_time(found["published_at"]) != story.due:
            raise Wrong(f"{story.name()} was scheduled for {story.due} and says {found['published_at']}")
    story.status, story.revision, story.maybe = found["status"], found["revision"], None
    del story.headlines[found["revision"] + 1:]
    if story.status in ("published", "withdrawn"):
        story.url = found["url"]
    views = found["views"]["all"]
    if not story.views_acknowledged <= views <= story.views_sent:
        raise Wrong(f"{story.name()} has {views} views; {story.views_acknowledged} were acknowledged, {story.views_sent} sent")


def check_page(client, story):
    if story.url is None:
        return
    for _ in range(2):
        before = story.status
        status, content = client.get(story.url)
        if story.status == "scheduled":
            check_story(client, story)
        if story.status == before:
            break
    wanted = {"published": 200, "withdrawn": 410}.get(story.status, 404)
    if status != wanted:
        raise Wrong(f"{story.name()} is {story.status}, and its page is answered {status}")
    if status == 200 and story.headlines[story.revision] not in content.decode():
        raise Wrong(f"the page of {story.name()} does not show its latest words")


def links(text, pattern):
    return [re.sub(r"^https?://[^/]+", "", link) for link in re.findall(pattern, text)]


def orders(client):
    """The newest stories by each way to ask for them: addresses in order."""
    def text(path):
        status, content = client.get(path)
        if status != 200:
            raise Wrong(f"{path} was answered {status}")
        return content.decode()

    newest = [story["url"] for story in client.json(f"/api/v1/stories?order=newest&limit={LISTED}")["stories"]]
    found = {"API": newest,
             "/feed.xml": links(text("/feed.xml"), r"<item>.*?<link>([^<]+)</link>".replace(".*?", r"[\s\S]*?"))[:LISTED],
             "/feed.json": [re.sub(r"^https?://[^/]+", "", item["url"]) for item in client.json("/feed.json")["items"]][:LISTED],
             "/latest": links(text("/latest"), r'<h2><a href="([^"]+)"')}
    box = re.search(r'<section[^>]*data-box="new-articles".*?</section>', text("/latest"), re.S)
    found["New Articles"] = links(box.group(0), r'<li><a href="([^"]+)"') + newest[BOX:]
    return found


def lists_must_agree(client, seconds=20):
    """A story that falls due between two questions makes them differ for a moment."""
    end = time.monotonic() + seconds
    while True:
        found = orders(client)
        if all(order == found["API"] for order in found.values()):
            return
        if time.monotonic() > end:
            raise Wrong("the lists do not agree: " + "; ".join(f"{name}: {order[:6]}" for name, order in found.items()))
        time.sleep(0.02)


def published_is_what_is_listed(model, client):
    """What readers are told of is what is published, all of it and nothing else."""
    listed = {story["id"] for story in client.all("order=newest")}
    for story in model.stories:
        if story.status == "scheduled":
            continue
        if (story.id in listed) != (story.status == "published"):
            raise Wrong(f"{story.name()} is {story.status} and {'' if story.id in listed else 'not '}listed")


def most_viewed_is_by_the_counts(model):
    """The ranking over all time is the order of the counts, in the API and, a moment later, in the box."""
    client = Client(model)
    try:
        ranked = client.json("/api/v1/stories?order=most_viewed&window=all&limit=20")["stories"]
        counts = [story["views"]["all"] for story in ranked]
        if counts != sorted(counts, reverse=True):
            raise Wrong(f"the most viewed are not by their views: {counts}")
        published = {story.id: story.views_acknowledged for story in model.stories if story.status == "published"}
        best = max(published.values(), default=0)
        if best > 0 and (not counts or counts[0] < best):
            raise Wrong(f"the most viewed has {counts[:1]} views; one has {best} that were acknowledged")

        def box_follows():
            page = client.get("/latest")[1].decode()
            box = re.search(r'<section[^>]*data-box="most-viewed".*?</section>', page, re.S).group(0)
            shown = links(box, r'<li><a href="([^"]+)"')
            by_url = {story["url"]: story["views"]["all"] for story in ranked}
            return [by_url.get(url) for url in shown] == counts[:len(shown)] and len(shown) == min(BOX, len([c for c in counts if c]))

        eventually(box_follows, message="the box Most viewed is not by the counts")
    finally:
        client.connection.close()


def wait_for_views(model):
    """What was logged is added up once a second: until then the API's lists by views are behind."""
    def right():
        try:
            most_viewed_is_by_the_counts(model)
        except Wrong:
            return False
        return True

    try:
        eventually(right)
    except AssertionError:
        most_viewed_is_by_the_counts(model)  # says what is wrong
