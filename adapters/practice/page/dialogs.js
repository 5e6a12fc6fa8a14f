// What lies over the room for a moment: forms, alerts, toasts and small menus; Escape closes each, focus returns.

import { byId, icon, make } from "./dom.js";
import { styled } from "./text.js";
import { word } from "./words.js";

/** Ask some fields, with a word above them; gives their values by name, or null when it was left. */
export function fill(title, fields, button, note = "") {
  const inputs = fields.map((field) => ({ field, input: input(field) }));
  const values = () => Object.fromEntries(inputs.map(({ field, input }) => [field.name, input.value]));
  const above = note ? [make("p.note", { role: "alert" }, note)] : [];
  return over(title, button, [...above, ...inputs.map(({ field, input }) => row(field, input))], values, true);
}

/** Show a longer text until it is dismissed. */
export function alert(spans, go) {
  return over("", word("ok"), [make("div.text", { dir: "auto" }, styled(spans, go))], () => true, false);
}

/** Say something for a few seconds; a toast of one `kind` takes the place of the last. */
export function toast(content, go, kind = "") {
  const text = typeof content === "string" ? [[content, "plain", ""]] : content;
  const length = text.reduce((sum, [part]) => sum + part.length, 0);
  const shut = make("button.round", { type: "button", "aria-label": word("close"), onclick: () => note.remove() }, icon("cross"));
  if (kind) byId("toasts").querySelector(`[data-kind="${kind}"]`)?.remove();
  const note = make("div.toast", { "data-kind": kind || null }, make("div.text", { dir: "auto" }, styled(text, go)), shut);
  let timer;
  const wait = () => { timer = setTimeout(() => note.remove(), 5000 + 60 * length); };
  for (const name of ["pointerenter", "focusin"]) note.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) note.addEventListener(name, wait);
  byId("toasts").append(note);
  while (byId("toasts").children.length > 3) byId("toasts").firstChild.remove();
  wait();
}

/** A menu at a button: items are [label, action, look]. */
export function menu(at, items, done = () => {}) {
  const shut = (back) => {
    list.remove();
    at.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (back) at.focus();
    done();
  };
  const outside = (event) => { if (!list.contains(event.target)) shut(false); };
  const list = make("div.menu", { role: "menu", onkeydown: (event) => keys(event, list, () => shut(true)) },
    ...items.map(([label, action, look]) => make(`button${look ? `.${look}` : ""}`, { type: "button", role: "menuitem", tabindex: "-1", onclick: () => { shut(true); action(); } }, label)));
  document.body.append(list);
  place(list, at.getBoundingClientRect());
  at.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  list.firstChild.focus();
}

function keys(event, list, shut) {
  const items = [...list.children];
  const here = items.indexOf(document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    shut();
  }
}

function place(list, around) {
  const { width, height } = list.getBoundingClientRect();
  const below = around.bottom + 4 + height < innerHeight;
  list.style.top = `${Math.max(8, below ? around.bottom + 4 : around.top - height - 4)}px`;
  list.style.left = `${Math.max(8, Math.min(around.left, innerWidth - width - 8))}px`;
}

function input(field) {
  const shared = { id: `field-${field.name}`, name: field.name, required: field.required, maxlength: field.limit, dir: "auto", placeholder: field.hint };
  if (field.options) return make("select", { id: shared.id }, ...field.options.map(([value, label]) => make("option", { value }, label)));
  const made = field.long ? make("textarea", { ...shared, rows: 5 }) : make("input", { ...shared, type: "text", autocomplete: "off" });
  made.value = field.value ?? "";
  return made;
}

function row(field, made) {
  return make("label.field", { for: made.id }, make("span", {}, field.label), made);
}

function over(title, button, parts, result, cancels) {
  return new Promise((resolve) => {
    let given = null;
    const back = document.activeElement;
    const form = make("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); given = result(); dialog.close(); } },
      title ? make("h2", { id: "dialog-title", dir: "auto" }, title) : null, ...parts,
      make("div.foot", {},
        cancels ? make("button.quiet", { type: "button", onclick: () => dialog.close() }, word("cancel")) : null,
        make("button.main", { type: "submit", autofocus: !cancels }, button)));
    const dialog = make("dialog", { "aria-labelledby": title ? "dialog-title" : null, role: cancels ? null : "alertdialog" }, form);
    dialog.addEventListener("close", () => { dialog.remove(); back?.focus?.(); resolve(given); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
