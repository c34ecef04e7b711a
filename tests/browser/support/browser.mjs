// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Chromium without its windows, menus and profiles, which take as much processor time as a page does. Kept from asking anybody but
// the site.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

import { eventually, waits } from "./site.mjs";

// Not the script of that name in /usr/bin: a signal for the script does not reach the browser.
const executable = process.env.CHROMIUM || "/usr/lib/chromium/chromium-headless-shell";
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

/** What a reader's browser says it is: Chromium without a window says otherwise, and is counted among the robots. */
export const readerAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

/** How many times slower pages run: see tools/test-slowly. */
const slower = Number(process.env.STOPPRESS_TEST_BROWSER_SLOWER || 1);

export async function launch() {
  const browser = await chromium.launch({ executablePath: executable, args: quiet });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(90_000 * waits); // only a bound, for a machine that is busy with other things
    if (slower > 1) context.on("page", (page) => slowDown(context, page).catch(() => {})); // the page may be closed by then
    return context;
  };
  return browser;
}

async function slowDown(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
}

/** A Chromium that other tools drive over its debugging port: { port, stop() }. */
export async function launchWithPort() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-chromium-"));
  const process_ = spawn(executable, [...quiet, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], { stdio: "ignore" });
  const file = path.join(profile, "DevToolsActivePort");
  const port = await eventually(() => fs.existsSync(file) && Number(fs.readFileSync(file, "utf8").split("\n")[0]), 30);
  return {
    port,
    async stop() {
      const ended = new Promise((resolve) => process_.on("exit", resolve));
      process_.kill("SIGTERM");
      await ended;
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A grey picture for every address below /pictures/: stories of the tests name them. */
export async function withPictures(context) {
  const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAD0lEQVR42mNoaGhggFEADCQDAdJ5dIEAAAAASUVORK5CYII=", "base64");
  await context.route("**/pictures/**", (route) => route.fulfill({ contentType: "image/png", body: picture }));
}
