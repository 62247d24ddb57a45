// The walkthroughs of crates/README.md, step by step, on the demo as it stands.
//
// A step that needs another program (a desk, a command) is tried where that program is: desk.mjs and
// tests/it. Every other step is here under its own number, so that a page which moves breaks a step.

import { attempt } from "./report.mjs";
import { signIn, visitor } from "./visitor.mjs";

const PHONES = 5;

/** Names every check by who does it and which step it is. */
function steps(who) {
  return (number, what, body) => attempt(`${who} ${number}: ${what}`, body);
}

const go = (page, press) => Promise.all([page.waitForNavigation(), press()]);
const has = async (page, words) => ((await page.locator("main").innerText()).includes(words) ? "" : `no "${words}"`);

/** Opens a fold of the page by its name and sends the form in it. */
async function addItem(page, fold, fill) {
  const form = page.locator("details", { has: page.locator("summary", { hasText: new RegExp(`^${fold}$`) }) });
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await go(page, () => form.locator("form button").click());
}

export async function trainerWalk(browser, base) {
  const { context, page } = await visitor(browser, base);
  const step = steps("trainer");
  await signIn(page, "trainer");
  await step(1, "start says what to do", async () => {
    await page.goto("/nl");
    return (await page.locator("h2:has-text('Om vandaag naar te kijken') + ul a").count()) > 0 ? "" : "nothing to do";
  });
  await step(2, "a word finds a story, and the story reads", async () => {
    await page.goto("/nl/verhalen?zoek=opzoeken");
    await go(page, () => page.locator("main h3 a, main h2 a").first().click());
    return (await page.locator("article p, main .story p").count()) > 3 ? "" : "no text";
  });
  await step(3, "a new pack is made", async () => {
    await page.goto("/nl/lesmap");
    await page.fill("#titel", "Weten en vertellen");
    await page.fill("#doelen", "Uitleggen waarom u iets opzoekt.");
    await page.fill("#minuten", "60");
    await go(page, () => page.click("text=Maak de lesmap"));
    return (await page.locator("h1").innerText()) === "Weten en vertellen" ? "" : page.url();
  });
  const pack = page.url().split("#")[0];
  await step(4, "a story and its cards are added, and the minutes are told", async () => {
    await addItem(page, "Een verhaal", (form) => form.locator("[name=minuten]").fill("20"));
    await addItem(page, "Dilemmakaarten", async (form) => {
      await form.locator("[type=checkbox]").first().check();
      await form.locator("[name=minuten]").fill("15");
    });
    return (await has(page, "25 minuten")) && (await has(page, "25"));
  });
  await step(5, "figure, exercise and pause make the times add up", async () => {
    await addItem(page, "Een figuur", (form) => form.locator("[name=minuten]").fill("5"));
    await addItem(page, "Een oefening", async (form) => {
      await form.locator("[name=titel]").fill("In tweetallen");
      await form.locator("[name=stappen]").fill("Lees de kaart.\nKies en leg uit.");
      await form.locator("[name=minuten]").fill("10");
    });
    await addItem(page, "Een pauze", (form) => form.locator("[name=minuten]").fill("10"));
    return (await page.locator("#mee").count()) === 1 ? "" : await page.locator("#stand").innerText();
  });
  await step(6, "a story gets a module, and the matrix counts it", async () => {
    await page.goto("/nl/lesmap");
    await go(page, () => page.locator("ul.links a", { hasText: "Verhalen per module" }).click());
    const tick = page.locator(".given [type=checkbox]").first();
    const before = await tick.isChecked();
    await tick.setChecked(!before);
    await go(page, () => page.locator("form:has(.given) button").click());
    if ((await page.locator(".given [type=checkbox]").first().isChecked()) === before) return "it is not kept";
    await page.locator(".given [type=checkbox]").first().setChecked(before);
    await go(page, () => page.locator("form:has(.given) button").click());
    return (await page.locator("table.matrix tbody tr").count()) > 1 ? "" : "no matrix";
  });
  await page.goto(pack);
  const takes = await page.locator(".takes a").evaluateAll((all) => all.map((one) => one.href));
  const take = async (href) => {
    const answer = await page.request.get(href, { timeout: 60_000 });
    return { ok: answer.ok(), size: (await answer.body()).length };
  };
  await step(7, "every file of the pack arrives", async () => {
    const wrong = [];
    for (const href of takes) {
      const { ok, size } = await take(href);
      if (!ok || size < 2_000) wrong.push(`${new URL(href).pathname}: ${size}`);
    }
    return takes.length === 5 ? wrong.join("; ") : `${takes.length} files`;
  });
  await step(8, "a template of one's own is put in place, used and taken out", async () => {
    await page.goto("/nl/lesmap");
    await go(page, () => page.locator("ul.links a", { hasText: "Huisstijl" }).click());
    const shipped = page.locator("section.tile").first().locator("ul.links a").first();
    const template = await (await page.request.get(await shipped.getAttribute("href"))).body();
    await page.locator("input[type=file]").first().setInputFiles({ name: "eigen.pptx", mimeType: "application/octet-stream", buffer: template });
    await go(page, () => page.locator("section.tile").first().locator("form.sheet button").click());
    const told = await has(page, "Uw eigen sjabloon wordt gebruikt");
    const { ok } = await take(takes[0]);
    await go(page, () => page.locator("section.tile").first().locator("button.second").click());
    return told || (ok ? "" : "no slides");
  });
  await step(9, "the use of an instrument is noted", async () => {
    await page.goto("/nl/toolkit");
    await go(page, () => page.locator("ul.cards h2 a").first().click());
    await page.selectOption("form[action*='gebruikt'] select", "NN");
    await go(page, () => page.locator("form[action*='gebruikt'] button").click());
    return (await page.locator("dl.facts").innerText()).match(/\d/) ? "" : "no use is told";
  });
  await step(10, "a pack that changed meanwhile is not overwritten, and is thrown away", async () => {
    await page.goto(pack);
    const stale = await page.locator("#gegevens ~ form [name=versie]").first().inputValue();
    const second = await context.newPage();
    await second.goto(pack);
    await addItem(second, "Een pauze", (form) => form.locator("[name=minuten]").fill("5"));
    await second.close();
    await page.fill("#titel", "Een andere titel");
    await go(page, () => page.click("text=Bewaar de gegevens"));
    if ((await page.locator("[role=alert]").count()) === 0) return `version ${stale} was overwritten`;
    await page.goto(pack);
    const away = page.locator("details:has(#zeker)");
    await away.locator("summary").click();
    await page.check("#zeker");
    await go(page, () => away.locator("button").click());
    return (await page.goto(pack)).status() === 404 ? "" : "it is still there";
  });
  await context.close();
}

export async function facilitatorWalk(browser, base) {
  const { context, page } = await visitor(browser, base);
  const step = steps("facilitator");
  await signIn(page, "gespreksleider");
  const deed = async (name) => {
    const version = await page.getAttribute("main", "data-versie");
    await page.click(`button[value="${name}"]`);
    await page.waitForFunction((before) => document.querySelector("main").dataset.versie !== before, version, { timeout: 10_000 });
  };
  const onwards = async (heading) => {
    for (let n = 0; n < 40; n += 1) {
      if ((await page.locator("h1").innerText()) === heading) return;
      await deed("verder");
    }
    throw new Error(`no step ${heading}`);
  };
  await step(1, "a story, a unit and a length are chosen", async () => {
    await page.goto("/nl/leercirkel");
    await page.selectOption("#verhaal", { index: 1 });
    await page.fill("#groep", "8");
    return (await page.locator("[name=duur]").count()) === 3 ? "" : "not three lengths";
  });
  await step(2, "a warning can be answered, and the checklist opens", async () => {
    await go(page, () => page.click("text=Bereid voor"));
    if ((await page.locator("#toch").count()) === 1) {
      await page.check("#toch");
      await go(page, () => page.click("text=Bereid voor"));
    }
    return (await page.locator("text=Open de zaal").count()) === 1 ? "" : "no room to open";
  });
  const address = page.url().split("?")[0].split("#")[0];
  await step(3, "the set comes on paper", async () => {
    await page.goto(`${address}/print`);
    const text = await page.locator("main").innerText();
    await page.goto(address);
    return text.length > 1_500 ? "" : `${text.length} letters`;
  });
  const phones = [];
  let wall;
  await step(4, "the room opens for phones and the projector", async () => {
    await go(page, () => page.click("text=Open de zaal"));
    const code = await page.locator(".room .code").innerText();
    const stranger = await visitor(browser, base);
    wall = stranger.page;
    await wall.goto(await page.getAttribute("a[target=_blank]", "href"));
    for (let n = 0; n < PHONES; n += 1) {
      const phone = await visitor(browser, base, { viewport: { width: 420, height: 860 } });
      await phone.page.goto("/nl/leercirkel/mee");
      await phone.page.fill("#code", code);
      await go(phone.page, () => phone.page.click("main form button"));
      phones.push(phone);
    }
    await page.waitForFunction(() => document.querySelector("main").innerText.includes("5 van de 8"), null, { timeout: 10_000 });
    return "";
  });
  await step(5, "the story goes on one part at a time, on every screen", async () => {
    await deed("start");
    await deed("verder");
    const shown = await page.locator("h1").innerText();
    for (const other of [wall, ...phones.map((phone) => phone.page)]) {
      await other.waitForFunction((text) => document.querySelector("h1").innerText === text, shown, { timeout: 10_000 });
    }
    return "";
  });
  const answer = async (phone, labels) => {
    for (const label of labels) await phone.page.locator("label.big", { hasText: label }).first().click();
    await phone.page.click(".reply button");
    await phone.page.waitForSelector(".message[role=status]");
  };
  await step(6, "five answers show, four do not", async () => {
    await onwards("Wat roept dit verhaal bij u op?");
    for (const phone of phones) await phone.page.waitForSelector("#regel");
    for (const phone of phones.slice(0, 4)) await answer(phone, ["twijfel"]);
    await page.click('button[value="toon"]');
    await page.waitForSelector("[role=alert]");
    await answer(phones[4], ["twijfel"]);
    await deed("toon");
    await wall.waitForSelector(".tally");
    return "";
  });
  await step(7, "the dilemma has its steps and its cards", async () => {
    await onwards("De vraag");
    await onwards("Maar wat als …");
    await deed("kaart");
    return (await wall.locator("h1").innerText()).length > 0 ? "" : "an empty wall";
  });
  await step(8, "the figure stands there, and what helps is collected", async () => {
    await onwards("Wat zeggen de cijfers?");
    await wall.waitForSelector("svg");
    await onwards("Wat helpt?");
    await page.fill("#idee-tekst", "Ik vraag altijd waarvoor.");
    await page.click('button[value="idee"]');
    await page.waitForFunction(() => document.querySelector(".small-wall").innerText.includes("waarvoor"));
    return "";
  });
  const promise = "Maak een korte gesprekskaart voor de briefing.";
  await step(9, "an action has a role, a date and a sign of success", async () => {
    await onwards("Acties");
    await page.fill("#actie-wat", promise);
    await page.selectOption("#actie-wie", "rol:preventie");
    await page.fill("#actie-teken", "Minder zoekvragen zonder reden in de steekproef.");
    await page.click('button[value="actie"]');
    await wall.waitForFunction(() => document.querySelector("main").innerText.includes("Preventiecoördinator"));
    return "";
  });
  await step(10, "the room closes, and what was agreed stands on Acties", async () => {
    await onwards("Afronding");
    await go(page, () => page.click("text=Naar het afsluiten"));
    await page.check("#gelezen");
    await go(page, () => page.click("main form button"));
    await page.goto("/nl/acties");
    return has(page, promise);
  });
  for (const phone of phones) await phone.context.close();
  await wall?.context().close();
  await context.close();
}

export async function chiefWalk(browser, base) {
  const { context, page } = await visitor(browser, base);
  const step = steps("chief");
  await signIn(page, "leiding");
  await step(1, "start says how many signals wait", async () => {
    await page.goto("/nl");
    return has(page, "wacht");
  });
  await step(2, "a signal says how many, how many expected and how sure", async () => {
    await go(page, () => page.locator("main ul a[href*='/signalen']").first().click());
    const told = (await page.locator("article.signal, table:has(#c-eerder)").allInnerTexts()).join(" ");
    return /verwacht/.test(told) && /\d/.test(told) ? "" : "no expectation";
  });
  await step(3, "a card opens with figure, evidence and what it does not say", async () => {
    await go(page, () => page.locator("article.signal h3 a, table:has(#c-eerder) a").first().click());
    if ((await page.locator("main figure svg").count()) === 0) return "no figure";
    return has(page, "zegt niets over personen");
  });
  for (const [number, name, words] of [
    [4, "Vergelijken", "toeval"],
    [5, "Proces", "lopende"],
    [10, "Kwartaalbeeld", "kwartaal"],
  ]) {
    await step(number, `${name} answers in words and figures`, async () => {
      await go(page, () => page.locator("nav.menu a", { hasText: name }).click());
      if ((await page.locator("main figure svg").count()) === 0) return "no figure";
      return (await page.locator("main").innerText()).toLowerCase().includes(words) ? "" : `no "${words}"`;
    });
  }
  await step(6, "the newest report begins with three messages", async () => {
    await go(page, () => page.locator("nav.menu a", { hasText: "Rapporten" }).click());
    await go(page, () => page.locator("main section li a").first().click());
    return (await page.locator("article.report ol li").count()) >= 3 ? "" : "no messages";
  });
  await step(7, "others see another report", async () => {
    const own = await page.locator("article.report").innerText();
    await go(page, () => page.click("nav a:has-text('Tweede Kamer')"));
    const told = await page.locator("article.report").innerText();
    await page.goBack();
    return own === told ? "both see the same" : "";
  });
  await step(8, "the report comes on paper and as figures", async () => {
    const kinds = [];
    for (const link of await page.locator("ul.links a[download]").all()) {
      const reply = await page.request.get(await link.getAttribute("href"));
      if (!reply.ok()) return `${await link.innerText()}: ${reply.status()}`;
      kinds.push(reply.headers()["content-type"]);
    }
    return kinds.some((kind) => kind.includes("pdf")) && kinds.some((kind) => kind.includes("zip")) ? "" : kinds.join();
  });
  await step(9, "Acties says what was promised and how far learning reaches", async () => {
    await go(page, () => page.locator("nav.menu a", { hasText: "Acties" }).click());
    return (await page.locator("dl.measures dd").count()) > 2 ? "" : "no measures";
  });
  await context.close();
}

export async function privacyWalk(browser, base) {
  const { context, page } = await visitor(browser, base);
  const step = steps("privacy officer");
  await signIn(page, "privacy");
  await step(1, "start says what was refused or is behind, or opens the releases", async () => {
    await page.goto("/nl");
    return (await page.locator("main a[href*='vrijgave']").count()) > 0 ? "" : "no way to the releases";
  });
  await step(2, "every release says to whom and by which policy", async () => {
    await go(page, () => page.locator("nav.menu a", { hasText: "Vrijgave" }).click());
    return (await page.locator("main table tbody tr").count()) > 0 ? has(page, "Regels (versie)") : "no release";
  });
  await step(5, "what was refused, or that nothing was, stands there", async () => has(page, "eweiger"));
  await step(6, "stories stand with the number of cases they came from", async () => has(page, "erhaal"));
  await step(3, "a button checks every proof", async () => {
    await go(page, () => page.click("main form[action*='controle'] button"));
    return (await page.locator("main [role=status]").count()) === 1 ? "" : "no outcome";
  });
  await step(4, "a cell tells what a colleague could learn", async () => {
    await page.goto("/nl/vrijgave/cel");
    await page.selectOption("#cube", "unit_issue");
    await Promise.all([page.waitForURL(/cube=unit_issue/), page.click("main form button")]);
    await Promise.all([page.waitForURL(/issue=/), page.click("main form button")]);
    return (await page.locator("main tbody tr").count()) > 11 ? "" : "too few periods";
  });
  await step(8, "Acties and Netwerk are open to take a text out", async () => {
    for (const place of ["acties", "netwerk"]) {
      const reply = await page.goto(`/nl/${place}`);
      if (reply.status() !== 200) return `${place}: ${reply.status()}`;
    }
    return "";
  });
  await context.close();
}
