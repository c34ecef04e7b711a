// SPDX-License-Identifier: GPL-3.0-or-later
// What is changed of a story in the newsroom, and what of it goes to the server: only what differs.
import type { Document } from "../document/document";
import { fingerprint, normalise } from "../document/normalise";

export interface LeadImage {
  source: string;
  alt: string;
  caption: string;
  credit: string;
}

export interface Fields {
  kind: "article" | "page";
  slug: string;
  headline: string;
  standfirst: string;
  section: string | null;
  topics: string[];
  authors: string[];
  language: string;
  lead_image: LeadImage | null;
  translation_key: string | null;
  body: Document;
}

export const fieldNames = ["kind", "slug", "headline", "standfirst", "section", "topics", "authors", "language", "lead_image", "translation_key", "body"] as const;
export type FieldName = (typeof fieldNames)[number];

interface Given extends Partial<Omit<Fields, "body">> {
  body?: { format: string; content: Document } | undefined;
}

/** The fields of a story or a draft as the server gives them. */
export function fieldsOf(answer: object): Fields {
  const given = answer as Given;
  return {
    kind: given.kind ?? "article",
    slug: given.slug ?? "",
    headline: given.headline ?? "",
    standfirst: given.standfirst ?? "",
    section: given.section ?? null,
    topics: given.topics ?? [],
    authors: given.authors ?? [],
    language: given.language ?? "",
    lead_image: given.lead_image ?? null,
    translation_key: given.translation_key ?? null,
    body: given.body?.content ?? { blocks: [] },
  };
}

/** Whether the server may take this as a slug; it has the last word. */
export const isSlug = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(-+[\p{L}\p{M}\p{N}]+)*$/u.test(text) && text === text.toLowerCase() && new TextEncoder().encode(text).length <= 120;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A field as the server keeps it: two values that the server takes as one are one. */
function kept(fields: Fields, name: FieldName): unknown {
  const value = fields[name];
  if (name === "body") return normalise(fields.body);
  if (name === "lead_image" && fields.lead_image) {
    return { source: fields.lead_image.source, alt: oneLine(fields.lead_image.alt), caption: oneLine(fields.lead_image.caption), credit: oneLine(fields.lead_image.credit) };
  }
  return typeof value === "string" ? oneLine(value) || null : (value ?? null);
}

export const sameField = (a: Fields, b: Fields, name: FieldName): boolean => a[name] === b[name] || fingerprint(kept(a, name)) === fingerprint(kept(b, name));
export const changedFields = (from: Fields, to: Fields): FieldName[] => fieldNames.filter((name) => !sameField(from, to, name));
export const sameFields = (a: Fields, b: Fields): boolean => changedFields(a, b).length === 0;

/** `fields`, but each that says the same as in `typed` as it stands there: with the space that the next word will follow. The body apart. */
export function asTyped(typed: Fields, fields: Fields): Fields {
  const same = fieldNames.filter((name) => name !== "body" && sameField(typed, fields, name));
  return { ...fields, ...Object.fromEntries(same.map((name) => [name, typed[name]])) };
}

/** The body of a PATCH: the fields that differ. A headline that was emptied is not sent: a story cannot be without one. */
export function patchOf(from: Fields, to: Fields): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const name of changedFields(from, to)) {
    if (name === "body") patch[name] = { format: "document", content: normalise(to.body) };
    else if (name === "headline") {
      if (oneLine(to.headline)) patch.headline = oneLine(to.headline);
    } else if (name === "slug") {
      // An emptied slug is made of the headline again.
      if (to.slug === "" || isSlug(to.slug)) patch.slug = to.slug || null;
    } else if (name === "language") {
      if (to.language) patch[name] = to.language;
    } else patch[name] = to[name] === "" ? null : to[name];
  }
  return patch;
}
