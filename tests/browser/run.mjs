// Walks through the whole application as each of its roles. See README.md.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import * as open from "./behaviour.mjs";
import { circle } from "./circle.mjs";
import { desk } from "./desk.mjs";
import { looks, remember } from "./looks.mjs";
import { add, attempt, check, close, counts } from "./report.mjs";
import { start } from "./server.mjs";
import { accounts, canaries, destinations, signIn, visitor } from "./visitor.mjs";

const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

const PART_MINUTES = 5;

/** What is tried beside walking through every page. */
const behaviour = { ...open, desk, circle };

/** Every page a role can reach, in both languages. */
async function walk(browser, base, account) {
  const { context, page, trouble, take } = await visitor(browser, base, {
    viewport: { width: 1280, height: 900 },
  });
  let visited = 0;
  for (const language of ["nl", "en"]) {
    if (language === "nl") {
      await page.goto("/nl/aanmelden");
      await looks(page, "nl sign-in");
      let inside = false;
      await attempt(`${account} signs in`, async () => {
        inside = await signIn(page, account);
        return inside ? "" : "not let in";
      });
      if (!inside) break;
    }
    await page.goto(`/${language}`);
    await take();
    for (const link of [`${base}/${language}`, ...(await destinations(page))]) {
      const { pathname, search } = new URL(link);
      const name = `${account} ${pathname}${search}`;
      visited += 1;
      await attempt(name, async () => {
        const response = await page.goto(link);
        if (response.status() !== 200) return `status ${response.status()}`;
        const spoken = await page.getAttribute("html", "lang");
        if (spoken !== language) return `the page says it is in ${spoken}`;
        return (await page.locator("h1").count()) === 1 ? "" : "not one h1";
      });
      try {
        await looks(page, name);
      } catch (error) {
        check(`${name} could be looked at`, String(error.message).split("\n")[0]);
      }
      const { errors, leaks } = await take();
      check(`${name} no console error`, errors.join("; "));
      check(`${name} no canary`, leaks.join("; "));
    }
  }
  check(`${account} saw pages and their bodies`, visited > 0 && trouble.bodies > 0 ? "" : "nothing seen");
  await context.close();
}

const seen = join(mkdtempSync(join(tmpdir(), "vik-browser-")), "seen");

/** One part in this process, with a browser of its own. */
async function part(name) {
  const base = process.env.BASE_URL;
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    if (accounts.includes(name)) await walk(browser, base, name);
    else await behaviour[name](browser, base);
    remember();
  } finally {
    await browser.close();
  }
}

/** Runs a part as a process of its own; what it printed, or nothing when it hung or died. */
function run(name, base) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], {
    env: { ...process.env, BASE_URL: base, SEEN: seen },
    encoding: "utf8",
    timeout: PART_MINUTES * 60_000,
    killSignal: "SIGKILL",
    maxBuffer: 64 << 20,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return counts(child.stdout) ? child.stdout : "";
}

async function main() {
  check("there are canaries to look for", canaries.length > 0 ? "" : "the list is empty");
  const server = await start();
  for (const name of [...accounts, ...Object.keys(behaviour)]) {
    // A browser that hangs or dies says nothing about the pages; a second one gets the same chance.
    const told = run(name, server.base) || run(name, server.base);
    check(`${name} ran to its end`, told ? "" : `twice not within ${PART_MINUTES} minutes`);
    add(told);
  }
  server.stop();
}

try {
  const name = process.argv[2];
  await (name ? part(name) : main());
} catch (error) {
  if (process.argv[2]) {
    console.error(error.message);
    process.exit(3);
  }
  check("the tests could run", error.message);
}
process.exit(close());
