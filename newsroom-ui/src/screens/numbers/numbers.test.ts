// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that spans begin where days of the site's zone do, and that scales and names of points fit what they are for.
import fc from "fast-check";
import { expect, test } from "vitest";

import { named, scaleFor, total } from "./points";
import { isRange, spanOf } from "./ranges";
import { utc, zoneOf } from "../../lib/zone";
import { rowsOf } from "./referrers";

const tehran = zoneOf({ timezone: "Asia/Tehran", utc_offsets: [{ from: "1970-01-01T00:00:00Z", seconds: 12_600 }] });
const amsterdam = zoneOf({
  timezone: "Europe/Amsterdam",
  utc_offsets: [
    { from: "2026-03-29T01:00:00Z", seconds: 7200 },
    { from: "2026-10-25T01:00:00Z", seconds: 3600 },
  ],
});

test("a span begins with a day of the zone", () => {
  const now = new Date("2026-11-25T22:00:00Z");
  expect(spanOf("today", now, utc)).toEqual({ from: "2026-11-25T00:00:00.000Z", step: "hour" });
  expect(spanOf("today", now, tehran)).toEqual({ from: "2026-11-25T20:30:00.000Z", step: "hour" });
  expect(spanOf("week", now, amsterdam)).toEqual({ from: "2026-11-18T23:00:00.000Z", step: "day" });
  expect(spanOf("quarter", now, amsterdam)).toEqual({ from: "2026-08-27T22:00:00.000Z", step: "day" });
  expect([isRange("month"), isRange("year"), isRange(null)]).toEqual([true, false, false]);
});

test("named points are few, in order, and the last one is among them", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 12 }), (count, most) => {
      const places = named(count, most);
      expect(places.length).toBeLessThanOrEqual(most);
      expect(places.at(-1)).toBe(count - 1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBeGreaterThanOrEqual(0);
    }),
  );
  expect(named(0, 5)).toEqual([]);
});

test("a scale has room for the highest, in whole numbers and few lines", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (highest) => {
      const { top, lines } = scaleFor(highest);
      expect(top).toBeGreaterThanOrEqual(Math.max(1, highest));
      expect(lines.length).toBeLessThanOrEqual(6);
      expect(lines.every(Number.isInteger)).toBe(true);
      expect([lines[0], lines.at(-1)]).toEqual([0, top]);
    }),
  );
});

test("points add up", () => {
  expect(total([])).toEqual({ views: 0, robots: 0 });
  expect(total([{ at: "", views: 2, robots: 1 }, { at: "", views: 3, robots: 0 }])).toEqual({ views: 5, robots: 1 });
});

test("referrers are rows with the most views first, hosts in their own script beside themselves", () => {
  const referrers = {
    since: "2026-11-25T22:00:00Z",
    direct: 3,
    internal: 0,
    listed: [
      { host: "a.example", name: "a.example", views: 5 },
      { host: "xn--mnchen-3ya.example", name: "münchen.example", views: 2 },
    ],
    others: { count: 0, views: 0 },
  };
  expect(rowsOf(referrers).map((row) => [row.kind, row.name, row.host, row.views])).toEqual([
    ["host", "a.example", null, 5],
    ["direct", "", null, 3],
    ["host", "münchen.example", "xn--mnchen-3ya.example", 2],
  ]);
  expect(rowsOf({ ...referrers, direct: 0, listed: [] })).toEqual([]);
});
