// SPDX-License-Identifier: GPL-3.0-or-later
// Saving over the API: the draft of changes, and what each refusal of the server means for what was written.
import { fieldNames, fieldsOf, patchOf, type Fields } from "../../editor/saving/fields";
import { Refusal, type Rejected, type Transport, type Version } from "../../editor/saving/saver";
import { ApiError, asksFirst, newKey, request, type Answer } from "../../lib/api";
import { explain } from "../../lib/notices.svelte";
import { saysField } from "../../lib/problems";
import type { Story } from "../../lib/types";

export interface Draft {
  version: number;
  base_revision: number;
  saved_at: string;
  saved_by: string;
}

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ApiError)) return new Refusal("offline", String(error));
  const after = error.retryAfter === null ? undefined : error.retryAfter * 1000;
  const text = explain(error);
  if (error.status === 0) return new Refusal("offline", text);
  if (error.status === 401) return new Refusal("session", text);
  if (error.status === 412 || error.status === 428) return new Refusal("conflict", text);
  if (error.status === 429 || error.status >= 500) return new Refusal("busy", text, after);
  return new Refusal("refused", text);
}

/** The fields of a story that a refusal names. */
function rejectedBy(error: unknown): Rejected {
  if (!(error instanceof ApiError) || (error.status !== 422 && error.status !== 409)) return {};
  const named = error.fields.map((field) => [field.pointer.split("/")[1] ?? "", saysField(field)] as const);
  return Object.fromEntries(named.filter(([name]) => (fieldNames as readonly string[]).includes(name)));
}

async function asked<T>(work: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await work;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The story itself, and its draft of changes where it has one. */
export async function readStory(id: string): Promise<{ story: Story; draft: Draft | null; version: Version }> {
  const story = await request<Story>("GET", `/stories/${id}`);
  if (story.data.has_draft === false) return { story: story.data, draft: null, version: { fields: fieldsOf(story.data), etag: story.etag } };
  try {
    const draft = await request<Draft>("GET", `/stories/${id}/draft`);
    return { story: story.data, draft: draft.data, version: { fields: fieldsOf(draft.data), etag: draft.etag, by: draft.data.saved_by } };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { story: story.data, draft: null, version: { fields: fieldsOf(story.data), etag: story.etag } };
    throw error;
  }
}

/** `untitled`: the headline of a story that has none yet. */
export function makeTransport(untitled: () => string): Transport {
  /** The story that was sent and may have been made: it is asked for with the same words and key, whatever was written since. */
  let sent: { fields: Fields; body: Record<string, unknown>; key: string } | null = null;
  return {
    async create(fields) {
      const headline = fields.headline.trim() || untitled();
      const empty: Fields = { ...fields, headline: "", standfirst: "", slug: "", section: null, topics: [], authors: [], lead_image: null, translation_key: null, body: { blocks: [] } };
      sent ??= { fields, body: { ...patchOf(empty, fields), headline, language: fields.language, kind: fields.kind }, key: newKey() };
      const { fields: created, body, key } = sent;
      try {
        const { data, etag } = await request<Story>("POST", "/stories", { body, key });
        sent = null;
        return { story: String(data.id), etag, created, slug: data.slug };
      } catch (error) {
        // What was refused is not there; the next words may be taken.
        if (error instanceof ApiError && error.status >= 400 && error.status < 500 && !error.unknown && !asksFirst.has(error.status)) sent = null;
        throw refusalOf(error);
      }
    },
    async change(story, patch, etag) {
      const send = (body: Record<string, unknown>): Promise<Answer<Draft & { slug: string }>> => request<Draft & { slug: string }>("PATCH", `/stories/${story}/draft`, { body, ifMatch: etag ?? undefined });
      try {
        const { data, etag: after } = await send(patch);
        return { etag: after, slug: data.slug };
      } catch (error) {
        // One field that is not taken does not keep the text from being saved.
        const rejected = rejectedBy(error);
        const rest = Object.fromEntries(Object.entries(patch).filter(([name]) => !(name in rejected)));
        if (Object.keys(rejected).length === 0 || "body" in rejected) throw refusalOf(error);
        if (Object.keys(rest).length === 0) return { etag, rejected };
        return { etag: (await asked(send(rest))).etag, rejected };
      }
    },
    async read(story) {
      try {
        return (await readStory(story)).version;
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}
