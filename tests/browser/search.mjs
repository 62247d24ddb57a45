// Start: what to look at today, one box over everything, and what is new since the last visit.

import { looks } from "./looks.mjs";
import { attempt } from "./report.mjs";
import { signIn, visitor } from "./visitor.mjs";

/** An analyst searches and comes back; a trainer finds no signal. */
export async function search(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "analist");
  await page.goto("/nl");
  const hits = page.locator("ol.shelf li h3");
  await attempt("a word finds terms, figures and pages", async () => {
    await page.fill("#f-zoek", "doorlooptijden");
    await Promise.all([page.waitForURL(/zoeken\?.*zoek=doorlooptijden/), page.keyboard.press("Enter")]);
    const kinds = new Set(await page.locator("ol.shelf .quiet").allTextContents());
    return kinds.size > 1 ? "" : `only ${[...kinds].join()}`;
  });
  await looks(page, "a search");
  await attempt("an answer opens, and back returns to the answers", async () => {
    const many = await hits.count();
    await Promise.all([page.waitForNavigation(), hits.locator("a").first().click()]);
    if (page.url().includes("zoeken")) return "it did not open";
    await page.goBack();
    return (await hits.count()) === many ? "" : "other answers";
  });
  await attempt("what is not there is said so", async () => {
    await page.goto("/nl/zoeken?zoek=xqzwv");
    return (await page.locator("main .message").allTextContents()).join("").includes("andere") ? "" : "an empty page";
  });
  await attempt("what was seen is remembered, and then nothing is new", async () => {
    await page.goto("/nl");
    await Promise.all([page.waitForNavigation(), page.click("form[action*='gezien'] button")]);
    const text = await page.locator("main").textContent();
    return text.includes("Nieuw sinds") || (await page.locator("form[action*='gezien']").count()) > 0 ? "it asks again" : "";
  });
  await attempt("after an older visit the page says what is new", async () => {
    await context.addCookies([{ name: "leerkring-gezien", value: "1.0.0", url: base }]);
    await page.goto("/nl");
    return (await page.locator("main").textContent()).includes("Nieuw sinds uw vorige bezoek") ? "" : "nothing is new";
  });
  await looks(page, "start with news");
  await context.close();
  const trainer = await visitor(browser, base);
  await signIn(trainer.page, "trainer");
  await attempt("a search tells nothing of what a role may not open", async () => {
    await trainer.page.goto("/nl/zoeken?zoek=signaal+eenheid");
    const kinds = await trainer.page.locator("ol.shelf .quiet").allTextContents();
    return kinds.includes("signaal") ? "a trainer finds signals" : "";
  });
  await trainer.context.close();
}
