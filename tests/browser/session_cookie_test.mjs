// SPDX-License-Identifier: GPL-3.0-or-later
// A real browser keeps the newsroom's cookie on http://127.0.0.1, hides it from scripts, sends it back, and says with every change which page it comes from.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

let browser;
let site;

before(async () => {
  browser = await launch();
  site = await Site.start();
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const link = (...words) =>
  execFileSync(process.env.STOPPRESS_BINARY, ["user", ...words, "--site", site.folder], { encoding: "utf8", env: { ...process.env, STOPPRESS_SITE_URL: site.url } }).trim();

/** What the page at hand gets to see of one request below /api/v1. */
const ask = (page, method, target, body) =>
  page.evaluate(
    async ([method, target, body]) => {
      const answer = await fetch(target, { method, body: body && JSON.stringify(body), headers: body ? { "content-type": "application/json" } : {}, credentials: "include" });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    },
    [method, target, body],
  );

test("signing in, staying in, changing something and signing out work on http://127.0.0.1", async () => {
  const address = link("add", "ann@example.org", "--name", "Ann Lee", "--role", "editor");
  assert.ok(address.startsWith(`${site.url}/newsroom/sign-in#`), address);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  const secret = new URL(address).hash.slice(1);
  assert.equal((await ask(page, "POST", "/api/v1/session/link", { link: secret })).status, 200);
  const cookies = await context.cookies();  // of all addresses: asked for one of http, the test library would leave secure ones out
  const cookie = cookies.find(({ name }) => name === "__Host-stoppress");
  assert.ok(cookie, "the browser kept no cookie");
  assert.deepEqual([cookie.secure, cookie.httpOnly, cookie.sameSite, cookie.path], [true, true, "Lax", "/"]);
  assert.equal(await page.evaluate(() => document.cookie), "", "scripts see nothing of it");
  assert.equal((await ask(page, "GET", "/api/v1/session")).body.person.email, "ann@example.org");
  assert.equal((await ask(page, "POST", "/api/v1/stories", { headline: "Written in a browser" })).status, 201);
  assert.equal((await ask(page, "PUT", "/api/v1/me/password", { password: "heron over quiet water" })).status, 204);
  await page.reload();
  assert.equal((await ask(page, "GET", "/api/v1/session")).status, 200);
  assert.equal((await ask(page, "DELETE", "/api/v1/session")).status, 204);
  assert.equal((await context.cookies()).length, 0);
  assert.equal((await ask(page, "GET", "/api/v1/session")).status, 401);
  assert.equal((await ask(page, "POST", "/api/v1/session", { email: "ann@example.org", password: "heron over quiet water" })).status, 200);
  await context.close();
});

test("another site's page can neither read with somebody's cookie nor change anything", async () => {
  const other = await Site.start();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  const secret = new URL(link("add", "bo@example.org", "--name", "Bo Ek", "--role", "admin")).hash.slice(1);
  assert.equal((await ask(page, "POST", "/api/v1/session/link", { link: secret })).status, 200);
  // localhost is another site to the browser, though the same machine.
  const elsewhere = other.url.replace("127.0.0.1", "localhost");
  await page.goto(`${elsewhere}/`);
  const seen = [];
  page.on("response", (response) => seen.push([response.request().method(), response.status()]));
  await page.evaluate(async (target) => {
    for (const [method, path] of [["POST", "/api/v1/me/second-factor"], ["POST", "/api/v1/session/link"], ["GET", "/api/v1/people"]]) {
      await fetch(target + path, { method, mode: "no-cors", credentials: "include", ...(method === "POST" ? { body: "{}" } : {}) }).catch(() => {});
    }
  }, site.url);
  assert.ok(seen.filter(([method]) => method === "POST").every(([, status]) => status >= 400), JSON.stringify(seen));
  await page.goto(`${site.url}/`);
  assert.equal((await ask(page, "GET", "/api/v1/session")).body.has_second_factor, false);
  await assert.rejects(async () => {
    await page.goto(`${elsewhere}/`);
    await ask(page, "GET", `${site.url}/api/v1/session`);
  });
  await context.close();
  await other.stop();
});
