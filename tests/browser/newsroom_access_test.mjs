// SPDX-License-Identifier: GPL-3.0-or-later
// Getting into the newsroom and staying in control of it: links, passwords, the second factor, sessions, people, tokens, the audit log.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, linkFor, newPage, password, signedIn, totp } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

let browser;
let site;
let admin;

before(async () => {
  browser = await launch();
  site = await Site.start();
  admin = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const dialog = (page) => page.getByRole("dialog");

/** Goes through the form of the sign-in page. */
async function signIn(page, email, word) {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(word);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a link signs in once, its secret leaves the address bar, and a weak password is refused with the reason", async () => {
  const page = await newPage(browser);
  const link = linkFor(site, "rosa@example.org", { name: "Rosa Parra", role: "reporter" });
  await page.goto(link);
  await page.getByRole("heading", { name: "Choose a password" }).waitFor();
  assert.equal(page.url(), `${site.url}/newsroom/sign-in`);
  const field = page.getByLabel("New password");
  await field.fill("short");
  await page.getByText("Too short", { exact: true }).waitFor();
  await field.fill("password123");
  await page.getByText("Weak", { exact: true }).waitFor();
  await field.fill("Parra2026");
  await page.getByText("Too similar to your name or email address", { exact: true }).waitFor();
  await field.fill("password123");
  await page.getByRole("button", { name: "Save password" }).click();
  await eventually(async () => (await field.getAttribute("aria-invalid")) === "true");
  await field.fill(password);
  await page.getByText("Strong", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Save password" }).click();
  await page.waitForURL("**/newsroom/stories");
  assert.deepEqual(page.problems, []);

  const other = await newPage(browser);
  await other.goto(link);
  await other.getByRole("alert").filter({ hasText: "This link was already used" }).waitFor();
  await page.context().close();
  await other.context().close();
});

test("who is not signed in is asked to, and then stands where they wanted to go", async () => {
  const page = await newPage(browser);
  await page.goto(`${site.url}/newsroom/account`);
  await page.waitForURL("**/newsroom/sign-in?to=%2Faccount");
  await signIn(page, "ann@example.org", "not the password");
  await page.getByRole("alert").filter({ hasText: "The email address or password is wrong." }).waitFor();
  await signIn(page, "nobody@example.org", "not the password");
  await page.getByRole("alert").filter({ hasText: "The email address or password is wrong." }).waitFor();
  await signIn(page, "ann@example.org", password);
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  assert.equal(page.url(), `${site.url}/newsroom/account`);
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.getByRole("heading", { name: "Sign in to the newsroom" }).waitFor();
  await page.context().close();
});

test("a person whom an admin adds gets in by the link that is shown, sees what their role may, and is out once disabled", async () => {
  await admin.goto(`${site.url}/newsroom/people`);
  await admin.getByRole("button", { name: "Add person" }).click();
  await dialog(admin).getByLabel("Name").fill("Tom Berg");
  await dialog(admin).getByLabel("Email address").fill("tom@example.org");
  await dialog(admin).getByLabel("Role").selectOption("contributor");
  await dialog(admin).getByRole("button", { name: "Add person" }).click();
  const link = await dialog(admin).getByLabel("Sign-in link").inputValue();
  assert.ok(link.startsWith(`${site.url}/newsroom/sign-in#`), link);
  await admin.keyboard.press("Escape");

  const tom = await newPage(browser);
  await tom.goto(link);
  await tom.getByRole("button", { name: "Not now" }).click();
  await tom.waitForURL("**/newsroom/stories");
  const navigation = tom.getByRole("navigation", { name: "Newsroom" });
  assert.equal(await navigation.getByRole("link", { name: "Audit log" }).count(), 0);
  await tom.goto(`${site.url}/newsroom/people`);
  await tom.getByRole("heading", { name: "Your role does not allow this" }).waitFor();

  await admin.getByRole("button", { name: "Actions for Tom Berg" }).click();
  await admin.getByRole("menuitem", { name: "Disable" }).click();
  await dialog(admin).getByRole("button", { name: "Disable" }).click();
  await admin.getByText("Tom Berg can no longer sign in.").first().waitFor();
  await tom.goto(`${site.url}/newsroom/stories`);
  await tom.getByRole("heading", { name: "Sign in to the newsroom" }).waitFor();
  assert.deepEqual(admin.problems, []);
  await tom.context().close();
});

test("the last admin is kept, and the reason is told where it was tried", async () => {
  await admin.goto(`${site.url}/newsroom/people`);
  await admin.getByRole("button", { name: "Actions for Ann Lee" }).click();
  await admin.getByRole("menuitem", { name: "Disable" }).click();
  await dialog(admin).getByRole("button", { name: "Disable" }).click();
  await eventually(async () => (await dialog(admin).getByRole("alert").textContent()) !== "");
  await admin.keyboard.press("Escape");
});

test("with a second factor a password alone opens nothing, and a recovery code does once", async () => {
  const page = await signedIn(browser, site, "ida@example.org", { name: "Ida Moe", role: "editor" });
  await page.goto(`${site.url}/newsroom/account`);
  await page.getByRole("button", { name: "Set up two-step verification" }).click();
  await dialog(page).getByRole("img", { name: "QR code" }).waitFor();
  const secret = await dialog(page).getByLabel("Secret").inputValue();
  await dialog(page).getByLabel("Code shown by the app").fill("000000");
  await dialog(page).getByRole("button", { name: "Turn on" }).click();
  await eventually(async () => (await dialog(page).getByLabel("Code shown by the app").getAttribute("aria-invalid")) === "true");
  await dialog(page).getByLabel("Code shown by the app").fill(totp(secret));
  await dialog(page).getByRole("button", { name: "Turn on" }).click();
  await dialog(page).getByRole("heading", { name: "Recovery codes" }).waitFor();
  const codes = await dialog(page).locator("code").allTextContents();
  assert.equal(new Set(codes).size, 10);
  await page.keyboard.press("Escape");
  assert.ok(await dialog(page).isVisible(), "codes that are shown once are not closed by accident");
  await dialog(page).getByRole("button", { name: "I have saved them" }).click();
  await page.getByText("On. Signing in also requires a code").waitFor();

  const other = await newPage(browser);
  await other.goto(`${site.url}/newsroom/sign-in`);
  await signIn(other, "ida@example.org", password);
  await other.getByLabel("Code").fill("not-a-code");
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.getByRole("alert").filter({ hasText: "This code is wrong" }).waitFor();
  await other.goto(`${site.url}/newsroom/stories`);
  await other.getByRole("heading", { name: "Sign in to the newsroom" }).waitFor();
  await signIn(other, "ida@example.org", password);
  await other.getByLabel("Code").fill(codes[0]);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.waitForURL("**/newsroom/stories");

  await page.goto(`${site.url}/newsroom/account`);
  await page.getByRole("button", { name: "Turn off two-step verification" }).click();
  await dialog(page).getByLabel("Password", { exact: true }).fill(password);
  await dialog(page).getByRole("button", { name: "Turn off two-step verification" }).click();
  await page.getByRole("button", { name: "Set up two-step verification" }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
  await other.context().close();
});

test("a session that ended elsewhere is asked for again over what is on the screen, which stays", async () => {
  const page = await signedIn(browser, site, "eva@example.org", { name: "Eva Holm", role: "editor" });
  await page.goto(`${site.url}/newsroom/sections`);
  await page.getByRole("button", { name: "Add section" }).click();
  await dialog(page).getByLabel("Name").fill("Harbour");

  const other = await newPage(browser);
  await other.goto(`${site.url}/newsroom/sign-in`);
  await signIn(other, "eva@example.org", password);
  await other.waitForURL("**/newsroom/stories");
  await other.goto(`${site.url}/newsroom/account`);
  await other.getByRole("button", { name: "Sign out everywhere else" }).click();
  await dialog(other).getByRole("button", { name: "Sign out everywhere else" }).click();
  await eventually(async () => (await other.getByText("this session", { exact: true }).count()) === 1 && (await other.getByRole("button", { name: "Sign out everywhere else" }).count()) === 0);

  await dialog(page).getByRole("button", { name: "Save" }).click();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByLabel("Password", { exact: true }).fill(password);
  await again.getByRole("button", { name: "Sign in" }).click();
  await again.waitFor({ state: "detached" });
  assert.equal(await dialog(page).getByLabel("Name").inputValue(), "Harbour");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("/sections/harbour").waitFor();
  await page.context().close();
  await other.context().close();
});

test("a token is shown once, works, and is refused once it is revoked", async () => {
  await admin.goto(`${site.url}/newsroom/tokens`);
  await admin.getByRole("button", { name: "Create token" }).click();
  await dialog(admin).getByLabel("Name").fill("wire");
  await dialog(admin).getByRole("button", { name: "Create token" }).click();
  const token = await dialog(admin).getByLabel("Token", { exact: true }).inputValue();
  await admin.keyboard.press("Escape");
  const ask = () => fetch(`${site.url}/api/v1/stories`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await ask()).status, 200);
  await admin.getByRole("button", { name: "Revoke wire" }).click();
  await dialog(admin).getByRole("button", { name: "Revoke" }).click();
  await admin.getByText("Token revoked.").first().waitFor();
  assert.equal((await ask()).status, 401);
  assert.deepEqual(admin.problems, []);
});

test("the audit log says who did what in sentences with links, filtered, as a file, and in Persian", async () => {
  const made = await site.api("POST", "/stories", { headline: "The bridge", body: { format: "markdown", content: "It opens." } });
  await site.api("POST", `/stories/${made.id}/publish`, { at: new Date(Date.now() + 86_400_000).toISOString() });
  await admin.goto(`${site.url}/newsroom/audit`);
  const table = admin.getByRole("table");
  await table.getByRole("link", { name: "“The bridge”" }).waitFor();
  const row = (text) => table.locator("tbody tr", { hasText: text });
  assert.match(await row("The bridge").innerText(), /Scheduled\s+“The bridge”\s+for /);
  await row("Added Tom Berg").filter({ hasText: "Ann Lee" }).waitFor();
  await row("Created the token wire").waitFor();
  assert.doesNotMatch(await table.innerText(), /POST|\/api\/v1|story\.|person\./, "nothing in it is for programs");
  await findsNothing(admin, "the audit log");
  await admin.getByLabel("About").selectOption({ label: "Stories" });
  await admin.waitForURL("**/audit?about=story");
  await row("Added Tom Berg").waitFor({ state: "detached" });
  const [download] = await Promise.all([admin.waitForEvent("download"), admin.getByRole("link", { name: "Export CSV" }).click()]);
  assert.match(fs.readFileSync(await download.path(), "utf8"), /story\.schedule,"story \d+"/);
  await table.getByRole("link", { name: "“The bridge”" }).click();
  await admin.waitForURL(`**/stories/${made.id}`);
  await admin.goto(`${site.url}/newsroom/audit`);
  await table.waitFor();
  await admin.evaluate(() => localStorage.setItem("stoppress.language", "fa"));
  await admin.reload();
  await row("The bridge").first().waitFor();
  assert.match(await row("The bridge").innerText(), /را زمان‌بندی کرد/);
  await admin.evaluate(() => localStorage.setItem("stoppress.language", "en"));
  await admin.reload();
});
