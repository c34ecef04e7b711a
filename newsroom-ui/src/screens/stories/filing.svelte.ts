// SPDX-License-Identifier: GPL-3.0-or-later
// The sections and authors by which stories are filed, for rows and filters. Fetched once for each visit of the list.
import { get } from "../../lib/api";
import type { Author, Section } from "../../lib/types";

const state = $state({ sections: [] as Section[], authors: [] as Author[] });

export const filing = {
  get sections(): readonly Section[] {
    return state.sections;
  },
  get authors(): readonly Author[] {
    return state.authors;
  },
  /** Its name, or the slug of one that does not exist yet. */
  sectionName(slug: string): string {
    return state.sections.find((section) => section.slug === slug)?.name ?? slug;
  },
};

/** Without them, sections are shown by their slugs. */
export async function loadFiling(): Promise<void> {
  await Promise.allSettled([
    get<{ sections: Section[] }>("/sections").then((answer) => (state.sections = answer.sections)),
    get<{ authors: Author[] }>("/authors").then((answer) => (state.authors = answer.authors)),
  ]);
}
