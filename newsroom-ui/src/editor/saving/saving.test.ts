// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that was typed is lost, and what is said of it is true: with a clock that we set and a server that fails as it likes.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Fields } from "./fields";
import { patchOf } from "./fields";
import type { LocalCopy, LocalStore } from "./local";
import { Autosave, pace } from "./machine";
import { Refusal, StorySaver, type Conflict, type Merged, type Rejected, type Said, type Transport, type Version } from "./saver";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const empty: Fields = {
  kind: "article", slug: "s", headline: "H", standfirst: "", section: null, topics: [], authors: [], language: "en", lead_image: null, translation_key: null,
  body: { blocks: [] },
};
const withText = (text: string, fields = empty, ...more: string[]): Fields => ({ ...fields, body: { blocks: [text, ...more].map((one) => ({ type: "paragraph", content: [{ text: one }] })) } });
const textOf = (fields: Fields): string => {
  const block = fields.body.blocks[0];
  return block?.type === "paragraph" ? (block.content ?? []).map((run) => ("text" in run ? run.text : "")).join("") : "";
};

describe("the machine", () => {
  test("keeps what was typed after a quarter of a second and sends it when typing pauses", () => {
    const machine = new Autosave();
    machine.edited(0);
    expect(machine.due(pace.keep - 1)).toEqual([]);
    expect(machine.due(pace.keep)).toEqual([{ type: "keep", seq: 1 }]);
    machine.kept(1);
    expect(machine.due(pace.sendPause - 1)).toEqual([]);
    expect(machine.due(pace.sendPause)).toEqual([{ type: "send", seq: 1 }]);
    expect(machine.state).toBe("saving");
    machine.sent(1);
    expect(machine.state).toBe("saved");
    expect(machine.due(pace.sendPause)).toEqual([{ type: "forget", seq: 1 }]);
    expect(machine.next()).toBeNull();
  });

  test("sends within a second and a half though typing goes on", () => {
    const machine = new Autosave();
    let sentAt: number | null = null;
    for (let now = 0; now < 3000 && sentAt === null; now += 50) {
      machine.edited(now);
      for (const command of machine.due(now)) {
        if (command.type === "keep") machine.kept(command.seq);
        if (command.type === "send") sentAt = now;
      }
    }
    expect(sentAt).toBe(pace.sendAtMost);
  });

  test("says that it is kept here only once the server cannot be reached, and tries ever more slowly", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(300).forEach((command) => machine.kept(command.seq));
    const waits: number[] = [];
    let now = 1000;
    for (let i = 0; i < 6; ++i) {
      expect(machine.due(now)).toEqual([{ type: "send", seq: 1 }]);
      machine.failed("offline", now);
      expect(machine.state).toBe("kept");
      waits.push(machine.next()! - now);
      now = machine.next()!;
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    machine.retry(now - 10_000);
    expect(machine.due(now - 10_000)).toEqual([{ type: "send", seq: 1 }]);
  });

  test("says that it is kept nowhere where the browser's database fails too", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(300);
    machine.keepFailed(300);
    machine.due(1000);
    machine.failed("offline", 1000);
    expect(machine.state).toBe("unkept");
    expect(machine.due(300 + pace.retryFirst).map((command) => command.type)).toContain("keep");
  });

  test("sends nothing while a conflict is open, but goes on keeping", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(1000).forEach((command) => command.type === "keep" && machine.kept(command.seq));
    machine.failed("conflict", 1000);
    machine.edited(1100);
    expect(machine.due(60_000).map((command) => command.type)).toEqual(["keep"]);
    machine.kept(2);
    machine.retry(60_000);
    expect(machine.due(60_000)).toEqual([{ type: "send", seq: 2 }]);
  });

  test("what the server refuses is not sent again until it is changed", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(1000).forEach((command) => command.type === "keep" && machine.kept(command.seq));
    machine.failed("refused", 1000);
    expect(machine.due(100_000)).toEqual([]);
    machine.edited(100_000);
    expect(machine.due(102_000).map((command) => command.type)).toContain("send");
  });
});

class MemoryStore implements LocalStore<Fields> {
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
class FakeServer implements Transport {
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

function open(server: FakeServer, store = new MemoryStore(), story = "17") {
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

describe("a story that is open", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("shows the slug that the server made of the headline, and sends none of its own", async () => {
    const server = new FakeServer();
    server.makesSlugs = true;
    const { saver, screen } = open(server);
    screen.fields = { ...screen.fields, headline: "CITY" };
    saver.edited();
    await vi.advanceTimersByTimeAsync(5000);
    expect(screen.fields.slug).toBe("city");
    expect(patchOf(saver.served, screen.fields)).toEqual({});
    // Its answer is lost: that another slug is there is no conflict.
    server.loseAnswers = true;
    screen.fields = { ...screen.fields, headline: "CITY COUNCIL" };
    saver.edited();
    await vi.advanceTimersByTimeAsync(5000);
    server.loseAnswers = false;
    saver.retry();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.conflicts).toEqual([]);
    expect(screen.fields.slug).toBe("city council");
    expect(server.fields.headline).toBe("CITY COUNCIL");
  });

  test("that is new is made once, with the words that were sent first, and then has those written since", async () => {
    const server = new FakeServer();
    server.fields = structuredClone(empty);
    let first: Fields | null = null;
    let made = 0;
    // As over the API: the same words with the same key until there is an answer.
    server.create = async (fields) => {
      first ??= structuredClone(fields);
      if (made++ === 0) {
        server.fields = structuredClone(first);
        throw new Refusal("offline", "the answer was lost");
      }
      return { story: "17", etag: '"1"', created: first };
    };
    const { screen, type } = open(server, new MemoryStore(), "new:t1");
    type("one");
    await vi.advanceTimersByTimeAsync(1500);
    type("one and two");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.created).toEqual(["17"]);
    expect(textOf(server.fields)).toBe("one and two");
    expect(screen.said).toMatchObject({ state: "saved", trouble: null });
  });

  test("is on the server two seconds after the last word, and the local copy is gone", async () => {
    const server = new FakeServer();
    const { screen, store, type } = open(server);
    type("one");
    await vi.advanceTimersByTimeAsync(300);
    expect(store.copies.size).toBe(1);
    expect(screen.said?.state).toBe("saving");
    await vi.advanceTimersByTimeAsync(1700);
    expect(textOf(server.fields)).toBe("one");
    expect(screen.said).toMatchObject({ state: "saved", trouble: null });
    expect(store.copies.size).toBe(0);
  });

  test("is kept here while the network is gone, and sent when it is back", async () => {
    const server = new FakeServer();
    const { saver, screen, store, type } = open(server);
    server.up = false;
    type("one");
    await vi.advanceTimersByTimeAsync(5000);
    expect(screen.said).toMatchObject({ state: "kept", trouble: "offline" });
    expect(textOf([...store.copies.values()][0]!.fields)).toBe("one");
    server.up = true;
    saver.retry();
    await vi.advanceTimersByTimeAsync(100);
    expect(textOf(server.fields)).toBe("one");
    expect(screen.said?.state).toBe("saved");
  });

  test("takes its own save for its own where the answer was lost", async () => {
    const server = new FakeServer();
    const { screen, type } = open(server);
    server.loseAnswers = true;
    type("one");
    await vi.advanceTimersByTimeAsync(1500);
    server.loseAnswers = false;
    type("one two");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(screen.conflicts).toEqual([]);
    expect(textOf(server.fields)).toBe("one two");
    expect(screen.said?.state).toBe("saved");
  });

  test("takes in what somebody else changed in another paragraph, and saves both", async () => {
    const server = new FakeServer();
    server.fields = withText("Old first paragraph.", empty, "Old last one.");
    const { saver, screen } = open(server);
    server.write({ ...withText("Old first paragraph.", empty, "New last one."), standfirst: "theirs" });
    screen.fields = withText("New first paragraph.", screen.fields, "Old last one.");
    saver.edited();
    await vi.advanceTimersByTimeAsync(3000);
    expect(screen.conflicts).toEqual([]);
    expect(screen.merges).toHaveLength(1);
    expect(server.fields).toEqual({ ...withText("New first paragraph.", empty, "New last one."), standfirst: "theirs" });
    expect(screen.fields).toEqual(server.fields);
    expect(screen.said?.state).toBe("saved");
  });

  test("shows both versions where somebody else was first, and loses neither", async () => {
    const server = new FakeServer();
    server.fields = withText("old");
    const { saver, screen, store, type } = open(server);
    server.write(withText("theirs"));
    type("mine");
    await vi.advanceTimersByTimeAsync(3000);
    expect(screen.conflicts).toHaveLength(1);
    expect(textOf(screen.conflicts[0]!.theirs)).toBe("theirs");
    expect(textOf(screen.conflicts[0]!.mine)).toBe("mine");
    expect(screen.said).toMatchObject({ state: "kept", trouble: "conflict" });
    expect(textOf(server.fields)).toBe("theirs");
    expect(textOf([...store.copies.values()][0]!.fields)).toBe("mine");
    screen.fields = withText("theirs and mine");
    saver.settle(screen.conflicts[0]!.theirs, screen.conflicts[0]!.etag);
    await vi.advanceTimersByTimeAsync(3000);
    expect(textOf(server.fields)).toBe("theirs and mine");
    expect(screen.said?.state).toBe("saved");
  });

  test("goes on after the tab was killed while its words were under way, and takes them for its own", async () => {
    const server = new FakeServer();
    const { saver, store, type } = open(server);
    type("one");
    await vi.advanceTimersByTimeAsync(400);
    type("one two");
    await vi.advanceTimersByTimeAsync(815); // sent, saved, not answered yet
    type("one two three");
    await vi.advanceTimersByTimeAsync(pace.keep);
    const copy = structuredClone([...store.copies.values()][0]!);
    saver.stop();
    server.fields = withText("one two");
    server.version = 2;
    const conflicts: Conflict[] = [];
    const again = new StorySaver(
      {
        person: "a@example.org", tab: "t2", transport: server, local: store, current: () => withText("one two three"),
        events: { said: () => {}, conflict: (conflict) => conflicts.push(conflict), merged: () => {}, created: () => {}, rejected: () => {}, slug: () => {}, adopted: () => {} },
      },
      "17", copy.base, `"1"`, withText("one two"),
    );
    expect(textOf(copy.fields)).toBe("one two three");
    again.edited();
    await vi.advanceTimersByTimeAsync(5000);
    expect(conflicts).toEqual([]);
    expect(textOf(server.fields)).toBe("one two three");
  });

  test("asks nobody where the other version says the same", async () => {
    const server = new FakeServer();
    const { screen, type } = open(server);
    server.write({ ...server.fields });
    type("mine");
    await vi.advanceTimersByTimeAsync(3000);
    expect(screen.conflicts).toEqual([]);
    expect(textOf(server.fields)).toBe("mine");
  });

  test("waits for whoever has to sign in again", async () => {
    const server = new FakeServer();
    const { saver, screen, type } = open(server);
    server.refusal = new Refusal("session", "signed out");
    type("one");
    await vi.advanceTimersByTimeAsync(3000);
    expect(screen.said).toMatchObject({ state: "kept", trouble: "session" });
    server.refusal = null;
    saver.retry();
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.said?.state).toBe("saved");
  });

  test("keeps a field that the server does not take, says why, and saves the rest", async () => {
    const server = new FakeServer();
    const { saver, screen, type } = open(server);
    screen.fields = { ...screen.fields, slug: "taken" };
    saver.edited();
    await vi.advanceTimersByTimeAsync(2000);
    expect(screen.rejected).toEqual({ slug: "is taken" });
    expect(saver.served.slug).toBe("s");
    screen.fields = { ...screen.fields, slug: "s" };
    type("one");
    await vi.advanceTimersByTimeAsync(2000);
    expect(screen.rejected).toEqual({});
    expect(textOf(server.fields)).toBe("one");
  });

  test("is made on the server with its first words", async () => {
    const server = new FakeServer();
    const { screen, store, type } = open(server, new MemoryStore(), "new:t1");
    type("first");
    await vi.advanceTimersByTimeAsync(2000);
    expect(screen.created).toEqual(["17"]);
    type("first words");
    await vi.advanceTimersByTimeAsync(2000);
    expect(textOf(server.fields)).toBe("first words");
    expect(store.copies.size).toBe(0);
  });

  test("takes over what another tab saved where nothing is open here", async () => {
    const server = new FakeServer();
    const { saver, screen } = open(server);
    server.write(withText("other tab"));
    const refreshed = saver.refresh();
    await vi.advanceTimersByTimeAsync(100);
    await refreshed;
    expect(screen.adopted).toBe(1);
    expect(textOf(screen.fields)).toBe("other tab");
  });

  test("an answer that was read before something was typed and saved does not bring the old words back", async () => {
    const server = new FakeServer();
    const { saver, screen, type } = open(server);
    // Read at once, and delivered only after the save.
    const old: Version = { fields: structuredClone(server.fields), etag: '"1"' };
    let deliver: (version: Version) => void = () => {};
    server.read = () => new Promise<Version>((resolve) => (deliver = resolve));
    server.write(withText("a colleague's"));
    await Promise.resolve();
    const colleagues: Version = { fields: structuredClone(server.fields), etag: '"2"' };
    let refreshed = saver.refresh();
    deliver(colleagues);
    await refreshed;
    expect(textOf(screen.fields)).toBe("a colleague's");
    for (const late of [old, colleagues]) {
      const words = `mine after ${late.etag}`;
      refreshed = saver.refresh();
      type(words);
      await vi.advanceTimersByTimeAsync(3000);
      expect(textOf(server.fields)).toBe(words);
      expect(saver.clean).toBe(true);
      deliver(late);
      await refreshed;
      expect(textOf(screen.fields)).toBe(words);
    }
    type("and the next is taken as well");
    await vi.advanceTimersByTimeAsync(3000);
    expect(textOf(server.fields)).toBe("and the next is taken as well");
    expect(screen.conflicts).toEqual([]);
  });

  test("an answer that was read before something else was done with it is not taken up", async () => {
    const server = new FakeServer();
    const { saver, screen } = open(server);
    const old: Version = { fields: structuredClone(server.fields), etag: '"0"' };
    let deliver: (version: Version) => void = () => {};
    server.read = () => new Promise<Version>((resolve) => (deliver = resolve));
    const refreshed = saver.refresh();
    await saver.exclusively(() => Promise.resolve({ fields: withText("restored"), etag: '"7"' }));
    deliver(old);
    await refreshed;
    expect(screen.adopted).toBe(0);
    expect(saver.etag).toBe('"7"');
  });

  test("sends nothing while something else is done with it, and goes on from the version that this made", async () => {
    const server = new FakeServer();
    const { saver, screen, store, type } = open(server);
    type("one");
    const flushed = saver.flush();
    await vi.advanceTimersByTimeAsync(100);
    expect(await flushed).toBe(true);
    let finish: () => void = () => {};
    const published = saver.exclusively(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      ++server.version;
      return { fields: structuredClone(server.fields), etag: `"${server.version}"` };
    });
    type("one two");
    const before = server.requests;
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.requests).toBe(before);
    expect(textOf([...store.copies.values()][0]!.fields)).toBe("one two");
    finish();
    await published;
    await vi.advanceTimersByTimeAsync(3000);
    expect(textOf(server.fields)).toBe("one two");
    expect(screen.conflicts).toEqual([]);
  });

  test("whatever happens, a crash loses nothing older than half a second, and on a good network the server has all but two seconds", async () => {
    const event = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant("type" as const), wait: fc.integer({ min: 0, max: 900 }) }) },
      fc.record({ kind: fc.constantFrom("down", "up", "lose", "sign out", "sign in", "busy"), wait: fc.integer({ min: 0, max: 4000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 30 }), async (events) => {
        const server = new FakeServer();
        const { saver, screen, store, type } = open(server);
        let typed = 0;
        const typedAt: number[] = [Date.now()];
        let goodSince = Date.now();
        for (const { kind, wait } of events) {
          if (kind === "type") {
            type("x".repeat(++typed));
            typedAt[typed] = Date.now();
          } else {
            if (kind === "down") server.up = false;
            if (kind === "up") server.up = true;
            if (kind === "lose") server.loseAnswers = !server.loseAnswers;
            if (kind === "sign out") server.refusal = new Refusal("session", "signed out");
            if (kind === "busy") server.refusal = new Refusal("busy", "busy", 2000);
            if (kind === "sign in") server.refusal = null;
            goodSince = Date.now();
            if (server.up && !server.refusal && !server.loseAnswers) saver.retry();
          }
          await vi.advanceTimersByTimeAsync(wait);
          // The tab dies here: what is left is the local store and the server.
          const copy = [...store.copies.values()][0];
          const left = Math.max(textOf(server.fields).length, copy ? textOf(copy.fields).length : 0);
          for (let n = left + 1; n <= typed; ++n) expect(Date.now() - typedAt[n]!).toBeLessThanOrEqual(500);
          if (screen.said?.state === "saved") expect(textOf(server.fields).length).toBe(typed);
          const good = server.up && !server.refusal && !server.loseAnswers && Date.now() - goodSince > 4000;
          if (good) for (let n = textOf(server.fields).length + 1; n <= typed; ++n) expect(Date.now() - typedAt[n]!).toBeLessThanOrEqual(2000);
        }
        expect(screen.conflicts).toEqual([]);
        saver.stop();
      }),
      { numRuns: 300 },
    );
  });
});

test("only what differs is sent, and a story's headline is never emptied", () => {
  expect(patchOf(empty, { ...empty, standfirst: " a  b ", headline: " " })).toEqual({ standfirst: " a  b " });
  expect(patchOf({ ...empty, section: "city" }, empty)).toEqual({ section: null });
  expect(patchOf(empty, withText("a "))).toEqual({ body: { format: "document", content: { blocks: [{ type: "paragraph", content: [{ text: "a" }] }] } } });
  expect(patchOf(withText("a"), withText(" a "))).toEqual({});
});
