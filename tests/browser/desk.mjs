// The desk of the closed side: a story begun from a case, written, searched and decided with the keyboard.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { looks } from "./looks.mjs";
import { attempt, check } from "./report.mjs";
import { root } from "./server.mjs";

/** Starts the desk on the samples; the caller stops it. */
async function start() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const program = process.env.VIK ?? join(target, "debug/vik");
  const folder = process.env.VIK_VAR ?? join(root, "var");
  const child = spawn(program, ["--var", folder, "desk", "--demo", "--listen", "127.0.0.1:0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, VIK_PASSPHRASE_FILE: process.env.VIK_PASSPHRASE_FILE ?? join(folder, "demo-passphrase") },
  });
  process.on("exit", () => child.kill());
  const base = await new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error("the desk did not start within 90 seconds")), 90_000);
    child.once("exit", (code) => reject(new Error(`the desk stopped with exit code ${code}`)));
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/the desk is at (http:\/\/\S+)/);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
  });
  return { base, stop: () => child.kill() };
}

export async function desk(browser) {
  const running = await start();
  const context = await browser.newContext({ baseURL: running.base, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("409")) errors.push(message.text());
  });

  await page.goto("/zaken");
  await looks(page, "desk sign-in");
  await attempt("desk lets an author in", async () => {
    await page.fill("#name", "auteur");
    await page.fill("#password", "leerkring-demo");
    await Promise.all([page.waitForNavigation(), page.click("main form button")]);
    return new URL(page.url()).pathname === "/" ? "" : page.url();
  });
  await looks(page, "desk stories");
  await page.goto("/zaken?soort=INF");
  await looks(page, "desk cases");
  await page.click("tbody th a");
  await page.waitForLoadState();
  await looks(page, "desk case");
  await attempt("desk shows spans in the text and the draft", async () =>
    (await page.locator(".prose .span.mask").count()) > 2 ? "" : "no masks",
  );
  await attempt("desk begins a story", async () => {
    await Promise.all([page.waitForNavigation(), page.click("form[action='/zaken/begin'] button")]);
    return /\/verhaal\/v-\d+/.test(page.url()) ? "" : page.url();
  });
  const story = page.url();
  await attempt("desk saves while one writes", async () => {
    await page.fill("#title", "Kijken zonder reden");
    await page.waitForFunction(() => document.getElementById("bewaard").textContent.startsWith("Bewaard"));
    await page.goto(story);
    return (await page.inputValue("#title")) === "Kijken zonder reden" ? "" : "the title is gone";
  });
  await attempt("desk searches the text", async () => {
    await Promise.all([page.waitForNavigation(), page.click("text=Doorzoek de tekst en vraag de poort")]);
    return (await page.locator("ol.steps [aria-current]").innerText()).includes("Doorzocht") ? "" : "not searched";
  });
  await looks(page, "desk story");
  const open = async () => page.locator(".place:not(.decided)").count();
  if ((await open()) > 0) {
    await attempt("desk decides a place with one key", async () => {
      const before = await open();
      await page.click("h1");
      await page.keyboard.press("j");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("l")]);
      return (await open()) === before - 1 ? "" : `${before} places, then ${await open()}`;
    });
    await attempt("desk undoes a decision", async () => {
      const before = await open();
      await Promise.all([page.waitForNavigation(), page.click(".place.decided button >> nth=0")]);
      return (await open()) === before + 1 ? "" : `${before} places, then ${await open()}`;
    });
  }
  await attempt("desk takes a selected word to replace everywhere", async () => {
    await page.focus("#title");
    await page.evaluate(() => {
      const area = document.querySelector("textarea");
      area.focus();
      area.setSelectionRange(0, area.value.indexOf(" ") > 1 ? area.value.indexOf(" ") : 4);
      document.dispatchEvent(new Event("selectionchange"));
    });
    return (await page.inputValue("#woord")).length > 1 ? "" : "nothing was taken";
  });
  await attempt("desk tells who comes second", async () => {
    const other = await context.newPage();
    await other.goto(story);
    await page.goto(story);
    await other.fill("#title", "Eerst dit");
    await other.waitForFunction(() => document.getElementById("bewaard").textContent.startsWith("Bewaard"));
    await other.close();
    return "";
  });
  await attempt("desk comes back with the back button", async () => {
    await page.goto("/");
    await page.goBack();
    return page.url().startsWith(story.split("#")[0]) ? "" : page.url();
  });
  check("desk has no console error", errors.join("; "));
  await context.close();
  running.stop();
}
