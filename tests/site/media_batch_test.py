#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many pictures handed over by somebody who has been out with a camera: all are there at the end, and whoever has to wait is told so."""
import concurrent.futures
import os
import time
import unittest

import pictures
from api_test import ApiTest


# A sanitizer takes each of them several times as long; what waits behind six at once is the same.
PICTURES = 40 if os.environ.get("STOPPRESS_SANITIZE") else 200


class Batch(ApiTest):
    def test_all_pictures_are_taken_in(self):
        def send(seed):
            data = pictures.png(360 + seed % 7, 240, 8000 + seed)
            while True:
                answer = self.site.request("POST", f"/api/v1/media?filename=batch-{seed}.png", body=data, token=self.tokens["contributor"],
                                           headers={"Content-Type": "image/png"}, timeout=120)
                if answer.status != 503:
                    return answer.status
                time.sleep(0.2)
        begin = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            statuses = list(pool.map(send, range(PICTURES)))
        print(f"{PICTURES} pictures in {time.monotonic() - begin:.1f} s", flush=True)
        self.assertEqual(statuses, [201] * PICTURES)
        found, cursor = set(), ""
        while cursor is not None:
            page = self.ask("GET", "/media?q=batch&limit=100" + (f"&cursor={cursor}" if cursor else ""), token=self.tokens["editor"], expect=200).json()
            found |= {medium["filename"] for medium in page["media"]}
            cursor = page["next"]
        self.assertEqual(len(found), PICTURES)


if __name__ == "__main__":
    unittest.main()
