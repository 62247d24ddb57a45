// Keys, saving as one writes, and masking a selection. The desk works without it, with buttons.
"use strict";
document.documentElement.classList.add("scripted");

const status = document.getElementById("bewaard");
const say = (text) => { if (status) status.textContent = text; };
const setSeen = (version) => document.querySelectorAll("input.seen").forEach((input) => { input.value = version; });

// Saves a field a second after the last key, and when it is left; one request at a time.
let queue = Promise.resolve();
const save = (form) => {
  queue = queue.then(async () => {
    const body = new URLSearchParams(new FormData(form));
    const problem = form.querySelector(".problem");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) {
        setSeen(told.version);
        problem.textContent = "";
        say("Bewaard. Stap: " + told.stage + ".");
        if (form.dataset.kind === "structure") location.reload();
      } else {
        problem.textContent = told.problem;
        say("Niet bewaard.");
      }
    } catch {
      problem.textContent = "Er is geen verbinding; uw tekst staat hier nog. Probeer het zo opnieuw.";
      say("Niet bewaard.");
    }
  });
};
document.querySelectorAll("form.field").forEach((form) => {
  let timer = 0;
  let dirty = false;
  const now = () => { clearTimeout(timer); if (dirty) { dirty = false; save(form); } };
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    if (form.dataset.kind !== "structure") timer = setTimeout(now, 1000);
  });
  form.addEventListener("change", now);
  form.addEventListener("submit", (event) => { event.preventDefault(); dirty = true; now(); });
});

// One key for each place.
const places = [...document.querySelectorAll(".place:not(.decided)")];
let here = -1;
const go = (to) => {
  if (places.length === 0) return;
  places[here]?.classList.remove("here");
  here = Math.max(0, Math.min(places.length - 1, to));
  places[here].classList.add("here");
  places[here].scrollIntoView({ block: "center" });
  places[here].focus({ preventScroll: true });
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  if (event.key === "j") go(here + 1);
  else if (event.key === "k") go(here - 1);
  else if (event.key === "l" && here >= 0) places[here].querySelector("form.keep")?.requestSubmit();
  else if (event.key === "v" && here >= 0) { event.preventDefault(); places[here].querySelector("form.replace input[name=door]")?.focus(); }
});
if (location.hash === "#plekken") go(0);

// What is selected in a text can be replaced everywhere.
const word = document.getElementById("woord");
document.addEventListener("selectionchange", () => {
  const field = document.activeElement;
  let text = "";
  if (field && field.tagName === "TEXTAREA") text = field.value.slice(field.selectionStart, field.selectionEnd);
  text = text.trim();
  if (word && text.length > 1 && text.length < 80 && document.activeElement !== word) word.value = text;
});
