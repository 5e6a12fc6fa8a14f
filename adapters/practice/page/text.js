// Styled spans to elements; a link leads to http(s) or to the private chat, anything else stays plain words.

import { make } from "./dom.js";
import { word } from "./words.js";

const LONG_QUOTE = 280;

/** Where an address leads within the room: `{start}` into the private chat, `{chat, message}` to a message; else null. */
export function inside(url) {
  const [before, fragment] = url.split("#", 2);
  const own = before === "" || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/$/.test(before);
  if (!own || fragment === undefined) return null;
  const asked = Object.fromEntries(new URLSearchParams(fragment));
  if (asked.start !== undefined) return { start: asked.start };
  return asked.chat && /^\d+$/.test(asked.message ?? "") ? { chat: asked.chat, message: asked.message } : null;
}

export function anchor(url, label, go, classes = "") {
  const to = inside(url);
  if (to) return make(`a${classes}`, { href: url.slice(url.indexOf("#")), onclick: (event) => { event.preventDefault(); go(to); } }, label);
  if (!/^https?:\/\//i.test(url)) return null;
  return make(`a${classes}`, { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, label);
}

export function styled(spans, go) {
  const found = document.createDocumentFragment();
  let afterQuote = false;
  for (const [raw, style, url] of spans) {
    const text = afterQuote ? raw.replace(/^\n/, "") : raw;
    afterQuote = style === "quote";
    if (text) found.append(one(text, style, url, go));
  }
  return found;
}

function one(text, style, url, go) {
  switch (style) {
    case "bold": return make("strong", {}, text);
    case "italic": return make("em", {}, text);
    case "struck": return make("del", { "data-spoken": word("struck") }, text);
    case "quote": return quote(text);
    case "spoiler": return spoiler(text);
    case "link": return anchor(url, text, go) ?? document.createTextNode(text);
    default: return document.createTextNode(text);
  }
}

function quote(text) {
  const trimmed = text.replace(/\n$/, "");
  if (trimmed.length <= LONG_QUOTE && trimmed.split("\n").length <= 6) return make("blockquote", {}, trimmed);
  return make("details.quote", {}, make("summary", {}, make("span.beginning", { dir: "auto" }, `${trimmed.slice(0, 90).replaceAll("\n", " ")}… `), make("b", {}, word("whole"))), make("blockquote", {}, trimmed));
}

function spoiler(text) {
  const inner = make("span", { "aria-hidden": "true" }, text);
  const show = () => { cover.removeAttribute("role"); cover.removeAttribute("aria-label"); cover.removeAttribute("tabindex"); cover.classList.add("shown"); inner.removeAttribute("aria-hidden"); };
  const onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); } };
  const cover = make("span.spoiler", { role: "button", tabindex: "0", "aria-label": word("hidden"), onclick: show, onkeydown }, inner);
  return cover;
}
