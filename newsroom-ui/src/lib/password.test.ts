// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { isShort, loadEstimate } from "./password";

const own = ["ann.lee@example.org", "Ann Leeuwen"];
const estimate = await loadEstimate();

test.each([
  ["aaaaaaaaaaaa", "weak"],
  ["12345678", "weak"],
  ["abcdefgh1", "weak"],
  ["iloveyou2020", "weak"],
  ["p4ssw0rd!", "weak"],
  ["Volleyball1", "weak"],
  ["leeuwen12", "own"],
  ["Leeuwen!2020", "own"],
  ["example1", "own"],
  ["ann.lee@example.org", "own"],
  ["nightly bird", "fair"],
  ["four words nobody puts together", "strong"],
  ["leeuwen beside a long row of elms", "strong"],
  ["گذرواژه‌ای که دراز است", "strong"],
])("%j is %s", (password, expected) => {
  expect(estimate(password, own)).toBe(expected);
});

test("what has fewer than eight characters is short, however many code units it has", () => {
  expect(isShort("")).toBe(true);
  expect(isShort("abc1234")).toBe(true);
  expect(isShort("🚋🚋🚋🚋🚋🚋🚋")).toBe(true);
  expect(isShort("abcd1234")).toBe(false);
});

test("the longest password that is accepted is estimated", () => {
  expect(estimate("x".repeat(256), own)).toBe("weak");
});
