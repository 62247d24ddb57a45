// Signalen: what was planted in the samples is found, a card opens, a decision is kept, and roles differ.

import { looks } from "./looks.mjs";
import { attempt } from "./report.mjs";
import { signIn, visitor } from "./visitor.mjs";

/** An analyst looks at signals and decides; leadership reads; a trainer is not let in. */
export async function signals(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "analist");
  await page.goto("/nl/signalen");
  const cards = page.locator("article.signal h3 a");
  const rows = page.locator("table:has(#c-eerder) tbody tr");
  if ((await rows.count()) + (await cards.count()) === 0) {
    await attempt("without signals the page says so", async () =>
      (await page.locator("main .message").count()) > 0 ? "" : "an empty page",
    );
    await context.close();
    return;
  }
  await looks(page, "the signals");
  await attempt("the trends that were planted are signals", async () => {
    const told = (await page.locator("article.signal h3, table:has(#c-eerder) tbody th").allTextContents()).join("\n");
    const planted = ["Rotterdam: lekken en misbruik van informatie", "Alle eenheden: ongewenste omgangsvormen"];
    return planted.filter((name) => !told.includes(name)).map((name) => `${name} is missing`).join("; ");
  });
  await attempt("the issue that was planted in three units comes back", async () => {
    const told = await page.locator("main").textContent();
    return told.includes("Onzorgvuldig omgaan met wapen") ? "" : "it is not there";
  });
  await attempt("fewer false alarms give fewer signals, and the choice stands in the address", async () => {
    const few = async (index) => {
      await page.selectOption("#f-vals", String(index));
      await Promise.all([page.waitForURL(new RegExp(`vals=${index}`)), page.click("form.filters button")]);
      return (await cards.count()) + (await rows.count());
    };
    const [strict, loose] = [await few(0), await few(4)];
    await page.goto("/nl/signalen");
    return strict < loose ? "" : `${strict} and ${loose}`;
  });
  await attempt("a signal opens by keyboard, with its figure and what it does not say", async () => {
    const link = (await cards.count()) > 0 ? cards.first() : page.locator("table:has(#c-eerder) a").first();
    await link.focus();
    await Promise.all([page.waitForURL(/signalen\/\d{4}-\d{2}\./), page.keyboard.press("Enter")]);
    const text = await page.locator("main").textContent();
    if ((await page.locator("main figure svg").count()) === 0) return "no figure";
    return text.includes("zegt niets over personen") ? "" : "it does not say what it does not say";
  });
  await looks(page, "a signal");
  await attempt("a decision is kept, with its owner and date", async () => {
    await page.selectOption("#d-verdict", "learn");
    await page.selectOption("#d-owner", { index: 1 });
    await page.selectOption("#d-due", { index: 2 });
    await Promise.all([page.waitForNavigation(), page.click("form:has(#d-verdict) button")]);
    const text = await page.locator("main").textContent();
    return text.includes("leren: opnemen in leercirkels en training") && text.includes("uiterlijk") ? "" : "it is not on the page";
  });
  await attempt("an outcome counts in the rate that is published", async () => {
    await page.selectOption("#d-outcome", "confirmed");
    await Promise.all([page.waitForNavigation(), page.click("form:has(#d-outcome) button")]);
    await page.goto("/nl/signalen");
    return /Van \d+ signalen die zijn uitgezocht/.test(await page.locator("main").textContent()) ? "" : "no rate";
  });
  await attempt("what is no choice of the form is refused", async () => {
    const id = (await page.locator("a[href*='/signalen/2']").first().getAttribute("href")) ?? "";
    const answer = await page.request.post(id, { form: { verdict: "een eigen tekst" }, headers: { origin: base } });
    return answer.status() === 422 ? "" : `status ${answer.status()}`;
  });
  await context.close();
  await others(browser, base);
}

/** What leadership and a trainer may do here. */
async function others(browser, base) {
  const leader = await visitor(browser, base);
  await signIn(leader.page, "leiding");
  await leader.page.goto("/nl/signalen");
  await attempt("leadership reads signals but neither chooses nor decides", async () => {
    if ((await leader.page.locator("#f-vals").count()) > 0) return "it may choose the number of false alarms";
    await leader.page.goto(await leader.page.locator("a[href*='/signalen/2']").first().getAttribute("href"));
    if ((await leader.page.locator("main figure svg").count()) === 0) return "no signal was opened";
    return (await leader.page.locator("#d-verdict").count()) > 0 ? "it may decide" : "";
  });
  await leader.context.close();
  const trainer = await visitor(browser, base);
  await signIn(trainer.page, "trainer");
  await attempt("a trainer is not let in", async () => {
    const answer = await trainer.page.goto("/nl/signalen");
    return answer.status() === 403 ? "" : `status ${answer.status()}`;
  });
  await trainer.context.close();
}
