// SPDX-License-Identifier: GPL-3.0-or-later
// A scheduled story goes to another day or time.
import { post } from "../../lib/api";
import { date, i18n, t } from "../../lib/i18n.svelte";
import { done, failed } from "../../lib/notices.svelte";
import type { StorySummary } from "../../lib/types";
import { fromLocal, toLocal } from "../../lib/zone";

/** The same time of day on another day; null where the clocks know no such time. */
export const sameTimeOn = (story: StorySummary, day: string): Date | null =>
  story.published_at ? fromLocal(`${day}T${toLocal(new Date(story.published_at), i18n.zone).slice(11)}`, i18n.zone) : null;

/** Fails if it is not scheduled for `from` any more: somebody may have unscheduled it meanwhile. */
const reschedule = (id: number, from: string | null | undefined, at: string): Promise<void> => post(`/stories/${id}/publish`, { at, scheduled_for: from ?? null });

/** Schedules it anew and says so, with a way back. */
export async function moveTo(story: StorySummary, at: Date, changed: () => void): Promise<void> {
  const { id, headline, published_at: old } = story;
  const now = at.toISOString();
  await reschedule(id, old, now);
  const back = (): void => void reschedule(id, now, old ?? "").catch(failed).finally(changed);
  const later = old && Date.parse(old) > Date.now();
  done(t("shell.calendar.moved", { headline, time: date(at) }), later ? { label: t("shell.calendar.undo"), run: back } : undefined);
  changed();
}
