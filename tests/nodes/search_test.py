#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that a search on any node finds what another one has published with the next request, and nothing that was withdrawn, while nodes are killed and their
indexes are behind."""
import re
import unittest

from nodes import Nodes

ROUNDS = 12


class Searching(Nodes):
    count = 2

    def find(self, node, words):
        return sorted(re.findall(r'<h2><a href="[^"]*">(.*?)</a></h2>', node.get(f"/search?q={words}").text))

    def test_what_is_public_is_found_and_nothing_else_on_every_node(self):
        public = set()
        for n in range(ROUNDS):
            writes, other = self.nodes if n % 2 else reversed(self.nodes)
            story = writes.publish(self.token(), headline=f"Cormorant {n:02}")
            public.add(story["headline"])
            self.is_found(public, n)
            if n % 3 == 1:
                self.assertEqual(other.post(f"/api/v1/stories/{story['id']}/withdraw", {"reason": "A test"}, token=self.token()).status, 200)
                public.remove(story["headline"])
            elif n % 3 == 2:
                saved = other.patch(f"/api/v1/stories/{story['id']}", {"headline": f"Cormorant changed {n:02}"}, token=self.token(),
                                    headers={"If-Match": f'"{story["revision"]}"'})
                self.assertEqual(saved.status, 200, saved.text)
                public.remove(story["headline"])
                public.add(f"Cormorant changed {n:02}")
            if n % 4 == 3:
                other.kill()
                other.start()
            self.is_found(public, n)

    def is_found(self, public, n):
        for node in self.nodes:
            self.assertEqual(self.find(node, "cormorant"), sorted(public), n)
            self.assertEqual(self.find(node, "changed"), sorted(one for one in public if "changed" in one), n)


if __name__ == "__main__":
    unittest.main()
