// SPDX-License-Identifier: GPL-3.0-or-later
// Checks when an embargo holds, and that fields without seconds propose no time before its end.
import { expect, test } from "vitest";

import { embargoOf, firstMinuteAfter } from "./embargo";

test("it holds until its end", () => {
  const end = "2026-12-01T06:30:00Z";
  expect(embargoOf({ embargo_until: end }, Date.parse(end) - 1)).toEqual(new Date(end));
  expect(embargoOf({ embargo_until: end }, Date.parse(end))).toBeNull();
  for (const none of [null, undefined, {}, { embargo_until: null }, { embargo_until: "soon" }]) expect(embargoOf(none)).toBeNull();
});

test("the first whole minute is not before its end", () => {
  expect(firstMinuteAfter(new Date("2026-12-01T06:30:00Z"))).toEqual(new Date("2026-12-01T06:30:00Z"));
  expect(firstMinuteAfter(new Date("2026-12-01T06:30:00.001Z"))).toEqual(new Date("2026-12-01T06:31:00Z"));
});
