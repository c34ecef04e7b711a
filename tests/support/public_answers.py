# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of answer that readers can get, for comparing two states of a site byte for byte: the Date is left out, and what a node says of the
requests that it has counted, which these are among."""
import gzip
import itertools
import re

LISTS = ("", "/latest", "/most-viewed", "/sections/city", "/sections/sport", "/topics/roads", "/authors/ann-lee", "/archive/2024/05")
FORMS = ("feed.xml", "atom.xml", "feed.json")
GZIP = {"Accept-Encoding": "gzip"}


def paths(slug, section, topic, author, story, secret, end):
    """Addresses of a site with the lists above; the names are those of a story that must not show."""
    year, month = end[:4], end[5:7]
    here = [f"/{year}/{month}/{slug}", f"/2024/05/{slug}", f"/{slug}", f"/{slug}/", f"/{year}/{month}/{slug}/", f"/{year}/{month}/{slug}-2", f"/{year}/{month}/{slug[:-1]}"]
    names = [f"/topics/{topic}", f"/topics/{topic}x", f"/topics/secret-alias", f"/authors/{author}", f"/authors/{author}x", f"/sections/{section}"]
    yield from itertools.chain(
        ["/"], LISTS[1:], (f"{one or '/'}?page={page}" for one in LISTS for page in (1, 2, 3)), (f"{one}/{form}" for one in LISTS for form in FORMS),
        (f"/most-viewed?window={window}" for window in ("day", "week", "month", "all")),
        ["/topics", "/authors", "/sections", "/archive", "/archive/2024", "/corrections", f"/archive/{year}", f"/archive/{year}/{month}"],
        ["/sitemap.xml", "/sitemap-lists.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/news-sitemap.xml", "/robots.txt", "/healthz", "/readyz"],
        here, names, (f"{name}/{form}" for name in names for form in FORMS), [f"/search?q={slug}", f"/?q={slug}", f"/preview/{secret}", f"/preview/{secret[:-1]}"],
        (f"/2024/05/story-{number}" for number in range(12)),
        (f"/api/v1/{kind}" for kind in ("site", "sections", "topics", "authors", "stories", "openapi.json")),
        (f"/api/v1/stories?{query}" for query in ("limit=3", "limit=100", "order=most_viewed", "order=most_viewed&window=all", f"topic={topic}", f"author={author}",
                                                  f"section={section}", "topic=roads", "author=ann-lee", "section=city", "language=en", "status=draft", "status=scheduled",
                                                  "status=any", f"q={slug}", "status=published")),
        (f"/api/v1/stories/{number}{rest}" for number in (story - 1, story, story + 1)
         for rest in ("", "/corrections", "/revisions", "/draft", "/notes", "/translations", "/preview", "/preview-links", "/numbers", "/embargo")),
        (f"/api/v1/views.gif?story={number}" for number in (story, story + 1)))


def answer_of(answer, path):
    left_out, body = {"date"}, answer.body
    if path == "/api/v1/site":
        left_out |= {"content-length"}
        plain = gzip.decompress(body) if body and answer.headers.get("content-encoding") == "gzip" else body
        body = re.sub(rb'"counted_since_start":\{[^}]*\}', b"", plain)
    return answer.status, sorted(pair for pair in answer.header_list if pair[0] not in left_out), body


def public_answers(site, only=None, **names):
    """The answers by request. `only`: these addresses instead of all."""
    found = {}
    for path in only or paths(**names):
        for method, headers in (("GET", {}), ("GET", GZIP), ("HEAD", {})):
            found[method, path, *headers.values()] = answer_of(site.request(method, path, headers=headers), path)
    if only:
        return found
    for number in (names["story"], names["story"] + 1):
        for method, path, body in (("POST", "/api/v1/views", {"story": number}), ("POST", f"/api/v1/stories/{number}/publish", {}), ("PUT", f"/api/v1/stories/{number}/embargo", {"until": None}),
                                   ("PATCH", f"/api/v1/stories/{number}", {"headline": "x"}), ("DELETE", f"/api/v1/stories/{number}", None)):
            found[method, path] = answer_of(site.request(method, path, body), path)
    return found


def differences(first, second):
    """What differs, as short lines; two lists of answers are compared by their places."""
    if not isinstance(first, dict):
        first, second = dict(enumerate(first)), dict(enumerate(second))
    found = [f"{request}: only one was asked for" for request in first.keys() ^ second.keys()]
    for request in first.keys() & second.keys():
        if first[request] != second[request]:
            (status, headers, body), (other_status, other_headers, other_body) = first[request], second[request]
            said = [f"{status} and {other_status}"] if status != other_status else []
            said += [f"{one} and {other}" for one, other in zip(headers, other_headers) if one != other]
            place = next((place for place, (a, b) in enumerate(zip(body, other_body)) if a != b), min(len(body), len(other_body)))
            said += [f"bodies from {place}: {body[max(place - 40, 0):place + 60]!r} and {other_body[max(place - 40, 0):place + 60]!r}"] if body != other_body else []
            found.append(f"{request}: {'; '.join(said)}")
    return sorted(found)
