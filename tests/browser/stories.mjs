// The story library: search, back, a story by keyboard, headings in order, on paper, and as a file.

import { join } from "node:path";
import { looks } from "./looks.mjs";
import { attempt } from "./report.mjs";
import { canaryIn, signIn, visitor } from "./visitor.mjs";

/** A trainer finds a story, reads it and takes it along; without stories the page must say so. */
export async function stories(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "trainer");
  await page.goto("/nl/verhalen");
  const links = page.locator(".shelf h3 a");
  if ((await links.count()) === 0) {
    await attempt("a library without stories says so", async () =>
      (await page.locator("main .message").count()) > 0 ? "" : "an empty page",
    );
    await context.close();
    return;
  }
  await looks(page, "the stories");
  const all = await links.count();
  const word = await longWord(page);
  await attempt("search marks what was asked, and stands in the address", async () => {
    await page.fill("#f-zoek", word);
    await Promise.all([page.waitForURL(/zoek=/), page.click("form.find button")]);
    if ((await links.count()) === 0) return `nothing found for ${word}`;
    if ((await page.inputValue("#f-zoek")) !== word) return "the word is not kept";
    return (await page.locator(".shelf mark").count()) > 0 ? "" : "nothing is marked";
  });
  await looks(page, "stories that were searched");
  await attempt("back from a search shows every story", async () => {
    await page.goBack();
    return (await links.count()) === all ? "" : `${await links.count()} of ${all}`;
  });
  await attempt("a story opens by keyboard, and back returns to the list", async () => {
    await links.first().focus();
    await Promise.all([page.waitForURL(/verhalen\/\d+/), page.keyboard.press("Enter")]);
    if ((await page.locator("article.story").count()) !== 1) return "no story";
    await page.goBack();
    if ((await links.count()) !== all) return "back shows another list";
    await page.goForward();
    return "";
  });
  await looks(page, "a story");
  await attempt("the headings of a story follow each other", async () => {
    const levels = await page.$$eval("main :is(h1,h2,h3,h4)", (all) => all.map((one) => Number(one.tagName[1])));
    const skipped = levels.findIndex((level, at) => level > (levels[at - 1] ?? 0) + 1);
    return skipped < 0 ? "" : `heading ${skipped + 1} skips a level`;
  });
  await attempt("on paper there is the story and nothing around it", async () => {
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    const visible = async (place) => page.locator(place).first().isVisible();
    if ((await visible("nav.menu")) || (await visible("nav.steps")) || (await visible("main .links"))) return "a menu is left";
    if (!(await visible(".ask")) || !(await visible(".choice"))) return "questions are missing";
    const path = process.env.SHOTS && join(process.env.SHOTS, "story-on-paper.pdf");
    const paper = await page.pdf({ format: "A4", ...(path && { path }) });
    await page.emulateMedia({ media: "screen" });
    return paper.length > 10_000 ? "" : "an empty paper";
  });
  for (const file of await page.$$eval("main a[download]", (all) => all.map((one) => one.href))) {
    await attempt(`story file ${new URL(file).pathname}`, async () => {
      const response = await context.request.get(file);
      const body = await response.body();
      if (response.status() !== 200) return `status ${response.status()}`;
      if (file.includes(".pdf") && body.subarray(0, 5).toString() !== "%PDF-") return "no PDF";
      return canaryIn(body.toString("utf8")) ? "holds a canary" : "";
    });
  }
  await context.close();
}

/** A long word of the first passage, so that the test fits any library. */
async function longWord(page) {
  const text = await page.locator(".shelf li p[lang=nl]").first().innerText();
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.reduce((longest, next) => (next.length > longest.length ? next : longest), "");
}
