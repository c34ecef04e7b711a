// SPDX-License-Identifier: GPL-3.0-or-later
// Two people changed one story: field by field and block by block, what can be put together without asking, and what cannot.
import { normalise } from "../document/normalise";
import { changedFields, fieldNames, sameField, type FieldName, type Fields } from "../saving/fields";
import { mergeChunks, mergeDocuments, type Choice, type Chunk, type Side } from "./merge";

export interface Merge {
  /** Fields that both changed differently; the body is asked about by its chunks. */
  asked: FieldName[];
  chunks: Chunk[];
  /** Nobody needs to be asked. */
  clear: boolean;
  /** The story by the choices. What nobody chose: mine of a field, the usual choice of a chunk. */
  choose(fields: Partial<Record<FieldName, Side>>, chunks: Choice[]): Fields;
}

/** Topics have no order: what either added is added, what either took out is taken out. */
function mergeTopics(base: string[], mine: string[], theirs: string[]): string[] {
  const kept = mine.filter((topic) => theirs.includes(topic) || !base.includes(topic));
  return [...kept, ...theirs.filter((topic) => !base.includes(topic) && !kept.includes(topic))];
}

export function mergeFields(base: Fields, mine: Fields, theirs: Fields): Merge {
  const [baseBody, myBody, theirBody] = [base, mine, theirs].map((fields) => normalise(fields.body)) as [Fields["body"], Fields["body"], Fields["body"]];
  const chunks = mergeChunks(baseBody, myBody, theirBody);
  const heads = fieldNames.filter((name) => name !== "body" && !sameField(mine, theirs, name));
  const asked = heads.filter((name) => name !== "topics" && !sameField(base, mine, name) && !sameField(base, theirs, name));
  return {
    asked,
    chunks,
    clear: asked.length === 0 && chunks.every((chunk) => chunk.kind !== "conflict"),
    choose(fields, choices) {
      const merged: Fields = { ...mine, body: mergeDocuments(chunks, choices, baseBody, myBody, theirBody) };
      for (const name of heads) {
        const side = asked.includes(name) ? (fields[name] ?? "mine") : sameField(base, mine, name) ? "theirs" : "mine";
        if (side === "theirs") Object.assign(merged, { [name]: theirs[name] });
      }
      merged.topics = mergeTopics(base.topics, mine.topics, theirs.topics);
      return merged;
    },
  };
}

/** Whether `later` has every change that was made between `base` and `sent`, beside whatever else changed. */
export function hasAllOf(later: Fields, base: Fields, sent: Fields): boolean {
  const heads = changedFields(base, sent).filter((name) => name !== "body");
  const { chunks } = mergeFields(base, sent, later);
  return heads.every((name) => sameField(sent, later, name)) && chunks.every((chunk) => chunk.kind === "same" || chunk.kind === "theirs");
}

/** Takes back what somebody else's changes did to `mine`, and leaves what was written since: `now` is `merged` as it was gone on with. */
export function unmerge(mine: Fields, merged: Fields, now: Fields): Fields {
  const merge = mergeFields(merged, now, mine);
  return merge.choose({}, merge.chunks.map((chunk) => (chunk.kind === "conflict" ? (chunk.mine.length > 0 ? "mine" : "theirs") : chunk.kind === "same" ? "mine" : chunk.kind)));
}
