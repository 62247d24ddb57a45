// What a reader does: sign in wrongly, filter and go back, read without script, ask a question in SQL.

import { looks } from "./looks.mjs";
import { attempt } from "./report.mjs";
import { canaryIn, destinations, signIn, visitor } from "./visitor.mjs";

export { reports } from "./reports.mjs";
export { search } from "./search.mjs";
export { signals } from "./signals.mjs";
export { stories } from "./stories.mjs";
export { chiefWalk, facilitatorWalk, privacyWalk, trainerWalk } from "./walkthroughs.mjs";

const content = "/nl/kwartaalbeeld";

/** Nobody gets past the door without an account. */
export async function door(browser, base) {
  const { context, page } = await visitor(browser, base);
  await attempt("a stranger is sent to sign in", async () => {
    await page.goto(content);
    return page.url().includes("/nl/aanmelden") ? "" : `landed on ${page.url()}`;
  });
  await attempt("a wrong password is refused in words", async () => {
    await page.goto("/nl/aanmelden");
    await page.fill("#name", "analist");
    await page.fill("#password", "niet-het-wachtwoord");
    await page.click("main form button");
    return (await page.locator("[role=alert]").count()) > 0 ? "" : "no message";
  });
  await context.close();
}

/** A role that may not see a page gets a page that says so. */
export async function refused(browser, base) {
  const { context, page } = await visitor(browser, base);
  await attempt("a trainer is kept out of the workbench", async () => {
    await signIn(page, "trainer");
    const response = await page.goto("/nl/query");
    if (response.status() !== 403) return `status ${response.status()}`;
    return (await page.locator("h1").innerText()).trim() ? "" : "an empty page";
  });
  await context.close();
}

/** The address holds the filter, and the back button brings the earlier one back. */
export async function backButton(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "analist");
  let tried = 0;
  for (const link of await destinations(page)) {
    await page.goto(link);
    const select = page.locator("form.filters select:not([multiple])").first();
    if ((await select.count()) === 0 || (await page.locator("#sql").count()) > 0) continue;
    tried += 1;
    await attempt(`back button restores the filter on ${new URL(link).pathname}`, async () => {
      const name = await select.getAttribute("name");
      const before = await select.inputValue();
      const values = await select.locator("option").evaluateAll((all) => all.map((one) => one.value));
      const other = values.find((value) => value !== before);
      if (other === undefined) return "";
      await select.selectOption(other);
      await Promise.all([page.waitForURL(/\?/), page.click("form.filters button")]);
      if (new URL(page.url()).searchParams.get(name) !== other) return "the filter is not in the address";
      if ((await select.inputValue()) !== other) return "the filter is not kept";
      await page.goBack();
      if ((await select.inputValue()) !== before) return "back shows another filter";
      await page.goForward();
      return (await select.inputValue()) === other ? "" : "forward shows another filter";
    });
  }
  await attempt("there are pages with filters", () => (tried > 0 ? "" : "none found"));
  await context.close();
}

/** Every page reads without script: heading, text, and for each chart its title, description and table. */
export async function withoutScript(browser, base) {
  const { context, page } = await visitor(browser, base, { javaScriptEnabled: false });
  await attempt("sign in without script", async () =>
    (await signIn(page, "analist")) ? "" : "not let in",
  );
  const links = await page.locator("nav.menu a").evaluateAll((all) => all.map((one) => one.href));
  for (const link of [...new Set(links)]) {
    await attempt(`without script ${new URL(link).pathname}`, async () => {
      await page.goto(link);
      if ((await page.locator("h1").count()) !== 1) return "not one h1";
      if ((await page.locator("main").innerText()).trim().length < 40) return "nothing to read";
      const charts = page.locator("figure svg[role=img]");
      for (let n = 0; n < (await charts.count()); n += 1) {
        const text = await charts.nth(n).evaluate((svg) => [
          svg.querySelector("title")?.textContent,
          svg.querySelector("desc")?.textContent,
        ]);
        if (!text[0] || !text[1]) return "a chart without title or description";
      }
      const tiles = page.locator("section.tile:has(figure)");
      const bare = await tiles.filter({ hasNot: page.locator("table") }).count();
      return bare > 0 ? `${bare} figures without a table` : "";
    });
  }
  await context.close();
}

/** The first thing the Tab key reaches is a way past the navigation. */
export async function keyboard(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "analist");
  await attempt("Tab reaches the skip link first, and it works", async () => {
    await page.goto(content);
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
    if (first !== "#inhoud") return `Tab reaches ${first}`;
    await page.keyboard.press("Enter");
    return (await page.evaluate(() => document.activeElement?.id)) === "inhoud" ? "" : "focus stays behind";
  });
  await context.close();
}

/** The workbench answers a question, explains a mistake, and refuses to write. */
export async function workbench(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "analist");
  const ask = async (sql) => {
    await page.goto("/nl/query");
    await page.fill("#sql", sql);
    await Promise.all([page.waitForLoadState("load"), page.click("main form button")]);
  };
  await attempt("workbench answers", async () => {
    await ask("SELECT unit, name_nl FROM units ORDER BY unit");
    await page.locator("main table").first().waitFor({ timeout: 20_000 });
    return "";
  });
  for (const [name, sql] of [
    ["explains a typo", "SELEC 1"],
    ["explains an unknown table", "SELECT * FROM bestaat_niet"],
    ["refuses to write", "CREATE TABLE x AS SELECT 1"],
    ["refuses a file", "COPY (SELECT 1) TO '/tmp/x.csv'"],
  ]) {
    await attempt(`workbench ${name}`, async () => {
      await ask(sql);
      const alert = page.locator("[role=alert]").first();
      await alert.waitFor({ timeout: 20_000 });
      return (await alert.innerText()).trim().length > 15 ? "" : "no explanation";
    });
  }
  await attempt("workbench shows markup as text", async () => {
    await ask("SELECT '<b id=injected>x</b>' AS a");
    await page.locator("main table").first().waitFor({ timeout: 20_000 });
    return (await page.locator("#injected").count()) === 0 ? "" : "markup became an element";
  });
  await context.close();
}

/** The privacy officer checks the proof and asks what a colleague could learn about one cell. */
export async function proof(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "privacy");
  await attempt("the releases page shows the attack", async () => {
    await page.goto("/nl/vrijgave");
    return (await page.locator("main figure svg[role=img]").count()) > 0 ? "" : "no picture";
  });
  await attempt("a button checks everything again", async () => {
    await Promise.all([page.waitForURL(/vrijgave\/controle/), page.click("main form button")]);
    if ((await page.locator("main [role=status]").count()) !== 1) return "no outcome";
    return (await page.locator("main dl dd").count()) > 3 ? "" : "no figures";
  });
  await looks(page, "the outcome of the check");
  await attempt("a colleague's knowledge of one cell", async () => {
    await page.goto("/nl/vrijgave/cel");
    await page.selectOption("#cube", "unit_issue");
    await Promise.all([page.waitForURL(/cube=unit_issue/), page.click("main form button")]);
    await Promise.all([page.waitForURL(/issue=/), page.click("main form button")]);
    const rows = await page.locator("main tbody tr").count();
    if (rows < 12) return `${rows} periods`;
    await page.locator("main tbody summary").first().click();
    return (await page.locator("main tbody details[open] p").first().innerText()).length > 40 ? "" : "no words";
  });
  await looks(page, "what a colleague could learn");
  await page.goBack();
  await attempt("back from the cell keeps the table that was chosen", async () =>
    (await page.inputValue("#cube")) === "unit_issue" ? "" : "another table",
  );
  await context.close();
}

/** Downloads arrive, and hold no canary. */
export async function downloads(browser, base) {
  const { context, page } = await visitor(browser, base);
  await signIn(page, "analist");
  let tried = 0;
  for (const link of await destinations(page)) {
    await page.goto(link);
    const files = await page.$$eval("main a[download]", (all) => all.slice(0, 6).map((one) => one.href));
    for (const file of files) {
      tried += 1;
      await attempt(`download ${new URL(file).pathname}`, async () => {
        const response = await context.request.get(file);
        const body = await response.body();
        if (response.status() !== 200) return `status ${response.status()}`;
        if (body.length === 0) return "empty";
        return canaryIn(body.toString("utf8")) ? "holds a canary" : "";
      });
    }
  }
  await attempt("there are downloads", () => (tried > 0 ? "" : "none found"));
  await context.close();
}
