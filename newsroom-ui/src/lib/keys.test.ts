// SPDX-License-Identifier: GPL-3.0-or-later
// Checks which shortcut a key press means on several keyboard layouts.
import { expect, test } from "vitest";

import { keyOf } from "./keys";

const press = (key: string, code: string, shiftKey = false): string => keyOf({ key, code, shiftKey });

test("a Latin layout says itself which letter a key is", () => {
  expect(press("j", "KeyJ")).toBe("j");
  expect(press("J", "KeyJ", true)).toBe("j");
  expect(press("j", "KeyC"), "Dvorak").toBe("j");
  expect(press("?", "Minus", true), "QWERTZ").toBe("?");
});

test("on other layouts the place of the key decides", () => {
  expect(press("ت", "KeyJ"), "Persian").toBe("j");
  expect(press("ن", "KeyK"), "Persian").toBe("k");
  expect(press("ط", "KeyX"), "Persian").toBe("x");
  expect(press("س", "KeyS"), "Persian").toBe("s");
  expect(press("؟", "Slash", true), "Persian").toBe("?");
  expect(press("ظ", "Slash"), "Arabic").toBe("/");
  expect(press("о", "KeyJ"), "Russian").toBe("j");
  expect(press("۲", "Digit2"), "Persian").toBe("2");
});

test("keys with names keep them", () => {
  expect(press("Enter", "Enter")).toBe("Enter");
  expect(press("Escape", "Escape")).toBe("Escape");
});
