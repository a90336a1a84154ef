"use strict";
(() => {
  // Shows the step of a change, and both its sides, while it is hovered, focused or pinned by a click.
  const card = document.getElementById("card");
  const main = document.querySelector("main");
  const glosses = new Map();
  document.querySelectorAll("tr[data-step]").forEach((row) => glosses.set(row.dataset.step, row.querySelector(".gloss").textContent));
  let pinned = false;

  const add = (parent, name, text, className) => {
    const element = parent.appendChild(document.createElement(name));
    element.textContent = text;
    if (className) element.className = className;
  };

  const show = (change) => {
    main.querySelectorAll(".x.active").forEach((element) => element.classList.remove("active"));
    card.hidden = !change;
    card.replaceChildren();
    if (!change) return;
    const sides = [...main.querySelectorAll('[data-c="' + change.dataset.c + '"]')];
    sides.forEach((side) => side.classList.add("active"));
    add(card, "p", change.dataset.steps, "label");
    change.dataset.steps.split(", ").forEach((step) => add(card, "p", glosses.get(step) || "", "gloss"));
    const list = card.appendChild(document.createElement("dl"));
    add(list, "dt", "original, characters");
    add(list, "dd", change.dataset.place);
    sides.filter((side) => side.textContent).forEach((side) => {
      add(list, "dt", side.localName === "ins" ? "put in" : "taken out");
      add(list, "dd", side.textContent);
    });
  };

  const at = (event) => event.target.closest("[data-c]");
  main.querySelectorAll("[data-c]").forEach((change) => change.removeAttribute("title"));
  main.addEventListener("pointerover", (event) => { if (!pinned) show(at(event)); });
  main.addEventListener("pointerleave", () => { if (!pinned) show(null); });
  main.addEventListener("focusin", (event) => { if (at(event)) show(at(event)); });
  main.addEventListener("click", (event) => { pinned = Boolean(at(event)); show(at(event)); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { pinned = false; show(null); } });

  const unfold = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = mark && mark.closest("details");
    if (fold) { fold.open = true; mark.scrollIntoView(); }
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
