// SPDX-License-Identifier: GPL-3.0-or-later
import { beforeAll, expect, test, vi } from "vitest";

let match: (pattern: string, path: string) => Record<string, string> | null;

beforeAll(async () => {
  vi.stubGlobal("location", { pathname: "/newsroom/stories/17/", search: "?q=a", hash: "" });
  ({ match } = await import("./router.svelte"));
});

test("a pattern takes paths of its own shape alone", () => {
  expect(match("/stories/{id}", "/stories/17")).toEqual({ id: "17" });
  expect(match("/stories/{id}", "/stories")).toBeNull();
  expect(match("/stories/{id}", "/stories/17/more")).toBeNull();
  expect(match("/stories/new", "/stories/new")).toEqual({});
  expect(match("/stories", "/people")).toBeNull();
});
