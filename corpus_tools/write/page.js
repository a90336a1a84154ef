"use strict";
(() => {
  // Shows a span's evidence, taken from its row in the table, while it is hovered, focused or pinned by a click.
  const card = document.getElementById("evidence");
  const article = document.querySelector("article");
  const rows = new Map();
  document.querySelectorAll("tr[data-id]").forEach((row) => rows.set(row.dataset.id, row));
  let pinned = false;

  const shown = (id) => {
    const [layer, type] = rows.get(id).className.split(" ");
    const on = (key) => document.getElementById("show-" + key).checked;
    return on(layer) && on(layer + "-" + type);
  };

  const marksAt = (node) => {
    const found = [];
    for (let at = node; at && at !== article; at = at.parentElement) {
      if (at.matches("span.m") && shown(at.dataset.id)) found.push(at.dataset.id);
    }
    return found;
  };

  const add = (parent, name, text, className) => {
    const element = parent.appendChild(document.createElement(name));
    element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const entry = (id) => {
    const row = rows.get(id);
    const part = document.createElement("div");
    part.className = "entry " + row.className;
    add(part, "p", row.classList[0] + " · " + row.querySelector(".type").textContent, "label");
    add(part, "p", row.querySelector(".passage a").textContent, "passage").lang = "zh-Hans";
    const list = part.appendChild(document.createElement("dl"));
    const origin = row.querySelector(".origin span");
    if (origin) { add(list, "dt", "original"); add(list, "dd", origin.textContent).lang = "zh-Hans"; }
    row.querySelectorAll(".pair").forEach((pair) => {
      const name = pair.querySelector("i");
      const value = name ? pair.textContent.slice(name.textContent.length).trim() : pair.textContent;
      const characters = pair.closest(".offsets") ? " chars" : "";
      add(list, "dt", (name ? name.textContent : "evidence") + characters);
      add(list, "dd", value);
    });
    return part;
  };

  const show = (ids) => {
    document.querySelectorAll(".active").forEach((element) => element.classList.remove("active"));
    card.hidden = ids.length === 0;
    card.replaceChildren(...ids.map(entry));
    ids.forEach((id) => document.querySelectorAll('[data-id="' + id + '"]').forEach((e) => e.classList.add("active")));
  };

  const clear = () => { pinned = false; show([]); };

  article.querySelectorAll("span.m").forEach((mark) => mark.removeAttribute("title"));
  article.addEventListener("pointerover", (event) => { if (!pinned) show(marksAt(event.target)); });
  article.addEventListener("pointerleave", () => { if (!pinned) show([]); });
  article.addEventListener("focusin", (event) => { pinned = false; show(marksAt(event.target)); });
  article.addEventListener("focusout", () => { if (!pinned) show([]); });
  article.addEventListener("click", (event) => {
    const ids = marksAt(event.target);
    show(ids);
    pinned = ids.length > 0;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });

  const settle = () => {
    clear();
    article.querySelectorAll("span.m.first").forEach((mark) => { mark.tabIndex = shown(mark.dataset.id) ? 0 : -1; });
  };
  document.querySelector("form.legend").addEventListener("change", settle);

  const follow = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (mark && mark.matches("article span.m")) { mark.focus({ preventScroll: true }); show([mark.dataset.id]); pinned = true; }
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
