// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that a time of day means the same moment whatever zone the browser is in, on the days on which clocks change too.
import { expect, test } from "vitest";

import { fromLocal, startOfDay, toLocal, utc, zoneOf, type Zone } from "./zone";

const zone = (timezone: string, ...offsets: [string, number][]): Zone =>
  zoneOf({ timezone, utc_offsets: offsets.map(([from, hours]) => ({ from, seconds: hours * 3600 })) });

const zones: Record<string, Zone> = {
  "Europe/Amsterdam": zone("Europe/Amsterdam", ["1970-01-01T00:00:00Z", 1], ["2026-03-29T01:00:00Z", 2], ["2026-10-25T01:00:00Z", 1]),
  "Asia/Tehran": zone("Asia/Tehran", ["2022-09-21T19:30:00Z", 3.5]),
  "America/New_York": zone("America/New_York", ["2026-03-08T07:00:00Z", -4], ["2026-11-01T06:00:00Z", -5]),
  "America/Havana": zone("America/Havana", ["2026-03-08T05:00:00Z", -4], ["2026-11-01T05:00:00Z", -5]),
  "Africa/Cairo": zone("Africa/Cairo", ["2026-10-29T21:00:00Z", 2], ["2027-04-29T22:00:00Z", 3]),
};
const named = (name: string): Zone => zones[name] ?? utc;


test.each([
  ["2026-03-01T06:30", "Europe/Amsterdam", "2026-03-01T05:30:00.000Z"],
  ["2026-07-01T06:30", "Europe/Amsterdam", "2026-07-01T04:30:00.000Z"],
  ["2026-03-29T03:00", "Europe/Amsterdam", "2026-03-29T01:00:00.000Z"],
  ["2026-10-25T04:00", "Europe/Amsterdam", "2026-10-25T03:00:00.000Z"],
  ["2026-03-21T00:00", "Asia/Tehran", "2026-03-20T20:30:00.000Z"],
  ["2026-11-01T00:30", "America/New_York", "2026-11-01T04:30:00.000Z"],
  // By the rules that the server has: ICU 72 has Cairo without summer time.
  ["2027-07-01T00:30", "Africa/Cairo", "2027-06-30T21:30:00.000Z"],
])("%s in %s is one moment, and is shown as what was typed", (local, zone, moment) => {
  expect(fromLocal(local, named(zone))?.toISOString()).toBe(moment);
  expect(toLocal(new Date(moment), named(zone))).toBe(local);
});

test("an hour that the clocks skip is taken as a moment after it began", () => {
  const taken = fromLocal("2026-03-29T02:30", named("Europe/Amsterdam"));
  expect([taken?.toISOString()]).toContain("2026-03-29T01:30:00.000Z");
});

test("of an hour that comes twice the second one is meant", () => {
  expect(fromLocal("2026-10-25T02:30", named("Europe/Amsterdam"))?.toISOString()).toBe("2026-10-25T01:30:00.000Z");
});

test("a day begins with its first moment, where midnight comes twice or not at all too", () => {
  expect(startOfDay("2026-11-01", named("America/Havana")).toISOString()).toBe("2026-11-01T04:00:00.000Z");
  expect(startOfDay("2027-04-30", named("Africa/Cairo")).toISOString()).toBe("2027-04-29T22:00:00.000Z");
  expect(startOfDay("2026-03-01", named("Asia/Tehran")).toISOString()).toBe("2026-02-28T20:30:00.000Z");
});

test.each(["", "2026-13-01T00:00", "tomorrow", "2026-03-01"])("%j is no time", (text) => {
  expect(fromLocal(text, utc)).toBeNull();
});
