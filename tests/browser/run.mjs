// Walks through the whole application as each of its roles. See README.md.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import * as behaviour from "./behaviour.mjs";
import { looks } from "./looks.mjs";
import { attempt, check, close, pause, within } from "./report.mjs";
import { start } from "./server.mjs";
import { accounts, canaries, destinations, signIn, visitor } from "./visitor.mjs";

const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

const PART_MINUTES = 5;
const ALL_MINUTES = 15;

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

/** Runs one part in a browser of its own: one that hangs or dies costs that part and no more. */
async function inBrowser(name, part) {
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
    await within(PART_MINUTES, part(browser));
  } catch (error) {
    check(`${name} ran to its end`, String(error.message).split("\n")[0]);
  } finally {
    await Promise.race([browser.close(), pause(10_000)]);
  }
}

async function main() {
  check("there are canaries to look for", canaries.length > 0 ? "" : "the list is empty");
  const server = await start();
  for (const account of accounts) {
    await inBrowser(account, (browser) => walk(browser, server.base, account));
  }
  for (const part of Object.values(behaviour)) {
    await inBrowser(part.name, (browser) => part(browser, server.base));
  }
  server.stop();
}

// Waiting inside a page knows no limit of its own; a hung page must fail, not hold up everything else.
setTimeout(() => {
  check("the tests ended in time", `more than ${ALL_MINUTES} minutes`);
  process.exit(close());
}, ALL_MINUTES * 60_000).unref();

try {
  await main();
} catch (error) {
  check("the tests could run", error.message);
}
process.exit(close());
