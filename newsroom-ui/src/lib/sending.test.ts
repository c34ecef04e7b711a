// SPDX-License-Identifier: GPL-3.0-or-later
// @vitest-environment jsdom
// Checks what a form knows of what it sent.
import { expect, test } from "vitest";

import { ApiError } from "./api";
import { setLanguage } from "./i18n.svelte";
import { Sending } from "./sending.svelte";

const refusal = (errors: object[]): ApiError => new ApiError(422, { type: "about:blank", title: "No", status: 422, code: "invalid", detail: "No.", errors } as never, null);

test("one thing is on its way at a time", async () => {
  const sending = new Sending();
  let end: () => void = () => {};
  let runs = 0;
  const first = sending.run(() => new Promise((resolve) => ((runs += 1), (end = resolve))));
  expect(sending.busy).toBe(true);
  await sending.run(async () => void (runs += 1));
  end();
  await first;
  expect([runs, sending.busy, sending.problem, sending.general]).toEqual([1, false, null, ""]);
});

test("what is wrong stands at its field, or in general where no field is named", async () => {
  await setLanguage("en");
  const sending = new Sending();
  await sending.run(() => Promise.reject(refusal([{ pointer: "/topics/0", detail: "is not known", code: "invalid" }])));
  expect(sending.fieldError("/topics")).not.toBeNull();
  expect(sending.fieldError("/topic")).toBeNull();
  expect(sending.general).toBe("");
  await sending.run(() => Promise.reject(refusal([])));
  expect(sending.fieldError("/topics")).toBeNull();
  expect(sending.general).not.toBe("");
  await sending.run(() => Promise.resolve());
  expect(sending.general).toBe("");
});
