// SPDX-License-Identifier: GPL-3.0-or-later
// The spans that numbers are shown for.
import { addDays } from "../../lib/days";
import { dayOf, startOfDay, type Zone } from "../../lib/zone";

export const ranges = ["hour", "today", "week", "month", "quarter"] as const;
export type Range = (typeof ranges)[number];

const days: Record<Range, number> = { hour: 0, today: 1, week: 7, month: 30, quarter: 90 };

export const isRange = (text: string | null): text is Range => ranges.some((one) => one === text);

export interface Span {
  from: string;
  step: "hour" | "day";
}

/** What the API is asked for: from the beginning of a day of that zone up to now. The last hour comes by the minute, from elsewhere. */
export function spanOf(range: Range, now: Date, zone: Zone): Span {
  const first = addDays(dayOf(now, zone), 1 - Math.max(1, days[range]));
  return { from: startOfDay(first, zone).toISOString(), step: days[range] <= 1 ? "hour" : "day" };
}
