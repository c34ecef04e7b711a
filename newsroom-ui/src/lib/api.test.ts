// SPDX-License-Identifier: GPL-3.0-or-later
// Proves what is tried again and what is not, and that a problem keeps its fields.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { address, ApiError, get, listen, post, request, stallPatience, upload } from "./api";

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ...headers } });

/** Lets the pauses between attempts pass. */
async function passing<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {});
  await vi.runAllTimersAsync();
  return asked;
}

let answers: (() => Response)[];
let asked: [string, RequestInit][];

beforeEach(() => {
  answers = [];
  asked = [];
  vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
    asked.push([url, options]);
    const next = answers.shift();
    if (!next) {
      throw new TypeError("network");
    }
    return next();
  });
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  listen({ reached: () => {}, signedOut: () => {} });
});

test("a query leaves out what is not given", () => {
  expect(address("/stories", { q: "a b", status: null, owner: "", limit: 100 })).toBe("/api/v1/stories?q=a+b&limit=100");
});

test("reading is tried again where the network failed, and the ETag is handed on", async () => {
  answers = [
    () => {
      throw new TypeError("network");
    },
    () => json(200, { id: 1 }, { ETag: '"3"' }),
  ];
  expect(await passing(request("GET", "/stories/1"))).toEqual({ data: { id: 1 }, etag: '"3"', status: 200 });
});

const keyOf = (at: number): string | null => (asked[at]![1].headers as Headers).get("Idempotency-Key");
const unknown = (): Response => json(504, { type: "outcome-unknown", title: "Outcome Unknown", status: 504 });

test("a change without a key is never repeated where it may have arrived", async () => {
  const reached = vi.fn();
  listen({ reached });
  for (const [method, path] of [["PATCH", "/stories/1"], ["PUT", "/topics/a"], ["DELETE", "/tokens/a"], ["POST", "/session"], ["POST", "/me/passkeys/challenge"]] as const) {
    asked = [];
    await expect(request(method, path, {})).rejects.toMatchObject({ status: 0, offline: true });
    expect(asked).toHaveLength(1);
    expect(keyOf(0)).toBeNull();
  }
  expect(reached).toHaveBeenCalledWith(false);
});

test("what makes something is repeated with the same key where it may have arrived", async () => {
  answers = [
    () => {
      throw new TypeError("network");
    },
    unknown,
    () => json(409, { type: "idempotency-key-in-use", title: "In use", status: 409 }, { "Retry-After": "1" }),
    () => json(201, { id: 2 }),
  ];
  expect(await passing(post("/stories", { headline: "a" }))).toEqual({ id: 2 });
  expect(keyOf(0)).toMatch(/^"[0-9a-f]{32}"$/);
  expect(new Set([0, 1, 2, 3].map(keyOf)).size).toBe(1);
});

test("pressing again while the outcome is not known sends the same key, and afterwards a new one", async () => {
  await expect(passing(post("/stories/1/notes", { text: "a" }))).rejects.toMatchObject({ status: 0 });
  const first = keyOf(0);
  expect(asked).toHaveLength(3);
  answers = [() => json(201, { number: 1 }), () => json(201, { number: 2 })];
  await post("/stories/1/notes", { text: "a" });
  expect(keyOf(3)).toBe(first);
  await post("/stories/1/notes", { text: "a" });
  expect(keyOf(4)).not.toBe(first);
});

test("a session that ended in between leaves the outcome open; a refusal does not", async () => {
  await expect(passing(post("/stories/1/notes", { text: "b" }))).rejects.toMatchObject({ status: 0 });
  const first = keyOf(0);
  answers = [() => json(401, { title: "No", status: 401 }), () => json(422, { title: "Invalid", status: 422 }), () => json(201, {})];
  await expect(post("/stories/1/notes", { text: "b" })).rejects.toMatchObject({ status: 401 });
  await expect(post("/stories/1/notes", { text: "b" })).rejects.toMatchObject({ status: 422 });
  expect([keyOf(3), keyOf(4)]).toEqual([first, first]);
  await post("/stories/1/notes", { text: "b" });
  expect(keyOf(5)).not.toBe(first);
});

test("an outcome that stays unknown is told as such in the end", async () => {
  answers = Array.from({ length: 100 }, () => unknown);
  await expect(passing(post("/stories/1/notes", { text: "c" }))).rejects.toMatchObject({ status: 504, unknown: true });
  expect(asked.length).toBeGreaterThan(10);
});

test("writing is repeated where the server says that it was too busy to do it", async () => {
  answers = [() => json(503, { title: "Busy", status: 503 }, { "Retry-After": "1" }), () => json(201, { id: 2 })];
  expect(await passing(post("/stories", {}))).toEqual({ id: 2 });
});

test("a problem names its fields", async () => {
  answers = [() => json(422, { title: "Invalid", status: 422, detail: "Two fields are wrong.", errors: [{ pointer: "/name", detail: "is missing" }] })];
  const error = await post("/people", {}).catch((wrong: unknown) => wrong);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).field("/name")).toBe("is missing");
  expect((error as ApiError).field("/email")).toBeNull();
  expect((error as ApiError).message).toBe("Two fields are wrong.");
});

test("a session that ended is told, but a wrong password is not taken for one", async () => {
  const signedOut = vi.fn();
  listen({ signedOut });
  answers = [() => json(401, { title: "No", status: 401 }), () => json(401, { title: "No", status: 401 })];
  await post("/session", {}).catch(() => {});
  expect(signedOut).not.toHaveBeenCalled();
  await get("/stories").catch(() => {});
  expect(signedOut).toHaveBeenCalledOnce();
});

/** As a browser's, driven by the test. */
class Sender {
  static last: Sender;
  static sent: Sender[] = [];
  status = 0;
  statusText = "";
  response: unknown = null;
  responseType = "";
  headers: Record<string, string> = {};
  upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void; onload?: () => void } = {};
  onprogress?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  onload?: () => void;
  onloadend?: () => void;
  open(): void {}
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  getResponseHeader(): string | null {
    return null;
  }
  send(): void {
    Sender.last = this;
    Sender.sent.push(this);
  }
  abort(): void {
    this.onabort?.();
    this.onloadend?.();
  }
  answer(status: number, response: unknown): void {
    this.status = status;
    this.response = response;
    this.onload?.();
    this.onloadend?.();
  }
  fail(): void {
    this.onerror?.();
    this.onloadend?.();
  }
}

test("an upload goes on as long as it moves, and is repeated with its key where the connection broke", async () => {
  vi.stubGlobal("XMLHttpRequest", Sender);
  Sender.sent = [];
  const shares: number[] = [];
  const sent = upload("/media", new Blob(["12345"]), {}, (share) => shares.push(share));
  for (let i = 1; i <= 4; ++i) {
    await vi.advanceTimersByTimeAsync(stallPatience - 1000);
    Sender.last.upload.onprogress?.({ lengthComputable: true, loaded: i, total: 4 });
  }
  Sender.last.fail();
  await vi.advanceTimersByTimeAsync(1000);
  expect(Sender.sent).toHaveLength(2);
  expect(Sender.sent[1]!.headers["Idempotency-Key"]).toBe(Sender.sent[0]!.headers["Idempotency-Key"]);
  Sender.last.answer(201, { id: 3 });
  expect(await sent).toEqual({ id: 3 });
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
});

test("an upload that has stalled ends with a reason", async () => {
  vi.stubGlobal("XMLHttpRequest", Sender);
  Sender.sent = [];
  const sent = upload("/media", new Blob(["12345"]), {}, () => {});
  const failed = expect(sent).rejects.toMatchObject({ status: 0, problem: { type: "stalled" } });
  await vi.advanceTimersByTimeAsync(stallPatience + 1);
  await failed;
  expect(Sender.sent).toHaveLength(1);
});
