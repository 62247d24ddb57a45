// A browser with somebody signed in, who keeps an eye on everything the server sends.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./server.mjs";

export const accounts = (
  process.env.ACCOUNTS ??
  "analist,trainer,gespreksleider,leiding,privacy,gegevens,beheer,auditor"
).split(",");
const password = process.env.PASSWORD ?? "leerkring-demo";

/** Names, numbers and phrases planted in the samples; none may ever leave the closed side. */
export const canaries = readFileSync(
  process.env.CANARIES ?? join(root, "data-samples/cases/canaries.txt"),
  "utf8",
)
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line.length > 3 && !line.startsWith("#"));

/** The first canary in a text, or nothing. */
export function canaryIn(text) {
  return canaries.find((canary) => text.includes(canary));
}

/** Opens a fresh browser context and collects console errors and leaks. */
export async function visitor(browser, base, options = {}) {
  const context = await browser.newContext({ baseURL: base, ...options });
  const page = await context.newPage();
  const trouble = { errors: [], leaks: [], bodies: 0, pending: [] };
  page.on("console", (message) => {
    if (message.type() === "error") trouble.errors.push(message.text());
  });
  page.on("pageerror", (error) => trouble.errors.push(error.message));
  page.on("response", (response) => {
    const read = response
      .body()
      .then((body) => {
        trouble.bodies += 1;
        const canary = canaryIn(body.toString("utf8"));
        if (canary) trouble.leaks.push(new URL(response.url()).pathname);
      })
      .catch(() => {}); // a redirect has no body
    trouble.pending.push(read);
  });
  const take = async () => {
    await Promise.all(trouble.pending.splice(0));
    return { errors: trouble.errors.splice(0), leaks: trouble.leaks.splice(0) };
  };
  return { context, page, trouble, take };
}

/** Signs in through the form; answers whether the server let us in. */
export async function signIn(page, name, language = "nl") {
  await page.goto(`/${language}/aanmelden`);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click("main form button")]);
  return !new URL(page.url()).pathname.endsWith("/aanmelden");
}

/** The addresses in the navigation and the footer, in order, each once. */
export async function destinations(page) {
  const links = await page.$$eval("nav.menu a, footer a", (anchors) =>
    anchors.map((anchor) => anchor.href),
  );
  return [...new Set(links)].filter((link) => new URL(link).origin === new URL(page.url()).origin);
}
