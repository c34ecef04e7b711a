// SPDX-License-Identifier: GPL-3.0-or-later
// Days are typed and shown in the calendar and order of the interface, and always mean the same day.
import fc from "fast-check";
import { expect, test } from "vitest";

import { addMonths, dayNumber, isDay, readDay, readTime, sameMonth, weeksOf, writeDay, writeMonth, writeTime } from "./calendar_days";
import { addDays } from "./days";

test.each([
  ["29/11/2026", "en-GB", "2026-11-29"],
  ["11/29/2026", "en-US", "2026-11-29"],
  ["2026-11-29", "en-US", "2026-11-29"],
  ["29.11.26", "en-GB", "2026-11-29"],
  ["29 Nov 2026", "en-GB", "2026-11-29"],
  ["November 29, 2026", "en-US", "2026-11-29"],
  ["۱۴۰۵/۹/۸", "fa", "2026-11-29"],
  ["1405-09-08", "fa", "2026-11-29"],
  ["۰۵/۹/۸", "fa", "2026-11-29"],
  ["۸ آذر ۱۴۰۵", "fa", "2026-11-29"],
  ["2026-11-29", "fa", "2026-11-29"],
  ["1405/9/8", "en-GB", "2026-11-29"],
  ["١٤٠٥/٩/٨", "fa", "2026-11-29"],
  ["۱۴۰۳/۱۲/۳۰", "fa", "2025-03-20"],
])("%s in %s is %s", (typed, locale, day) => {
  expect(readDay(typed, locale)).toBe(day);
});

test.each([["", "fa"], ["31/02/2026", "en-GB"], ["29/13/2026", "en-GB"], ["۱۴۰۴/۱۲/۳۰", "fa"], ["tomorrow", "en"], ["1/1/1", "en"], ["1/1/9999", "en"], ["5 Foo 2026", "en"], ["0/0/2026", "en"]])("%j in %s is no day", (typed, locale) => {
  expect(readDay(typed, locale)).toBeNull();
});

test.each([["7", "07:00"], ["7:30", "07:30"], ["730", "07:30"], ["1930", "19:30"], ["۱۹:۳۰", "19:30"], ["7:30 pm", "19:30"], ["12 am", "00:00"], ["12:05 PM", "12:05"], ["۷:۳۰ ب.ظ.", "19:30"], ["23.59", "23:59"]])("%s is the time %s", (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test.each(["", "24:00", "7:60", "noon", "13 pm", "7:3"])("%j is no time", (typed) => {
  expect(readTime(typed)).toBeNull();
});

test("what a field shows is read as the same day and time, in both calendars", () => {
  const days = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays("1950-01-01", days));
  fc.assert(
    fc.property(days, fc.constantFrom("en-US", "en-GB", "fa"), (day, locale) => {
      expect(readDay(writeDay(day, locale), locale)).toBe(day);
      const month = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
      expect(readDay(month, locale)).toBe(day);
    }),
    { numRuns: 300 },
  );
  const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  fc.assert(
    fc.property(times, fc.constantFrom("en-US", "en-GB", "fa"), (time, locale) => {
      expect(readTime(writeTime(time, locale))).toBe(time);
    }),
    { numRuns: 300 },
  );
});

test("a month is shown by whole weeks, from the day on which the language begins them", () => {
  const azar = weeksOf("2026-11-29", "fa");
  expect([azar[0]![0], azar.at(-1)!.at(-1)]).toEqual(["2026-11-21", "2026-12-25"]);
  expect(azar.flat().filter((day) => sameMonth(day, "2026-11-29", "fa"))).toHaveLength(30);
  expect(dayNumber("2026-11-29", "fa")).toBe("۸");
  expect([writeMonth("2026-11-29", "fa"), writeMonth("2026-11-29", "en-GB")]).toEqual(["آذر ۱۴۰۵", "November 2026"]);
  const november = weeksOf("2026-11-29", "en-GB");
  expect([november[0]![0], november.at(-1)!.at(-1)]).toEqual(["2026-10-26", "2026-12-06"]);
});

test("months are added in the calendar of the language", () => {
  expect(addMonths("2026-11-29", 1, "fa")).toBe("2026-12-29"); // 8 Azar, 8 Dey
  expect(addMonths("2026-08-31", 1, "en")).toBe("2026-09-30");
  expect(addMonths("2026-09-22", 12, "fa")).toBe("2027-09-22"); // 31 Shahrivar
  expect(addMonths("2199-12-31", 1, "en")).toBe("2199-12-31");
  expect([isDay("2026-02-29"), isDay("2028-02-29"), isDay("x")]).toEqual([false, true, false]);
});
