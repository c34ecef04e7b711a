// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { portions, readLines } from "./redirect_lines";

test("one redirect stands on a line, however its two ends are set apart", () => {
  const text = "# from elsewhere\n/a /b\n/c\t/d\r\n\n/e,https://f.example/g\n/h -> /i\n/j → /k\n  /l   /m  ";
  expect(readLines(text)).toEqual({
    redirects: [
      { line: 2, from: "/a", to: "/b" },
      { line: 3, from: "/c", to: "/d" },
      { line: 5, from: "/e", to: "https://f.example/g" },
      { line: 6, from: "/h", to: "/i" },
      { line: 7, from: "/j", to: "/k" },
      { line: 8, from: "/l", to: "/m" },
    ],
    wrong: [],
  });
});

test("lines with one end or three are named", () => {
  expect(readLines("/a\n/b /c /d\n/e /f").wrong).toEqual([1, 2]);
});

test("no portion is larger than what one request takes", () => {
  const many = Array.from({ length: 1201 }, (_, place) => ({ line: place + 1, from: `/old/${place}`, to: "/new" }));
  expect(portions(many).map((one) => one.length)).toEqual([500, 500, 201]);
  const long = Array.from({ length: 100 }, (_, place) => ({ line: place + 1, from: `/${"x".repeat(990)}${place}`, to: "/new" }));
  expect(portions(long).every((one) => JSON.stringify({ redirects: one }).length < 64_000)).toBe(true);
  expect(portions(long).flat()).toEqual(long);
  expect(portions([])).toEqual([]);
});
