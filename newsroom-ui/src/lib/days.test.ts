// SPDX-License-Identifier: GPL-3.0-or-later
// Days come after each other across months, and weeks begin where people expect it.
import { expect, test } from "vitest";

import { addDays, firstDayOfWeek, startOfWeek } from "./days";

test("weeks begin on the day on which the language has them begin", () => {
  expect(startOfWeek("2026-11-25", firstDayOfWeek("fa"))).toBe("2026-11-21");
  expect(startOfWeek("2026-11-25", firstDayOfWeek("en-GB"))).toBe("2026-11-23");
  expect(startOfWeek("2026-11-29", 1)).toBe("2026-11-23");
  expect(addDays("2026-02-27", 2)).toBe("2026-03-01");
});
