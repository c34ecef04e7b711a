// SPDX-License-Identifier: GPL-3.0-or-later
// New stories made from what another one holds: a duplicate, a translation.
import { patchOf, type Fields } from "../../editor/saving/fields";
import { newKey, put, request } from "../../lib/api";
import type { Story } from "../../lib/types";

/** Creates a draft with the fields of another story, but for those given; its address is made from its own headline. What the embargo keeps back
 * of the other, it keeps back of the copy. The number of the new story. */
export async function createFrom(fields: Fields, embargo: Date | null, given: Partial<Fields> & { headline: string }): Promise<number> {
  const made: Fields = { ...fields, slug: "", translation_key: null, ...given };
  const empty: Fields = { ...made, headline: "", standfirst: "", section: null, topics: [], authors: [], lead_image: null, translation_key: null, body: { blocks: [] } };
  const body = { ...patchOf(empty, made), headline: made.headline, language: made.language, kind: made.kind };
  const { id } = (await request<Story>("POST", "/stories", { body, key: newKey() })).data;
  if (embargo) await put(`/stories/${id}/embargo`, { until: embargo.toISOString() });
  return id;
}

/** The key of a story that has none: no other story makes the same. */
export const keyFor = (id: number): string => `story-${id}`;
