// SPDX-License-Identifier: GPL-3.0-or-later
// A browser that nobody drives from outside: a driver attached to Chromium keeps it from prerendering, and Debian's Firefox has none here.
// A server in front of the site adds a page that begins each scenario, and a script of the scenario to the site's own pages.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

import { readerAgent } from "./browser.mjs";
import { eventually } from "./site.mjs";

const firefoxSettings = {
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "app.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.newtabpage.enabled": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "dom.disable_open_during_load": false,
  "services.settings.server": "http://127.0.0.1:1/",
};

const programs = { chromium: process.env.CHROMIUM || "/usr/bin/chromium", firefox: process.env.FIREFOX || "/usr/bin/firefox-esr" };

const options = {
  chromium: (profile, url) => ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--disable-popup-blocking", `--user-agent=${readerAgent}`, `--user-data-dir=${profile}`, url],
  firefox: (profile, url) => {
    fs.writeFileSync(path.join(profile, "user.js"), Object.entries(firefoxSettings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
    return ["--headless", "--no-remote", "--profile", profile, url];
  },
};

export const installed = (browser) => fs.existsSync(programs[browser]);

/** Opens `url` in a browser with a new profile. The function it gives ends the browser and removes the profile. */
export function open(browser, url) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-profile-"));
  const running = spawn(programs[browser], options[browser](profile, url), { stdio: "ignore", detached: true, env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" } });
  const ended = new Promise((resolve) => running.on("exit", resolve));
  return async () => {
    // With all its processes, which may go on writing to the profile for a moment.
    process.kill(-running.pid, "SIGKILL");
    await ended;
    await eventually(() => {
      try {
        fs.rmSync(profile, { recursive: true, force: true });
        return true;
      } catch {
        return false;
      }
    });
  };
}

/**
 * Stands in front of a site: a browser opened at `waiting` runs one scenario after the other. `begin(scenario)` has its pages run it and
 * resolves with what they report.
 */
export class Stage {
  scenarios = 0;

  static async open() {
    const stage = new Stage();
    stage.server = http.createServer((request, response) => stage.answer(request, response));
    await new Promise((resolve) => stage.server.listen(0, "127.0.0.1", resolve));
    stage.url = `http://127.0.0.1:${stage.server.address().port}`;
    return stage;
  }

  get waiting() {
    return `${this.url}/stage/waiting`;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /**
   * `script`: source that runs in each page, with `start` telling whether it is the page that begins, and `scenario` its number. At its end it
   * asks for /stage/done?REPORT and goes to /stage/waiting.
   */
  begin(script, seconds = 60) {
    this.script = `const scenario = ${++this.scenarios};\n${script}`;
    this.requests = [];
    this.begun = true;
    this.lead?.();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the browser did not come to an end in ${seconds} s; it asked for\n${this.requests.join("\n")}`)), seconds * 1000);
      this.done = (report) => {
        clearTimeout(late);
        resolve(report);
      };
    });
  }

  answer(request, response) {
    const send = (type, text) => response.writeHead(200, { "content-type": type, "cache-control": "no-cache" }).end(text);
    if (request.url === "/stage/waiting") return send("text/html", `<!doctype html><meta charset="utf-8"><title>Waiting</title><script>fetch("/stage/next").then((next) => next.text()).then((path) => location.replace(path));</script>`);
    if (request.url === "/stage/next") {
      // Nobody may be there any more to hear this: the scenario has only begun when its first page is asked for.
      this.lead = () => {
        this.lead = undefined;
        send("text/plain", "/stage/start");
      };
      return this.begun && this.lead();
    }
    if (request.url.startsWith("/stage/start")) {
      this.begun = false;
      return send("text/html", `<!doctype html><meta charset="utf-8"><title>Start</title><body><script>const start = true;\n${this.script}</script>`);
    }
    if (request.url.startsWith("/stage/other")) return send("text/html", `<!doctype html><meta charset="utf-8"><title>Other</title><script>const start = false;\n${this.script}</script>`);
    if (request.url.startsWith("/stage/script.js")) return send("text/javascript", `{ const start = false;\n${this.script} }`);
    if (request.url.startsWith("/stage/done")) {
      send("text/plain", "");
      return this.done(decodeURIComponent(request.url.split("?")[1] ?? ""));
    }
    this.requests.push(`${request.method} ${request.url} ${request.headers["sec-purpose"] ?? ""}`.trim());
    const passed = http.request(this.site + request.url, { method: request.method, headers: { ...request.headers, "accept-encoding": "identity" } }, (answer) => {
      const headers = { ...answer.headers };
      if (!String(headers["content-type"]).startsWith("text/html") || answer.statusCode !== 200) {
        response.writeHead(answer.statusCode, headers);
        return answer.pipe(response);
      }
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const page = Buffer.from(Buffer.concat(parts).toString().replace("</body>", '<script src="/stage/script.js"></script></body>'));
        delete headers["transfer-encoding"];
        response.writeHead(200, { ...headers, "content-length": page.length });
        response.end(page);
      });
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  }
}
