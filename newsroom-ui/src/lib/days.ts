// SPDX-License-Identifier: GPL-3.0-or-later
// Days, written "2026-11-29" without a zone, and the weeks that they lie in.

/** The day after `days` days, of a day written "2026-03-01". */
export function addDays(day: string, days: number): string {
  const time = new Date(`${day}T12:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}

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
