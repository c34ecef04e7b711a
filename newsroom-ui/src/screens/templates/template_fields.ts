// SPDX-License-Identifier: GPL-3.0-or-later
// What a story and a template have in common: a template is without what belongs to one story.
import { normalise } from "../../editor/document/normalise";
import type { Fields } from "../../editor/saving/fields";
import type { Template } from "../../lib/types";

export type TemplateFields = Pick<Fields, "kind" | "headline" | "standfirst" | "section" | "topics" | "language" | "body">;

export const emptyTemplate = (language: string): TemplateFields => ({ kind: "article", headline: "", standfirst: "", section: null, topics: [], language, body: { blocks: [] } });

export const fieldsOfTemplate = ({ kind, headline, standfirst, section, topics, language, body }: Template): TemplateFields => ({
  kind, headline, standfirst, section, topics, language, body: body.content as unknown as Fields["body"],
});

/** The body of a request that saves them. */
export const requestOf = (name: string, { kind, headline, standfirst, section, topics, language, body }: TemplateFields): Record<string, unknown> => ({
  name: name.trim(), kind, headline: headline.trim(), standfirst: standfirst.trim(), section, topics, language: language || null, body: { format: "document", content: normalise(body) },
});

/** A story that was just begun, gone on with from a template: its byline and what else is its own stay. */
export const begunFrom = (begun: Fields, template: TemplateFields): Fields => ({ ...begun, ...template });
