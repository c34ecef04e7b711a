// SPDX-License-Identifier: GPL-3.0-or-later
// People at work in the newsroom's UI: each in a browser of their own, signed in by the link that the command line prints.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), "../node_modules");
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");

export const password = "heron over quiet water";

/** The link of `user add`, or of `user link` for somebody who is there. */
export function linkFor(site, email, { name = "Ann Lee", role = "admin", add = true } = {}) {
  const words = add ? ["add", email, "--name", name, "--role", role] : ["link", email];
  return execFileSync(process.env.STOPPRESS_BINARY, ["user", ...words, "--site", site.folder], { encoding: "utf8", env: { ...process.env, STOPPRESS_SITE_URL: site.url } }).trim();
}

/** A page in a browser of its own. `problems` is what its console complains of, but for answers that a test means to get. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && !/Failed to load resource/.test(message.text()) && page.problems.push(message.text()));
  page.on("pageerror", (error) => page.problems.push(String(error)));
  return page;
}

/** Adds somebody, signs them in by their link, and gives them `password`: their page, which shows the stories. */
export async function signedIn(browser, site, email, { name, role, options } = {}) {
  const page = await newPage(browser, options);
  await page.goto(linkFor(site, email, { name, role }));
  await page.locator('input[autocomplete="new-password"]').fill(password);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL("**/newsroom/stories");
  return page;
}

/** The code of an authenticator app at this time (RFC 6238). */
export function totp(secret, at = Date.now(), step = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/=+$/, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000) + step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Fails with what axe finds on the page as it stands, once no colour is on its way to another. */
export async function findsNothing(page, where) {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished)));
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 200)} (${node.failureSummary})`).join(" | ")}`));
  assert.deepEqual(found, [], where);
}
