// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the demo site: node demo/furnish.mjs PROGRAM SITE. Everything goes the way it goes on any site: pictures are uploaded, stories are
// imported from the Hugo folder beside this file, and what is under way in the newsroom is made over the API.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { draw, scenes } from "./pictures/scenes.mjs";

const [program, site] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const run = (...parts) => execFileSync(program, [...parts, "--site", site], { encoding: "utf8" }).trim();
const days = 24 * 3600_000;

/** Calls `work(api)` while the program serves the site on a free port; `api(method, path, body)` answers what the API says. */
async function served(work) {
  const name = `furnish-${Date.now()}`;
  const token = run("token", "create", "--name", name, "--role", "admin");
  const server = spawn(program, ["serve", "--site", site, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  try {
    const address = await new Promise((resolve, reject) => {
      let said = "";
      server.stdout.on("data", (data) => {
        said += data;
        const ready = /^ready (\S+)\n/m.exec(said);
        if (ready) resolve(ready[1]);
      });
      ended.then((status) => reject(new Error(`the program ended with ${status} before it was ready`)));
    });
    await work(async (method, target, body) => {
      const bytes = Buffer.isBuffer(body);
      const answer = await fetch(new URL(`api/v1${target}`, address), {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": bytes ? "image/png" : "application/json" } : {}) },
        body: bytes || !body ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${target}: ${answer.status} ${text}`);
      return text ? JSON.parse(text) : null;
    });
  } finally {
    server.kill("SIGTERM");
    await ended;
    run("token", "revoke", name);
  }
}

/** Draws and uploads every picture, two at a time: name -> { url, width, height }. */
async function uploadPictures(api) {
  const uploaded = {};
  const waiting = Object.keys(scenes);
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      uploaded[name] = await api("POST", `/media?filename=${name}.png`, draw(name));
      // draw() holds this program's only thread: let what the other worker waits for arrive.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all([worker(), worker()]);
  return uploaded;
}

/** How many days later than written the stories are set: whole weeks, so that the newest is of the last seven days and weekdays stay. */
function daysLater(files) {
  const newest = Math.max(...files.map((file) => Date.parse(/^date: (\S+)$/m.exec(fs.readFileSync(file, "utf8"))?.[1] ?? 0)));
  return Math.floor((Date.now() - newest) / (7 * days)) * 7;
}

/** A copy of the Hugo folder that names the pictures as they were uploaded, and is of these days. */
function copyOfContent(folder, pictures) {
  for (const part of ["hugo.toml", "content"]) fs.cpSync(path.join(here, part), path.join(folder, part), { recursive: true });
  fs.mkdirSync(path.join(folder, "data/images"), { recursive: true });
  for (const [name, { url, width, height }] of Object.entries(pictures)) {
    fs.writeFileSync(path.join(folder, `data/images/${name}.yml`), `url: ${url}\nwidth: ${width}\nheight: ${height}\n`);
  }
  const files = fs.readdirSync(path.join(folder, "content"), { recursive: true }).filter((file) => file.endsWith(".md")).map((file) => path.join(folder, "content", file));
  const later = daysLater(files);
  for (const file of files) {
    const text = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, text.replace(/^date: (\S+)$/m, (_, date) => `date: ${new Date(Date.parse(date) + later * days).toISOString()}`));
  }
}

/** A story that is scheduled, one that a colleague has to look at, and something that was wrong. */
async function fillNewsroom(api, pictures) {
  const story = (fields) => api("POST", "/stories", { language: "en", ...fields, body: { format: "markdown", content: fields.body } });
  const picture = (name, alt) => ({ source: pictures[name].url, alt, credit: "Drawing: The Ledger" });
  const scheduled = await story({
    headline: "The winter timetable of the ferry, hour by hour", standfirst: "Fewer crossings, the last one later: what changes on the first of the month.", section: "harbour", topics: ["transport"],
    authors: ["jonas-reed"], lead_image: picture("ferry", "A small white ferry on calm water at sunrise"),
    body: "From the first of the month the ferry crosses **eighteen times** a day instead of twenty-two. The last boat leaves the island at half past eleven, an hour later than now.\n\nWho holds a monthly ticket need not do anything.",
  });
  await api("POST", `/stories/${scheduled.id}/publish`, { at: new Date(Date.now() + 2 * days).toISOString() });

  const draft = await story({
    headline: "Who pays for the lights on Harbour Street?", standfirst: "Three offices say: another one.", section: "city", topics: ["budget"], authors: ["mira-holt"],
    lead_image: picture("windows", "House fronts at night with windows in five colours"),
    body: "The lights of the festival were bought by the city, hung by the harbour and are switched on by the waterworks. The bill of 4,300 crowns has been sent to all three.\n\nThe city says that it is not the city's.",
  });
  await api("POST", `/stories/${draft.id}/review`, { in_review: true, note: "Ready, but for the harbour's answer. They promised to call by noon." });
  await api("POST", `/stories/${draft.id}/notes`, { text: "Is that with or without tax?", passage: "The bill of 4,300 crowns has been sent to all three." });

  const { stories } = await api("GET", `/stories?status=published&q=${encodeURIComponent("herring")}`);
  await api("POST", `/stories/${stories[0].id}/corrections`, { kind: "correction", text: "An earlier version of this story said that the series of counts began in 1998. It began in 1988." });
}

let pictures;
await served(async (api) => (pictures = await uploadPictures(api)));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-demo-"));
try {
  copyOfContent(folder, pictures);
  console.log(run("import", "hugo", folder));
} finally {
  fs.rmSync(folder, { recursive: true });
}
await served((api) => fillNewsroom(api, pictures));
