# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured of a peer, the same for each."""
import html
import statistics
import time

from family import LOAD_CORE
from load import median, wrk


def check_page(peer, path, story, newest):
    """A page must hold its story and a list with the newest one, or the comparison is none."""
    status, _, body = peer.get(path)
    # WordPress sets typographer's apostrophes.
    text = html.unescape(body.decode()).replace("\u2019", "'")
    for headline in (story["headline"], newest):
        if status != 200 or headline.replace("\u2019", "'") not in text:
            raise SystemExit(f"{peer.name}: {path} answered {status} without {headline!r}")
    return len(body)


def publish_to_visible(peer, path, samples):
    """Seconds from the call that publishes a finished draft until another story's page shows it."""
    taken = []
    for sample in range(samples):
        headline = f"Sample {sample} of {peer.name.replace(',', '')} {time.time_ns()}"
        draft = peer.draft(headline)
        # At any moment of a cache's life.
        time.sleep(0.37 * sample)
        began = time.monotonic()
        peer.publish(draft)
        peer.newest = headline
        while headline.encode() not in peer.get(path)[2]:
            if time.monotonic() - began > 900:
                raise SystemExit(f"{peer.name}: a published story is not to be seen after 15 minutes")
            time.sleep(0.002)
        taken.append(round(time.monotonic() - began, 4))
    return taken


def account(peer, sent, before, in_flight):
    """What was counted of what was sent; the figures are refused where it is less than was answered, or more than was asked for."""
    counted = peer.views() - before
    if not sent <= counted <= sent + in_flight:
        raise SystemExit(f"{peer.name}: {sent} answered, but {counted} counted; the figures are worth nothing")
    return {"sent": sent, "counted": counted}


def measure(peer, stories, folder, options):
    """All of one peer, started for this and stopped after it."""
    middle = stories[len(stories) // 2]
    try:
        peer.start()
        path = peer.paths[middle["id"]]
        paths = folder / f"paths-{peer.name.replace(', ', '-')}.txt"
        paths.write_text("".join(peer.paths[story["id"]] + "\n" for story in stories))
        record = {"configuration": peer.describe(), "page_bytes": check_page(peer, path, middle, peer.newest or stories[0]["headline"]), "memory_idle": peer.memory()}
        wrk(peer, path, max(2, options.seconds // 2), options.connections, LOAD_CORE)
        if peer.keeps_pages:
            for story in stories:
                peer.get(peer.paths[story["id"]])
        counted = peer.views() if hasattr(peer, "views") else None
        hot, alone, many = [], [], []
        for _ in range(options.rounds):
            hot.append(wrk(peer, path, options.seconds, options.connections, LOAD_CORE))
            alone.append(wrk(peer, path, options.seconds, 1, LOAD_CORE))
            many.append(wrk(peer, "/", options.seconds, options.connections, LOAD_CORE, script="pages", paths=paths))
        record["memory"] = peer.memory()
        sent = sum(run.requests for run in hot + alone + many)
        in_flight = options.rounds * (2 * options.connections + 1)
        record["views"] = {"sent": sent} if counted is None else account(peer, sent, counted, in_flight)
        record["publish_to_visible"] = publish_to_visible(peer, path, options.samples)
        record["runs"] = {name: [run.record() for run in runs] for name, runs in (("hot", hot), ("alone", alone), ("many", many))}
        record["medians"] = {
            "hot_rate": median(hot, "rate"), "hot_p99_ms": median(hot, "p99"), "hot_cpu_us": median(hot, "cpu"), "hot_busy": median(hot, "busy"),
            "alone_p50_ms": median(alone, "p50"), "many_rate": median(many, "rate"), "many_p99_ms": median(many, "p99"),
            "publish_s": statistics.median(record["publish_to_visible"]), "publish_worst_s": max(record["publish_to_visible"])}
        return record
    finally:
        peer.stop()
