// SPDX-License-Identifier: GPL-3.0-or-later
// Times of day in the site's time zone, for <input type="datetime-local">, whatever zone the browser is in. The rules come from the server:
// a browser's own may be older or newer, and may lack the zone.

/** A time zone: its name, and what it adds to UTC from when on, in order. */
export interface Zone {
  name: string;
  offsets: readonly { from: number; seconds: number }[];
}

export const utc: Zone = { name: "UTC", offsets: [{ from: 0, seconds: 0 }] };

export const zoneOf = (site: { timezone: string; utc_offsets: readonly { from: string; seconds: number }[] }): Zone => ({
  name: site.timezone,
  offsets: site.utc_offsets.map(({ from, seconds }) => ({ from: Date.parse(from), seconds })),
});

/** How far the zone is ahead of UTC at that moment, in milliseconds. */
function offset(time: Date, zone: Zone): number {
  const moment = time.getTime();
  let found = zone.offsets[0];
  for (const one of zone.offsets) {
    if (one.from > moment) break;
    found = one;
  }
  return (found?.seconds ?? 0) * 1000;
}

/** What to write with the time zone UTC, so that it shows the zone's time. */
export const shifted = (time: Date, zone: Zone): Date => new Date(time.getTime() + offset(time, zone));

/** "2026-03-01T06:30" as the clocks of that zone show it. */
export const toLocal = (time: Date, zone: Zone): string => shifted(time, zone).toISOString().slice(0, 16);

const twoDays = 2 * 86_400_000;

/** The moments at which clocks of that zone show what `asUtc` shows in UTC: one, two where they are put back. What they skip is read by the
 * offset from before: 02:30 is then 03:30. */
function moments(asUtc: number, zone: Zone): number[] {
  const near = [-twoDays, ...zone.offsets.map((one) => one.from - asUtc).filter((from) => Math.abs(from) < twoDays)];
  const offsets = near.map((from) => offset(new Date(asUtc + from), zone));
  const shown = offsets.map((one) => asUtc - one).filter((moment) => moment + offset(new Date(moment), zone) === asUtc);
  return shown.length > 0 ? shown : [asUtc - (offsets[0] ?? 0)];
}

/** The moment at which clocks of that zone show `local`, the later one of two; null where it is no date. */
export function fromLocal(local: string, zone: Zone): Date | null {
  const asUtc = Date.parse(`${local}${local.length === 16 ? ":00" : ""}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) || Number.isNaN(asUtc)) {
    return null;
  }
  return new Date(Math.max(...moments(asUtc, zone)));
}

/** What is odd about that time on clocks of that zone: they skip it, or show it twice. Null where nothing is. */
export function oddHour(local: string, zone: Zone): "skipped" | "twice" | null {
  const time = fromLocal(local, zone);
  if (time === null) {
    return null;
  }
  const shown = local.length === 16 ? local : local.slice(0, 16);
  if (toLocal(time, zone) !== shown) {
    return "skipped";
  }
  return moments(Date.parse(`${shown}:00Z`), zone).length > 1 ? "twice" : null;
}

/** How far the zone is ahead of UTC then: "UTC+3:30", "UTC−5", "UTC". */
export function offsetName(time: Date, zone: Zone): string {
  const minutes = Math.round(offset(time, zone) / 60_000);
  const size = Math.abs(minutes);
  const rest = size % 60;
  return minutes === 0 ? "UTC" : `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** The first moment of that day ("2026-03-01") in the zone. */
export const startOfDay = (day: string, zone: Zone): Date => new Date(Math.min(...moments(Date.parse(`${day}T00:00:00Z`), zone)));

export const dayOf = (time: Date, zone: Zone): string => toLocal(time, zone).slice(0, 10);
