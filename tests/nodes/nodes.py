# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of several nodes share: nodes of one site on one server, and readers that look at all of them."""
import contextlib
import http.client
import json
import unittest

from crashes import BROWSER
from postgres_server import PostgresServer
from stoppress_site import Site, binary, eventually


class Nodes(unittest.TestCase):
    """`count` nodes of a site on a server of the test's own; each has a folder of its own, as on a machine of its own."""
    count = 2
    settings = {"views.repeat_minutes": 0}
    durable = False

    def setUp(self):
        binary()
        self.server = PostgresServer(durable=self.durable)
        self.addCleanup(self.server.close)
        self.server.make().start()
        self.url = self.server.create_database("site")
        self.nodes = [self.node() for _ in range(self.count)]

    def node(self, url=None, start=True):
        site = Site(settings={"database.url": url or self.url, **self.settings})
        self.addCleanup(site.close)
        return site.start() if start else site

    def token(self, role="editor"):
        if not hasattr(self, "_token"):
            self._token = self.nodes[0].token(role)
        return self._token

    def on_every_node(self, check, seconds=5, message="the nodes do not agree"):
        for node in self.nodes:
            eventually(lambda: check(node), seconds, message)

    def view(self, node, story, timeout=30):
        """A beacon; its status, or None where there was no answer."""
        connection = http.client.HTTPConnection(node.host, node.port, timeout=timeout)
        with contextlib.closing(connection):
            try:
                connection.request("POST", "/api/v1/views", json.dumps({"story": story}), {"Content-Type": "text/plain", "User-Agent": BROWSER})
                response = connection.getresponse()
                response.read()
                return response.status
            except (OSError, http.client.HTTPException):
                return None

    def views_of(self, node, story):
        """What the node counts of it; None while it cannot say."""
        answer = node.get(f"/api/v1/stories/{story}", token=self.token())
        return answer.json()["views"]["all"] if answer.status == 200 else None

    def most_viewed(self, node, window="all"):
        return [story["id"] for story in node.get(f"/api/v1/stories?order=most_viewed&window={window}&limit=20").json()["stories"]]

    def ranking(self, node, window="all"):
        """The addresses in the order in which the node's own pages rank them."""
        import re
        return re.findall(r'<h2[^>]*>\s*<a[^>]*href="([^"]+)"', node.get(f"/most-viewed?window={window}").text)
