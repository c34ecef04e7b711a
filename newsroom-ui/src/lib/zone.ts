// SPDX-License-Identifier: GPL-3.0-or-later
// Times of day in the site's time zone, for <input type="datetime-local">, whatever zone the browser is in.

function parts(time: Date, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(time).map((part) => [part.type, part.value]));
}

/** "2026-03-01T06:30" as the clocks of that zone show it. */
export function toLocal(time: Date, timeZone: string): string {
  const part = parts(time, timeZone);
  return `${part["year"]}-${part["month"]}-${part["day"]}T${part["hour"]}:${part["minute"]}`;
}

/** How far the zone is ahead of UTC at that moment, in milliseconds. */
function offset(time: Date, timeZone: string): number {
  const part = parts(time, timeZone);
  const shown = Date.UTC(Number(part["year"]), Number(part["month"]) - 1, Number(part["day"]), Number(part["hour"]), Number(part["minute"]), Number(part["second"]));
  return shown - Math.floor(time.getTime() / 1000) * 1000;
}

/** The moment at which clocks of that zone show `local`; null where it is no date. What the clocks skip is taken as an hour later. */
export function fromLocal(local: string, timeZone: string): Date | null {
  const asUtc = new Date(`${local}${local.length === 16 ? ":00" : ""}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) || Number.isNaN(asUtc.getTime())) {
    return null;
  }
  const first = new Date(asUtc.getTime() - offset(asUtc, timeZone));
  const second = new Date(asUtc.getTime() - offset(first, timeZone));
  // A time that is skipped has no right guess: the later one is after the jump.
  return offset(second, timeZone) === offset(first, timeZone) ? second : new Date(Math.max(first.getTime(), second.getTime()));
}

/** The first moment of that day ("2026-03-01") in the zone. */
export const startOfDay = (day: string, timeZone: string): Date => fromLocal(`${day}T00:00`, timeZone) ?? new Date(`${day}T00:00:00Z`);

/** The day after `days` days, of a day written "2026-03-01". */
export function addDays(day: string, days: number): string {
  const time = new Date(`${day}T12:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}

export const dayOf = (time: Date, timeZone: string): string => toLocal(time, timeZone).slice(0, 10);

/** 1 (Monday) to 7 (Sunday): on which day a week begins where that language is spoken. */
export function firstDayOfWeek(language: string): number {
  type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  const locale: WithWeek = new Intl.Locale(language === "en" ? "en-GB" : language).maximize();
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? (language === "fa" ? 6 : 1);
}

/** The first day of the week in which that day lies. */
export function startOfWeek(day: string, firstDay: number): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
  return addDays(day, -((weekday - firstDay + 7) % 7));
}
