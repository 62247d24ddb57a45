import { chromium } from "playwright-core";
const [base, user, out, scheme, width, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const context = await browser.newContext({ viewport: { width: +width, height: 900 }, colorScheme: scheme, locale: "nl-NL" });
const page = await context.newPage();
await page.goto(base + "/nl/aanmelden", { timeout: 60000 });
const f = await page.$$("input");
await page.fill('#name', user);
await page.fill('#password', "leerkring-demo");
await Promise.all([page.waitForNavigation({ timeout: 90000 }), page.click('main form button')]);
for (const p of paths) {
  const r = await page.goto(base + p, { timeout: 90000 });
  const name = out + "/" + user + "-" + width + "-" + scheme + p.replace(/[^a-z0-9]+/gi, "_").slice(0, 60) + ".png";
  await page.screenshot({ path: name, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  console.log(r.status(), name, wide ? "OVERFLOW" : "");
}
await browser.close();
