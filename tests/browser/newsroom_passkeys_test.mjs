// SPDX-License-Identifier: GPL-3.0-or-later
// Passkeys in a real browser, with the authenticator that it has for tests: set up, signed in with, used where a session ended, removed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, newPage, password, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

let browser;
let site;

before(async () => {
  browser = await launch();
  // A passkey belongs to a name, and an address of numbers is none.
  site = await Site.start({}, { name: "localhost" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const dialog = (page) => page.getByRole("dialog");
const card = (page) => page.getByRole("region", { name: "Passkeys" });

/** A device that unlocks itself, in the browser of `page`. It would also take at once what is offered with the form: `withForm`, or nothing is. */
async function plugIn(page, { withForm = false } = {}) {
  if (!withForm) {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
  }
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const send = (method, parameters = {}) => session.send(`WebAuthn.${method}`, { authenticatorId, ...parameters });
  return {
    credentials: async () => (await send("getCredentials")).credentials,
    add: (credential) => send("addCredential", { credential }),
    remove: (credentialId) => send("removeCredential", { credentialId }),
    verifies: (isUserVerified) => send("setUserVerified", { isUserVerified }),
  };
}

async function addPasskey(page, name) {
  await page.goto(`${site.url}/newsroom/account`);
  await card(page).getByRole("button", { name: "Add passkey" }).click();
  await dialog(page).getByLabel("Passkey name").fill(name);
  await dialog(page).getByRole("button", { name: "Add passkey" }).click();
  await card(page).getByText(name, { exact: true }).waitFor();
}

async function signOut(page) {
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.getByRole("heading", { name: "Sign in to the newsroom" }).waitFor();
}

test("a passkey is set up, signs in without a password, is renamed, and signs nobody in once it is removed", async () => {
  const page = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
  const device = await plugIn(page);
  await addPasskey(page, "Desk");
  await card(page).getByText("never used").waitFor();
  const [credential] = await device.credentials();
  assert.equal(credential.rpId, "localhost");
  assert.ok(credential.isResidentCredential);

  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  await page.goto(`${site.url}/newsroom/account`);
  await card(page).getByText("last used").waitFor();

  await card(page).getByRole("button", { name: "Rename Desk" }).click();
  await dialog(page).getByLabel("Passkey name").fill("کلید میز");
  await dialog(page).getByRole("button", { name: "Rename" }).click();
  await card(page).getByText("کلید میز").waitFor();

  await card(page).getByRole("button", { name: /Remove .*کلید میز/ }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await eventually(async () => (await card(page).getByRole("listitem").count()) === 0);
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("alert").filter({ hasText: "This passkey does not work here" }).waitFor();
  await page.getByLabel("Email address").fill("ann@example.org");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a passkey that the browser fills into the form signs in without a click, and one that was removed is told of once", async () => {
  const page = await signedIn(browser, site, "lin@example.org", { name: "Lin Wu", role: "editor" });
  await plugIn(page, { withForm: true });
  await addPasskey(page, "Form");
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.waitForURL("**/newsroom/stories");
  await page.goto(`${site.url}/newsroom/account`);
  await card(page).getByText("last used").waitFor();
  await card(page).getByRole("button", { name: "Remove Form" }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await eventually(async () => (await card(page).getByRole("listitem").count()) === 0);
  let tries = 0;
  page.on("request", (request) => (tries += Number(request.url().endsWith("/session/passkey"))));
  await signOut(page);
  await page.getByRole("alert").filter({ hasText: "This passkey does not work here" }).waitFor();
  assert.equal(tries, 1);
  await page.context().close();
});

test("a device that does not know its user lets nobody in", async () => {
  const page = await signedIn(browser, site, "bo@example.org", { name: "Bo Lind", role: "editor" });
  const device = await plugIn(page);
  await addPasskey(page, "Key");
  await signOut(page);
  await device.verifies(false);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("alert").filter({ hasText: "No passkey was used" }).waitFor();
  assert.ok(page.url().includes("/newsroom/sign-in"));
  await page.context().close();
});

test("a session that ended is gone on with by passkey, but not by somebody else's", async () => {
  const page = await signedIn(browser, site, "eva@example.org", { name: "Eva Holm", role: "editor" });
  const device = await plugIn(page);
  await addPasskey(page, "Eva's");
  const other = await signedIn(browser, site, "tom@example.org", { name: "Tom Berg", role: "editor" });
  const tomsDevice = await plugIn(other);
  await addPasskey(other, "Tom's");
  const [toms] = await tomsDevice.credentials();

  await page.goto(`${site.url}/newsroom/sections`);
  await page.getByRole("button", { name: "Add section" }).click();
  await dialog(page).getByLabel("Name").fill("Harbour");
  await page.context().clearCookies();
  await dialog(page).getByRole("button", { name: "Save" }).click();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.waitFor();

  await again.getByRole("button", { name: "Sign in with a passkey" }).click();
  await again.waitFor({ state: "detached" });
  assert.equal(await dialog(page).getByLabel("Name").inputValue(), "Harbour");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("/sections/harbour").waitFor();

  // Another person's device at the same screen.
  await page.goto(`${site.url}/newsroom/sections`);
  await page.getByRole("button", { name: "Add section" }).click();
  await dialog(page).getByLabel("Name").fill("City");
  const [evas] = await device.credentials();
  await device.remove(evas.credentialId);
  await device.add(toms);
  await page.context().clearCookies();
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await again.getByRole("button", { name: "Sign in with a passkey" }).click();
  await again.getByText("belongs to someone else").waitFor();
  assert.equal((await page.context().cookies()).filter((cookie) => cookie.name === "__Host-stoppress").length, 0);
  await page.context().close();
  await other.context().close();
});

test("the password is asked for again where the session is an old one, in both languages, on a narrow screen, with nothing that axe finds", async () => {
  const page = await signedIn(browser, site, "ida@example.org", { name: "Ida Moe", role: "editor", options: { viewport: { width: 360, height: 740 } } });
  const device = await plugIn(page);
  await addPasskey(page, "A name that is as long as names of passkeys are when nobody thinks of narrow screens at all");
  assert.equal((await device.credentials()).length, 1);
  await findsNothing(page, "account");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing goes beyond the edge");

  // As the server answers eleven minutes later.
  await page.route("**/api/v1/me/passkeys/challenge", async (route) => {
    const given = route.request().postDataJSON()?.password;
    if (given === password) return route.continue();
    const errors = [{ pointer: "/password", detail: given ? "is wrong" : "is required" }];
    return route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify({ type: "about:blank", title: "Forbidden", status: 403, detail: "Say your password again.", errors }) });
  });
  await card(page).getByRole("button", { name: "Add passkey" }).click();
  await dialog(page).getByRole("button", { name: "Add passkey" }).click();
  await dialog(page).getByText("Enter your password to continue").waitFor();
  await findsNothing(page, "dialog with the password");
  await dialog(page).getByLabel("Password", { exact: true }).fill(password);
  await dialog(page).getByRole("button", { name: "Add passkey" }).click();
  await dialog(page).getByText("This device already has a passkey for your account.").waitFor();
  await page.keyboard.press("Escape");

  await page.context().close();

  const persian = await newPage(browser, { locale: "fa", viewport: { width: 360, height: 740 } });
  await persian.goto(`${site.url}/newsroom/sign-in`);
  await persian.getByRole("button", { name: "ورود با گذرکلید" }).waitFor();
  await findsNothing(persian, "sign-in, in Persian");
  assert.ok(await persian.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing goes beyond the edge");
  assert.deepEqual(persian.problems, []);
  await persian.context().close();
});
