// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that a time of day means the same moment whatever zone the browser is in, on the days on which clocks change too.
import { expect, test } from "vitest";

import { addDays, firstDayOfWeek, fromLocal, startOfWeek, toLocal } from "./zone";

test.each([
  ["2026-03-01T06:30", "Europe/Amsterdam", "2026-03-01T05:30:00.000Z"],
  ["2026-07-01T06:30", "Europe/Amsterdam", "2026-07-01T04:30:00.000Z"],
  ["2026-03-29T03:00", "Europe/Amsterdam", "2026-03-29T01:00:00.000Z"],
  ["2026-10-25T04:00", "Europe/Amsterdam", "2026-10-25T03:00:00.000Z"],
  ["2026-03-21T00:00", "Asia/Tehran", "2026-03-20T20:30:00.000Z"],
  ["2026-11-01T00:30", "America/New_York", "2026-11-01T04:30:00.000Z"],
])("%s in %s is one moment, and is shown as what was typed", (local, zone, moment) => {
  expect(fromLocal(local, zone)?.toISOString()).toBe(moment);
  expect(toLocal(new Date(moment), zone)).toBe(local);
});

test("an hour that the clocks skip is taken as a moment after it began", () => {
  const taken = fromLocal("2026-03-29T02:30", "Europe/Amsterdam");
  expect([taken?.toISOString()]).toContain("2026-03-29T01:30:00.000Z");
});

test.each(["", "2026-13-01T00:00", "tomorrow", "2026-03-01"])("%j is no time", (text) => {
  expect(fromLocal(text, "UTC")).toBeNull();
});

test("weeks begin on the day on which the language has them begin", () => {
  expect(startOfWeek("2026-11-25", firstDayOfWeek("fa"))).toBe("2026-11-21");
  expect(startOfWeek("2026-11-25", firstDayOfWeek("en-GB"))).toBe("2026-11-23");
  expect(startOfWeek("2026-11-29", 1)).toBe("2026-11-23");
  expect(addDays("2026-02-27", 2)).toBe("2026-03-01");
});
