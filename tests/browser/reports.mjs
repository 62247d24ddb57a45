// Rapporten: a report for other eyes, as files, and the one that was signed.

import { looks } from "./looks.mjs";
import { attempt } from "./report.mjs";
import { signIn, visitor } from "./visitor.mjs";

/** Leadership reads a preview and a signed report, sees what Parliament sees, and takes the files. */
export async function reports(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "leiding");
  await page.goto("/nl/rapporten");
  const links = page.locator("main section li a");
  await attempt("there are reports to read", async () => ((await links.count()) > 0 ? "" : "none"));
  await looks(page, "the reports");
  await attempt("a preview says that it is one", async () => {
    await Promise.all([page.waitForURL(/rapporten\/\d{4}/), links.first().click()]);
    const text = await page.locator("main").textContent();
    if (!/nog niet vastgesteld|vastgesteld en ondertekend/.test(text)) return "it does not say what it is";
    return (await page.locator("h1").count()) === 1 ? "" : "not one h1";
  });
  await looks(page, "a report");
  await attempt("Parliament sees no unit of a signal", async () => {
    const own = await page.locator("article.report").textContent();
    await page.click("nav a:has-text('Tweede Kamer')");
    const told = await page.locator("article.report").textContent();
    if (own === told) return "both see the same";
    await page.goBack();
    return (await page.locator("article.report").textContent()) === own ? "" : "back shows another report";
  });
  const files = page.locator("ul.links a[download]");
  await attempt("a report comes in every form", async () => {
    const wrong = [];
    for (const link of await files.all()) {
      const answer = await page.request.get(await link.getAttribute("href"));
      const bytes = await answer.body();
      if (answer.status() !== 200 || bytes.length < 500) wrong.push(`${await link.textContent()}: ${answer.status()}`);
    }
    return (await files.count()) === 5 ? wrong.join("; ") : `${await files.count()} forms`;
  });
  await page.goto("/nl/rapporten");
  await attempt("two reports are set side by side, and back shows the choice again", async () => {
    await page.click("main a:has-text('naast elkaar')");
    await page.selectOption("#oud", { index: 2 });
    await Promise.all([page.waitForURL(/oud=/), page.click("main form button")]);
    if ((await page.locator("h1").count()) !== 1) return "not one h1";
    if ((await page.locator("main table tbody tr").count()) < 3) return "no figures";
    await page.goBack();
    return (await page.locator("main form").count()) === 1 ? "" : "no form";
  });
  await page.goForward();
  await looks(page, "two reports side by side");
  await attempt("the same report twice is refused in words", async () => {
    const same = await page.locator("#oud").inputValue();
    await page.selectOption("#nieuw", same);
    await Promise.all([page.waitForURL(/nieuw=/), page.click("main form button")]);
    return (await page.locator("[role=alert]").count()) === 1 ? "" : "no answer";
  });
  await page.goto("/nl/vergelijken/partners");
  await attempt("another organisation stands beside ours, with what may not be compared", async () => {
    const text = await page.locator("main").textContent();
    return /mag u niet vergelijken/.test(text) ? "" : "nothing of a partner";
  });
  await looks(page, "partners");
  await attempt("a period that is not released is refused in words", async () => {
    const answer = await page.goto("/nl/rapporten/2099-Q1");
    return answer.status() === 404 ? "" : `status ${answer.status()}`;
  });
  await context.close();
}
