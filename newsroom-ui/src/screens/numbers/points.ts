// SPDX-License-Identifier: GPL-3.0-or-later
// Points of a chart: which of them are named below it, and up to where its scale goes.
import type { Point, Step } from "./types";

/** The places of at most `most` points at even distances, the last one first among equals. */
export function named(count: number, most: number): number[] {
  if (count === 0 || most <= 0) {
    return [];
  }
  const every = Math.max(1, Math.ceil(count / most));
  const places: number[] = [];
  for (let place = count - 1; place >= 0; place -= every) {
    places.unshift(place);
  }
  return places;
}

/** The end of a scale of whole numbers that has room for `highest`, and its lines. */
export function scaleFor(highest: number): { top: number; lines: number[] } {
  const rough = Math.max(1, highest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const count = Math.max(1, Math.ceil(Math.max(1, highest) / step));
  return { top: count * step, lines: Array.from({ length: count + 1 }, (_, place) => place * step) };
}

export const total = (points: readonly Point[]): { views: number; robots: number } =>
  points.reduce((sum, point) => ({ views: sum.views + point.views, robots: sum.robots + point.robots }), { views: 0, robots: 0 });

/** How the beginning of a step is written. */
export function written(step: Step): Intl.DateTimeFormatOptions {
  return step === "day" ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" };
}

/** The same where it stands alone. */
export function writtenInFull(step: Step): Intl.DateTimeFormatOptions {
  return step === "day" ? { dateStyle: "full" } : { dateStyle: "medium", timeStyle: "short" };
}
