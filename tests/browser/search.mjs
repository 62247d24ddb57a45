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
  await attempt("an issue, a part of a word and a unit are found by their names", async () => {
    for (const [words, name] of [["wapen", /wapen/i], ["wapens", /wapen/i], ["declareren", /declareren/i], ["Amsterdam", /^Amsterdam/]]) {
      await page.goto(`/nl/zoeken?zoek=${words}`);
      const codes = hits.filter({ hasText: name }).locator("a[href*='#tile-']");
      if ((await codes.count()) === 0) return `${words} leads to no figure`;
    }
    return "";
  });
  await attempt("a unit opens the figures of that unit, at the figure", async () => {
    await page.goto("/nl/zoeken?zoek=Amsterdam");
    await Promise.all([page.waitForURL(/units=AMS.*#tile-/), hits.locator("a[href*='units=AMS']").first().click()]);
    const there = await page.evaluate(() => document.querySelector(location.hash)?.getBoundingClientRect().top ?? -1);
    if (there < 0 || there > 900) return `the figure is at ${there}`;
    await page.goBack();
    return page.url().includes("zoek=Amsterdam") ? "" : "back leads elsewhere";
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
    const news = page.locator("h2:has-text('Nieuw sinds uw vorige bezoek') + ul a");
    if ((await news.count()) < 2) return "too little is new";
    for (const href of await news.evaluateAll((links) => links.map((link) => link.href))) {
      const answer = await page.request.get(href);
      if (!answer.ok()) return `${href} does not open`;
    }
    return "";
  });
  await looks(page, "start with news");
  await context.close();
  const trainer = await visitor(browser, base);
  await signIn(trainer.page, "trainer");
  await attempt("a search tells nothing of what a role may not open", async () => {
    await trainer.page.goto("/nl/zoeken?zoek=signaal+eenheid");
    const kinds = await trainer.page.locator("ol.shelf .quiet").allTextContents();
    if (kinds.includes("signaal")) return "a trainer finds signals";
    await trainer.page.goto("/nl/zoeken?zoek=Amsterdam");
    return (await trainer.page.locator("a[href*='units=']").count()) ? "a trainer finds figures of a unit" : "";
  });
  await trainer.context.close();
}
