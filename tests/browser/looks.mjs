// What every page must withstand: axe in each theme and width, and no sideways scrolling on a telephone.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { check } from "./report.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = [420, 1280, 1920];
const themes = ["light", "dark"];
const shots = process.env.SHOTS;
const memory = process.env.SEEN;
const seen = new Set(memory && existsSync(memory) ? readFileSync(memory, "utf8").split("\n") : []);

/** Lets the next part know what this one has looked at. */
export function remember() {
  if (memory) writeFileSync(memory, [...seen].join("\n"));
}

/** Looks at the page in every theme and width; a content that was looked at before is not again. */
export async function looks(page, name) {
  const content = await page.$eval("main", (main) => main.innerHTML);
  const mark = createHash("sha256").update(content).digest("hex");
  if (seen.has(mark)) return;
  seen.add(mark);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const place = `${name} ${theme} ${width}`;
      // axe takes seconds on a long page: the widths share their rules, the themes only their colours.
      if (width === 1280 || (theme === "light" && width === 420)) check(`${place} axe`, await violations(page));
      if (theme === "light") check(`${place} no sideways scrolling`, await overflow(page));
      if (shots) {
        mkdirSync(shots, { recursive: true });
        const file = place.replace(/[^\w-]+/g, "_");
        await page.screenshot({ path: join(shots, `${file}.png`), fullPage: true });
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Serious and critical findings of axe, each with its first element. */
async function violations(page) {
  if (!(await page.evaluate("typeof window.axe === 'object'"))) await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => `${one.id} (${one.nodes.length}x, ${one.nodes[0].target.join(" ")})`);
  });
  return found.join("; ");
}

/** The element that makes the page wider than the screen. */
async function overflow(page) {
  return page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= screen) return "";
    const wide = [...document.querySelectorAll("body *")].find(
      (element) => element.getBoundingClientRect().right > screen + 1 && !element.closest(".scroll"),
    );
    return `page is ${document.documentElement.scrollWidth} wide at <${wide?.tagName.toLowerCase()} class="${wide?.className?.baseVal ?? wide?.className}">`;
  });
}
