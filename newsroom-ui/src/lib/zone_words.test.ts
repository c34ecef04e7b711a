// SPDX-License-Identifier: GPL-3.0-or-later
// Checks what is said about a time on the clocks of a zone: hours that are skipped or come twice, and how far it is from UTC.
import { expect, test } from "vitest";

import { oddHour, offsetName, utc, zoneOf } from "./zone";
import { zoneName } from "./zone_name";

const amsterdam = zoneOf({ timezone: "Europe/Amsterdam", utc_offsets: [{ from: "1970-01-01T00:00:00Z", seconds: 3600 }, { from: "2026-03-29T01:00:00Z", seconds: 7200 }, { from: "2026-10-25T01:00:00Z", seconds: 3600 }] });
const tehran = zoneOf({ timezone: "Asia/Tehran", utc_offsets: [{ from: "2022-09-21T19:30:00Z", seconds: 12_600 }] });
const newYork = zoneOf({ timezone: "America/New_York", utc_offsets: [{ from: "2026-03-08T07:00:00Z", seconds: -14_400 }, { from: "2026-11-01T06:00:00Z", seconds: -18_000 }] });

test("an hour that clocks skip or show twice is named", () => {
  expect(oddHour("2026-03-29T02:30", amsterdam)).toBe("skipped");
  expect(oddHour("2026-03-29T03:00", amsterdam)).toBeNull();
  expect(oddHour("2026-10-25T02:30", amsterdam)).toBe("twice");
  expect(oddHour("2026-10-25T03:00", amsterdam)).toBeNull();
  expect(oddHour("2026-06-01T12:00", amsterdam)).toBeNull();
  expect(oddHour("", amsterdam)).toBeNull();
});

test("how far a zone is from UTC is written with its minutes", () => {
  expect(offsetName(new Date("2026-11-29T00:00:00Z"), tehran)).toBe("UTC+3:30");
  expect(offsetName(new Date("2026-11-29T00:00:00Z"), newYork)).toBe("UTC−5");
  expect(offsetName(new Date("2026-07-01T00:00:00Z"), newYork)).toBe("UTC−4");
  expect(offsetName(new Date("2026-07-01T00:00:00Z"), utc)).toBe("UTC");
});

test("a zone is called by its city, in the language of the interface", () => {
  expect(zoneName("Asia/Tehran", "en")).toBe("Tehran");
  expect(zoneName("America/New_York", "en")).toBe("New York");
  expect(zoneName("America/New_York", "fa")).toBe("نیویورک");
  expect(zoneName("Asia/Tehran", "fa")).not.toMatch(/وقت|Asia/);
  expect(zoneName("UTC", "fa")).toBeNull();
  expect(zoneName("Etc/GMT+3", "en")).toBeNull();
});
