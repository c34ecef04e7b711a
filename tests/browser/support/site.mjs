// SPDX-License-Identifier: GPL-3.0-or-later
// A site of its own for a test: the real program in a temporary folder, on a free port, with stories published over the API.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const program = process.env.STOPPRESS_BINARY;
if (!program) {
  console.error("STOPPRESS_BINARY must name the program. Run these tests with `make test`.");
  process.exit(1);
}

/** A port that nobody listens on: absolute addresses need it before the program starts. Below the ports that the system gives to
    outgoing connections: one of those, even one that has ended (TIME_WAIT), would keep the program from listening on the port. */
export const freePort = () =>
  new Promise((resolve) => {
    const port = 12000 + Math.floor(Math.random() * 20000);
    const server = net.createServer();
    server.on("error", () => resolve(freePort()));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(port)));
  });

export class Site {
  /** `settings`: environment names without their prefix, as { VIEWS_COUNT: "beacon" }; null: not set, where a site of tests has it set.
      `name`: what its address has for 127.0.0.1. `fill`: called with the site's folder before anything is in it. */
  static async start(settings = {}, { name = "127.0.0.1", fill = null } = {}) {
    const site = new Site();
    site.name = name;
    site.folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-browser-")), "site");
    site.settings = settings;
    fill?.(site.folder);
    site.token = execFileSync(program, ["token", "create", "--name", "test", "--role", "admin", "--site", site.folder], { encoding: "utf8" }).trim();
    await site.serve();
    return site;
  }

  /** `host`: "127.0.0.1:PORT", where it is to stand where it stood before. */
  async serve(host) {
    const listen = host ?? `127.0.0.1:${await freePort()}`;
    this.url = `http://${listen.replace("127.0.0.1", this.name)}`;
    // No test asks sites on the Internet; one that has another site of its own switches it on.
    const environment = { ...process.env, STOPPRESS_FETCHING_REQUESTS: "off", STOPPRESS_SITE_URL: this.url, STOPPRESS_SITE_TITLE: "The Harbour Courier", STOPPRESS_SITE_DESCRIPTION: "News of the city and its harbour" };
    for (const [name, value] of Object.entries(this.settings)) {
      environment[`STOPPRESS_${name}`] = value;
      if (value === null) delete environment[`STOPPRESS_${name}`];
    }
    this.process = spawn(program, ["serve", "--site", this.folder, "--listen", listen], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    this.log = "";
    this.process.stderr.on("data", (data) => (this.log += data));
    await new Promise((resolve, reject) => {
      this.process.stdout.on("data", (data) => String(data).includes("ready ") && resolve());
      this.process.on("exit", (code) => reject(new Error(`the program ended with ${code} before it was ready:\n${this.log}`)));
    });
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
    fs.rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }

  async api(method, target, body, headers = {}) {
    const answer = await fetch(`${this.url}/api/v1${target}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body ? { "content-type": "application/json" } : {}), ...headers },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${target}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Saves and publishes; answers the story. */
  async publish(story, at) {
    const { id } = await this.api("POST", "/stories", story);
    return this.api("POST", `/stories/${id}/publish`, at ? { at } : {});
  }

  async get(target) {
    const answer = await fetch(this.url + target, { redirect: "manual" });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }
}

/** tools/test-slowly makes every wait for something expected longer or shorter. */
export const waits = Number(process.env.STOPPRESS_TEST_WAITS || 1);

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks again until `holds` gives something true; fails after `seconds`, which is only a bound: no test may need most of it. */
export async function eventually(holds, seconds = 120) {
  const end = Date.now() + seconds * 1000 * waits;
  for (;;) {
    const held = await holds();
    if (held) return held;
    if (Date.now() > end) throw new Error(`still not so after ${seconds} s: ${holds}`);
    await sleep(50);
  }
}
