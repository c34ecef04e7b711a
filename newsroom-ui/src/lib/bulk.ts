// SPDX-License-Identifier: GPL-3.0-or-later
// One change to many stories, one after the other: what failed is told by name, and the rest is done all the same.

export interface Outcome<T> {
  done: T[];
  failed: { item: T; error: unknown }[];
}

export async function each<T>(items: readonly T[], change: (item: T) => Promise<void>, progress: (finished: number) => void = () => {}): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { done: [], failed: [] };
  for (const item of items) {
    try {
      await change(item);
      outcome.done.push(item);
    } catch (error) {
      outcome.failed.push({ item, error });
    }
    progress(outcome.done.length + outcome.failed.length);
  }
  return outcome;
}
