# SPDX-License-Identifier: GPL-3.0-or-later
"""What a site was told and what it answered: the model that a site is held against after whatever was done to it.

    model = Model(site, site.token("editor"), seed=7)
    load = model.load(writers=3, viewers=2)     # threads that write, publish, schedule, withdraw and view at full speed
    site.kill(); load.stop(); site.start()
    model.check()                               # raises Wrong, naming the story, where acknowledged <= kept <= sent does not hold

An operation without an answer, or whose outcome is unknown (504), may have happened or not; whatever a check finds then holds from there on.
One that was refused with 503 did nothing. The
model knows the site by its API and pages alone, so it says nothing of where the site keeps its data.
"""
import datetime
import json
import random
import threading
import time

from crashes import Connection

DUE_SECONDS = 15  # how late a scheduled story may be before it is lost: the program promises a second, on a machine of its own


class Wrong(AssertionError):
    """The site is not what it acknowledged."""


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def as_text(time_):
    return time_.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_time(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Story:
    """One story: what is known of it, and what it may be instead. Changed by whoever holds it, one at a time."""

    def __init__(self, slug):
        self.slug = slug
        self.id = None
        self.url = None
        self.headlines = [None]  # by revision, sent ones included
        self.revision = 0        # acknowledged
        self.status = None       # acknowledged
        self.due = None          # when it was scheduled for
        self.maybe = None        # (status, revision) after an operation whose outcome is not known
        self.held = False
        self.views_sent = 0
        self.views_acknowledged = 0

    def name(self):
        return f"story {self.id} ({self.slug})"

    def may_be(self, status, revision):
        """Whether the site may say so."""
        for expected in filter(None, ((self.status, self.revision) if self.status else None, self.maybe)):
            if revision != expected[1]:
                continue
            if status == expected[0]:
                return status != "scheduled" or now() < self.due + datetime.timedelta(seconds=DUE_SECONDS)
            if (status, expected[0]) == ("published", "scheduled"):
                return now() >= self.due
        return False


class Model:
    def __init__(self, site, token, seed=1, longest_delay=0.6):
        self.site = site
        self.token = token
        self.seed = seed
        self.longest_delay = longest_delay  # of scheduled stories, in seconds
        self.lock = threading.Lock()
        self.stories = []      # those with an id
        self.unanswered = {}   # by slug: created without an answer
        self.touched = set()   # since the last check
        self.counts = dict.fromkeys(("saved", "published", "scheduled", "withdrawn", "views", "refused", "unanswered"), 0)
        self.serial = 0
        site.make_section("news", token)

    def load(self, writers=3, viewers=2):
        return Load(self, writers, viewers)

    def count(self, what, number=1):
        with self.lock:
            self.counts[what] += number

    # Writing: each returns False where there was no answer at all.

    def ask(self, connection, method, path, body, headers=None):
        return connection.request(method, path, json.dumps(body),
                                  {"Authorization": "Bearer " + self.token, "Content-Type": "application/json", **(headers or {})})

    def create(self, connection, chosen):
        with self.lock:
            self.serial += 1
            story = Story(f"seed-{self.seed}-story-{self.serial}")
            story.headlines.append(f"{story.slug} as first written")
            self.unanswered[story.slug] = story
        answer = self.ask(connection, "POST", "/api/v1/stories",
                          {"headline": story.headlines[1], "slug": story.slug, "section": "news",
                           "body": {"format": "markdown", "content": "A paragraph.\n\n" * chosen.randrange(1, 60)}})
        if not self.is_answer(answer, 201):
            if answer is not None and answer[0] == 503:
                with self.lock:
                    del self.unanswered[story.slug]  # it was not made
            return answer is not None
        made = json.loads(answer[1])
        with self.lock:
            story.id, story.revision, story.status, story.held = made["id"], 1, "draft", True
            del self.unanswered[story.slug]
            self.stories.append(story)
            self.touched.add(story)
            self.counts["saved"] += 1
        try:
            return chosen.random() < 0.1 or self.change(connection, story, chosen)
        finally:
            story.held = False

    def is_answer(self, answer, status):
        """Whether that is the success that was hoped for; anything but that, 503 or no answer is wrong."""
        if answer is None:
            self.count("unanswered")
            return False
        if answer[0] == 503:
            self.count("refused")
            return False
        if answer[0] == 504 and json.loads(answer[1])["type"] == "outcome-unknown":
            self.count("unanswered")
            return False
        if answer[0] != status:
            raise Wrong(f"answered with {answer}, not {status}")
        return True

    def change(self, connection, story, chosen):
        """One operation that the story's state allows."""
        options = {"draft": ("publish", "publish", "schedule", "save"), "published": ("save", "withdraw", "unpublish", "save"),
                   "withdrawn": ("publish", "save", "save"), "scheduled": ()}[story.status]
        if not options:
            return True
        action = chosen.choice(options)
        body, method, path, headers = {}, "POST", f"/api/v1/stories/{story.id}/{action}", {}
        revision, due = story.revision, None
        if action == "save":
            method, path, headers = "PATCH", f"/api/v1/stories/{story.id}", {"If-Match": f'"{story.revision}"'}
            revision += 1
            story.headlines.append(f"{story.slug} as revised, {revision}")
            body, becomes, counted = {"headline": story.headlines[revision]}, story.status, "saved"
        elif action == "schedule":
            due = as_time(as_text(now() + datetime.timedelta(seconds=chosen.uniform(0.1, self.longest_delay))))
            path, body, becomes, counted = f"/api/v1/stories/{story.id}/publish", {"at": as_text(due)}, "scheduled", "scheduled"
            story.due = due
        elif action == "withdraw":
            body, becomes, counted = {"reason": "It was wrong."}, "withdrawn", "withdrawn"
        else:
            becomes, counted = {"publish": ("published", "published"), "unpublish": ("draft", "saved")}[action]
        story.maybe = (becomes, revision)
        with self.lock:
            self.touched.add(story)
        answer = self.ask(connection, method, path, body, headers)
        if not self.is_answer(answer, 200):
            if answer is not None and answer[0] == 503:
                story.maybe = None  # nothing was done
                del story.headlines[story.revision + 1:]
            return answer is not None
        self.count(counted)
        found = json.loads(answer[1])
        story.status, story.revision, story.maybe = becomes, revision, None
        if not story.may_be(found["status"], found["revision"]):
            raise Wrong(f"{story.name()} was answered as {found['status']}, revision {found['revision']}, after {action}")
        story.status = found["status"]
        story.url = found["url"] if story.status in ("published", "withdrawn") else story.url
        return True

    def write(self, connection, chosen):
        """One operation of a writer: a new story, or something with an old one."""
        story = self.hold(chosen) if chosen.random() < 0.5 else None
        if story is None:
            return self.create(connection, chosen)
        try:
            return self.change(connection, story, chosen)
        finally:
            story.held = False

    def hold(self, chosen):
        with self.lock:
            if not self.stories:
                return None
            story = chosen.choice(self.stories[-200:])
            if story.held or story.maybe is not None:
                return None
            story.held = True
            return story

    # Reading.

    def view(self, connection, chosen):
        """A beacon, which is kept once it is answered, or a page, whose view may be lost with the last batch."""
        with self.lock:
            story = chosen.choice(self.stories[-50:]) if self.stories else None
        if story is None or story.url is None:
            time.sleep(0.001)
            return True
        with self.lock:
            story.views_sent += 1
            self.touched.add(story)
        if chosen.random() < 0.2:
            answer = connection.request("GET", story.url)
            if answer is not None and answer[0] not in (200, 404, 410):
                raise Wrong(f"a reader of {story.url} was answered {answer[0]}")
            return answer is not None
        answer = connection.request("POST", "/api/v1/views", json.dumps({"story": story.id}), {"Content-Type": "text/plain"})
        if answer is None:
            self.count("unanswered")
        elif answer[0] == 204:
            with self.lock:
                story.views_acknowledged += 1
                self.counts["views"] += 1
        elif answer[0] == 503:
            self.count("refused")
        elif answer[0] != 404:  # it was taken back meanwhile
            raise Wrong(f"a beacon was answered with {answer}")
        return answer is not None

    def check(self, **options):
        """Holds the site against the model; see site_check.check."""
        import site_check
        return site_check.check(self, **options)


class Load:
    """Threads that use the site as the model has it, until they are stopped or there is no answer any more."""

    def __init__(self, model, writers, viewers):
        self.model = model
        self.stopping = threading.Event()
        self.failures = []
        model.rounds = getattr(model, "rounds", 0) + 1
        work = [model.write] * writers + [model.view] * viewers
        self.threads = [threading.Thread(target=self._go_on, args=(one, f"{model.seed}/{model.rounds}/{number}"), daemon=True)
                        for number, one in enumerate(work)]
        for thread in self.threads:
            thread.start()

    def _go_on(self, work, seed):
        chosen = random.Random(seed)
        connection = Connection(self.model.site)
        try:
            while not self.stopping.is_set() and work(connection, chosen):
                pass
        except BaseException as failure:  # handed to whoever stops the load
            self.failures.append(failure)
        finally:
            connection.close()

    def stop(self, seconds=60):
        self.stopping.set()
        end = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0.1, end - time.monotonic()))
            if thread.is_alive():
                raise Wrong("a client hangs")
        if self.failures:
            raise self.failures[0]
