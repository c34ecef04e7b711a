# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon a view is in the ranking on another page, and how fast stories are imported."""
import http.client
import json
import subprocess
import time

import sources
from hot import EVERY_VIEW, LEADER, published, views
from servers import USER_AGENT, start_stoppress

SAMPLES = 20


def view_freshness(program, folder):
    """Milliseconds from a beacon's acknowledgement until the story leads Most viewed on another page."""
    server = start_stoppress(program, folder / "site", 0, EVERY_VIEW)
    try:
        return freshness(server)
    finally:
        server.stop()


def freshness(server):
    """The same of a server that runs, in order."""
    stories = published(server, 2)
    time.sleep(1.5)  # the API's lists add large batches up once a second
    first = json.loads(server.get("/api/v1/stories?order=most_viewed&window=all&limit=1")[2])["stories"]
    lead = first[0]["views"]["all"] if first else 0
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def request(method, path, body=None):
        connection.request(method, path, body, {"Content-Type": "text/plain", "User-Agent": USER_AGENT})
        return connection.getresponse().read()

    # Whoever leads now may lead by far: two stories take turns from just above it.
    taken = []
    counts = {story: views(server, story) for story, _ in stories[:2]}
    for sample in range(SAMPLES):
        story, path = stories[sample % 2]
        body = json.dumps({"story": story})
        while counts[story] < lead:
            request("POST", "/api/v1/views", body)
            counts[story] += 1
        time.sleep(0.3)
        request("POST", "/api/v1/views", body)
        counts[story] += 1
        acknowledged = time.monotonic()
        lead = counts[story]
        while True:
            # A list's page shows the box and counts for no story.
            leader = LEADER.search(request("GET", "/latest").decode())
            elapsed = time.monotonic() - acknowledged
            if leader and leader[1].endswith(path):
                break
            if elapsed > 10:
                raise SystemExit(f"story {story} has {lead} views and does not lead Most viewed after 10 s")
            time.sleep(0.002)
        taken.append(elapsed * 1000)
    return sorted(taken)


def import_rate(program, folder, kind, count):
    """Stories a second of a cold import into a new site."""
    site = folder / f"imported-{kind}"
    subprocess.run(["rm", "-rf", str(site)], check=True)
    if kind == "hugo":
        source = folder / "hugo"
        sources.make_hugo(source, count)
    else:
        source = folder / "export.xml"
        sources.make_wxr(source, count)
    started = time.monotonic()
    run = subprocess.run([program, "import", kind, str(source), "--site", str(site)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    seconds = time.monotonic() - started
    if run.returncode != 0:
        raise SystemExit(f"import {kind} failed with {run.returncode}: {run.stderr[-2000:]}{run.stdout[-2000:]}")
    return {"stories": count, "seconds": round(seconds, 2), "rate": count / seconds, "account": run.stdout.strip().splitlines()[-12:]}
