// SPDX-License-Identifier: GPL-3.0-or-later
import { sameFields, type Fields } from "../../editor/saving/fields";

/** The fields of a story that was just begun. */
export const emptyFields = (language: string): Fields => ({
  kind: "article", slug: "", headline: "", standfirst: "", section: null, topics: [], authors: [], language, lead_image: null, translation_key: null, body: { blocks: [] },
});

/** Nothing was written yet: the language and the byline come by themselves. */
export const untouched = (fields: Fields): boolean => sameFields(fields, { ...emptyFields(fields.language), authors: fields.authors });
