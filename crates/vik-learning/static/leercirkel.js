// Keeps a screen in step with its room. Every form works without it; a lost network leaves the last state.
"use strict";
document.documentElement.classList.add("scripted");

const main = document.getElementById("inhoud");
const line = document.getElementById("lijn");
const notice = document.getElementById("melding");
let away = 0;
const offline = (gone) => {
  clearTimeout(away);
  // A stream that comes back within a moment is no news.
  if (line && gone) away = setTimeout(() => { line.hidden = false; }, 1500);
  else if (line) line.hidden = true;
};
const dirty = new Set();

// The clock counts down between two messages of the server, whose time it is.
let taken = performance.now();
let before = null;
let shown = "";
const tick = () => {
  const clock = main.querySelector("[data-left]");
  if (!clock) return;
  const gone = "runs" in clock.dataset ? (performance.now() - taken) / 1000 : 0;
  const left = Math.round(clock.dataset.left - gone);
  const size = Math.abs(left);
  clock.textContent = (left < 0 ? "+" : "") + Math.floor(size / 60) + ":" + String(size % 60).padStart(2, "0");
  clock.classList.toggle("late", left < 0);
  if (before !== null && before > 300 && left <= 300 && left > 290) notice.textContent = clock.dataset.five;
  if (before !== null && before > 60 && left <= 60 && left > 50) notice.textContent = clock.dataset.one;
  before = left;
};

const dress = () => {
  taken = performance.now();
  before = null;
  main.querySelectorAll("[data-host]").forEach((place) => { place.textContent = location.host + place.textContent; });
  tick();
};

// Takes over a page that the server drew, but leaves a field in which somebody is writing.
const apply = (text, sent) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const next = page.getElementById("inhoud");
  if (!next || !("stroom" in next.dataset)) return false;
  const plain = next.innerHTML.replace(/ data-left="-?\d+"/, "");
  if (plain === shown && !sent) {
    // Nothing but the clock: whoever is about to press a button keeps it under the finger.
    const [clock, fresh] = [main, next].map((part) => part.querySelector("[data-left]"));
    if (clock && fresh) clock.dataset.left = fresh.dataset.left;
    main.dataset.versie = next.dataset.versie;
    taken = performance.now();
    return true;
  }
  shown = plain;
  const focus = document.activeElement;
  const keep = focus && focus.id ? focus.id : "";
  for (const field of dirty) {
    const fresh = next.querySelector("#" + field.id);
    if (field === sent || !field.isConnected || !fresh || fresh.dataset.veld !== field.dataset.veld) dirty.delete(field);
    else fresh.replaceWith(field);
  }
  const said = main.dataset.zeg;
  for (const name of ["stroom", "versie", "zeg", "plaats"]) {
    if (name in next.dataset) main.dataset[name] = next.dataset[name];
    else delete main.dataset[name];
  }
  main.replaceChildren(...next.childNodes);
  document.title = page.title;
  const again = keep && document.getElementById(keep);
  if (again) again.focus({ preventScroll: true });
  else if (sent) (main.querySelector("[role=alert]") || main).focus?.({ preventScroll: true });
  if (main.dataset.zeg && main.dataset.zeg !== said) notice.textContent = main.dataset.zeg;
  dress();
  if (main.dataset.stroom !== followed) listen();
  return true;
};

let asked = 0;
const refresh = async () => {
  const mine = ++asked;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (mine === asked) apply(text, null);
  } catch {
    offline(true);
  }
};

let latest = "";
let sending = 0;
const catchUp = () => { if (latest && latest !== main.dataset.versie) refresh(); };

// The stream says only that something changed; what changed is in the page.
let source = null;
let followed = "";
const listen = () => {
  if (source) source.close();
  source = null;
  followed = main.dataset.stroom;
  if (!followed) return offline(false);
  source = new EventSource(followed);
  source.addEventListener("stand", (event) => {
    offline(false);
    latest = event.data;
    // The answer to a form that is under way is newer than what this would fetch.
    if (!sending) catchUp();
  });
  source.onerror = () => {
    offline(true);
    if (source && source.readyState === EventSource.CLOSED) {
      setTimeout(async () => { await refresh(); listen(); }, 2000 + Math.random() * 1000);
    }
  };
};

main.addEventListener("input", (event) => {
  const field = event.target.closest("[data-veld]");
  if (field) dirty.add(field);
  const careful = event.target.dataset.let;
  if (careful) event.target.setCustomValidity(/\d{3}|@|\bwww\./.test(event.target.value) ? careful : "");
});

// A form is sent without leaving the page, so that what is half written elsewhere stays.
main.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || "heel" in form.dataset) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (event.submitter && event.submitter.name) body.set(event.submitter.name, event.submitter.value);
  const field = form.closest("[data-veld]");
  const written = new URLSearchParams(new FormData(form)).toString();
  asked += 1;
  sending += 1;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const text = await answer.text();
    offline(false);
    const here = location.pathname;
    const there = new URL(answer.url).pathname;
    if (answer.redirected && there !== here) location.assign(answer.url);
    // Who went on writing in the meantime keeps that.
    else if (new URLSearchParams(new FormData(form)).toString() === written) apply(text, field || form);
    else apply(text, null);
  } catch {
    offline(true);
  } finally {
    sending -= 1;
  }
  catchUp();
});

dress();
setInterval(tick, 1000);
listen();
