// SPDX-License-Identifier: GPL-3.0-or-later
// Proves what is tried again and what is not, and that a problem keeps its fields.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { address, ApiError, get, listen, post, request } from "./api";

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

test("writing is never repeated where it may have arrived", async () => {
  const reached = vi.fn();
  listen({ reached });
  await expect(post("/stories", {})).rejects.toMatchObject({ status: 0, offline: true });
  expect(asked).toHaveLength(1);
  expect(reached).toHaveBeenCalledWith(false);
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
