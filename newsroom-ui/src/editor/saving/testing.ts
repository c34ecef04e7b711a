// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: a story that is open, with a local store in memory and a server that fails as it likes.
import type { Fields } from "./fields";
import type { LocalCopy, LocalStore } from "./local";
import { Refusal, StorySaver, type Conflict, type Merged, type Rejected, type Said, type Transport, type Version } from "./saver";

export const empty: Fields = {
  kind: "article", slug: "s", headline: "H", standfirst: "", section: null, topics: [], authors: [], language: "en", lead_image: null, translation_key: null,
  body: { blocks: [] },
};
export const withText = (text: string, fields = empty, ...more: string[]): Fields => ({ ...fields, body: { blocks: [text, ...more].map((one) => ({ type: "paragraph", content: [{ text: one }] })) } });
export const textOf = (fields: Fields): string => {
  const block = fields.body.blocks[0];
  return block?.type === "paragraph" ? (block.content ?? []).map((run) => ("text" in run ? run.text : "")).join("") : "";
};

export class MemoryStore implements LocalStore<Fields> {
  copies = new Map<string, LocalCopy<Fields>>();
  put(copy: LocalCopy<Fields>): Promise<void> {
    this.copies.set(copy.key, structuredClone(copy));
    return Promise.resolve();
  }
  remove(key: string): Promise<void> {
    this.copies.delete(key);
    return Promise.resolve();
  }
  of(person: string, story: string): Promise<LocalCopy<Fields>[]> {
    return Promise.resolve([...this.copies.values()].filter((copy) => copy.person === person && copy.story === story));
  }
  all(person: string): Promise<LocalCopy<Fields>[]> {
    return Promise.resolve([...this.copies.values()].filter((copy) => copy.person === person));
  }
}

/** A server whose network is cut before or after it has saved, and which others write to. */
export class FakeServer implements Transport {
  fields = empty;
  version = 1;
  up = true;
  loseAnswers = false;
  /** As the real server until the first publication: the slug is made of the headline. */
  makesSlugs = false;
  refusal: Refusal | null = null;
  delay = 20;
  requests = 0;
  private get etag(): string {
    return `"${this.version}"`;
  }
  private async answer<T>(work: () => T): Promise<T> {
    ++this.requests;
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (!this.up) throw new Refusal("offline", "no network");
    if (this.refusal) throw this.refusal;
    const value = work();
    if (this.loseAnswers) throw new Refusal("offline", "the answer was lost");
    return value;
  }
  create(fields: Fields): Promise<{ story: string; etag: string; created?: Fields }> {
    return this.answer(() => {
      this.fields = structuredClone(fields);
      return { story: "17", etag: this.etag };
    });
  }
  change(_story: string, patch: Record<string, unknown>, etag: string | null): Promise<{ etag: string; rejected?: Rejected; slug?: string }> {
    return this.answer(() => {
      if (etag !== this.etag) throw new Refusal("conflict", "somebody else was first");
      const { body, slug, ...rest } = patch as { body?: { content: Fields["body"] }; slug?: string };
      if (slug !== undefined) return { etag: this.etag, rejected: { slug: "is taken" } };
      this.fields = structuredClone({ ...this.fields, ...rest, ...(body && { body: body.content }) });
      ++this.version;
      if (!this.makesSlugs) return { etag: this.etag };
      this.fields.slug = this.fields.headline.toLowerCase();
      return { etag: this.etag, slug: this.fields.slug };
    });
  }
  read(): Promise<Version> {
    return this.answer(() => ({ fields: structuredClone(this.fields), etag: this.etag }));
  }
  /** A colleague saves. */
  write(fields: Fields): void {
    this.fields = fields;
    ++this.version;
  }
}

export function open(server: FakeServer, store = new MemoryStore(), story = "17") {
  const screen = { fields: structuredClone(server.fields), said: null as Said | null, conflicts: [] as Conflict[], merges: [] as Merged[], created: [] as string[], adopted: 0, rejected: {} as Rejected };
  const saver = new StorySaver(
    {
      person: "a@example.org", tab: "t1", transport: server, local: store, current: () => screen.fields,
      events: {
        said: (said) => (screen.said = said),
        conflict: (conflict) => screen.conflicts.push(conflict),
        merged: (merged) => {
          screen.merges.push(merged);
          screen.fields = merged.merged;
        },
        created: (id) => screen.created.push(id),
        rejected: (rejected) => (screen.rejected = rejected),
        slug: (slug, sent) => {
          if (screen.fields.slug === sent) screen.fields = { ...screen.fields, slug };
        },
        adopted: (fields) => {
          screen.fields = fields;
          ++screen.adopted;
        },
      },
    },
    story,
    structuredClone(server.fields),
    `"${server.version}"`,
  );
  const type = (text: string): void => {
    screen.fields = withText(text, screen.fields);
    saver.edited();
  };
  return { saver, screen, store, type };
}
