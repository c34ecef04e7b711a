// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that was typed is lost, and what is said of it is true: with a clock that we set and a server that fails as it likes.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Fields } from "./fields";
import { patchOf } from "./fields";
import { pace } from "./machine";
import { Refusal, StorySaver, type Conflict, type Version } from "./saver";
import { FakeServer, MemoryStore, empty, open, textOf, withText } from "./testing";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

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

  test("takes its own save for its own where the answer was lost and somebody else wrote on in another paragraph", async () => {
    const server = new FakeServer();
    server.fields = withText("First", empty, "Second");
    const { saver, screen } = open(server);
    const write = (first: string): void => {
      screen.fields = withText(first, screen.fields, "Second");
      saver.edited();
    };
    server.loseAnswers = true;
    write("First one");
    await vi.advanceTimersByTimeAsync(1500);
    expect(textOf(server.fields)).toBe("First one");
    server.loseAnswers = false;
    server.write(withText("First one", server.fields, "Second, theirs"));
    write("First one two");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(screen.conflicts).toEqual([]);
    expect(server.fields).toEqual(withText("First one two", empty, "Second, theirs"));
    expect(screen.fields).toEqual(server.fields);
  });

  test("asks where a save of its own may have arrived and the same words are others now", async () => {
    const server = new FakeServer();
    server.fields = withText("First", empty, "Second");
    const { saver, screen } = open(server);
    server.up = false;
    screen.fields = withText("First one", screen.fields, "Second");
    saver.edited();
    await vi.advanceTimersByTimeAsync(1500);
    server.up = true;
    server.write(withText("First, theirs", server.fields, "Second"));
    saver.retry();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(screen.conflicts).toHaveLength(1);
    expect(textOf(screen.conflicts[0]!.base)).toBe("First");
    expect(textOf(server.fields)).toBe("First, theirs");
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
