// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { strength } from "./password";

const own = ["ann.lee@example.org", "Ann Leeuwen"];

test.each([
  ["", "short"],
  ["abc123", "short"],
  ["aaaaaaaaaaaa", "weak"],
  ["12345678", "weak"],
  ["leeuwen12", "own"],
  ["example1", "own"],
  ["nightly bird", "fair"],
  ["four words nobody puts together", "strong"],
  ["گذرواژه‌ای که دراز است", "strong"],
])("%j is %s", (password, expected) => {
  expect(strength(password, own)).toBe(expected);
});
