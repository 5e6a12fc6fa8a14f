// The messages of the chat that is open: days between them, one after another, the newest in sight.

import { bubble } from "./bubble.js";
import { byId, icon, make } from "./dom.js";
import { longDay, word } from "./words.js";

const TOGETHER = 10 * 60 * 1000;
const ANSWERED = 5000;

export class Log {
  #messages = new Map();
  #list = byId("log");
  #scroll = byId("scroll");
  #fresh = 0;

  /** `does` is what bubbles can set going; `older` asks for the page before. */
  constructor(room, does, older) {
    Object.assign(this, { room, does });
    byId("older").addEventListener("click", older);
    byId("down").addEventListener("click", () => this.down());
    this.#scroll.addEventListener("scroll", () => { if (this.#low()) this.#seen(); else this.#stuck = false; }, { passive: true });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("focusin", ({ target }) => this.#current(target.closest("article")));
    new ResizeObserver(() => { if (this.#stuck) this.down(); }).observe(this.#scroll);
  }

  #stuck = true;
  #pressed = -Infinity;

  /** Show a chat anew. */
  show({ messages, more }) {
    this.#messages = new Map(messages.map((message) => [message.id, message]));
    byId("older").hidden = !more;
    this.redraw();
    this.down();
  }

  /** Put an earlier page before what is there; what was in sight stays in sight. */
  before({ messages, more }) {
    const from = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    this.#messages = new Map([...messages.map((message) => [message.id, message]), ...this.#messages]);
    byId("older").hidden = !more;
    this.redraw();
    this.#scroll.scrollTop = this.#scroll.scrollHeight - from;
  }

  redraw() {
    this.#list.setAttribute("aria-live", "off");
    const all = [...this.#messages.values()];
    const empty = all.some((message) => !message.line) ? null : make("p.empty", {}, word(this.room.chat?.private ? "empty_private" : "empty_room"));
    this.#list.replaceChildren(...all.flatMap((message, index) => this.#parts(message, all[index - 1])), ...(empty ? [empty] : []));
    requestAnimationFrame(() => this.#list.setAttribute("aria-live", "polite"));
    this.#current(this.#list.querySelector("article:last-of-type"));
  }

  /** A button was pressed: what the bot says to it in private comes into sight, wherever one reads. */
  awaits() {
    this.#pressed = performance.now();
  }

  /** A message came, or changed. */
  put(message) {
    const known = this.#messages.has(message.id);
    const last = [...this.#messages.values()].at(-1);
    if (!known && last && Number(message.id) < Number(last.id)) return;
    const low = this.#low();
    this.#messages.set(message.id, message);
    if (known) this.#replace(message);
    else {
      this.#list.querySelector(".empty")?.remove();
      this.#list.append(...this.#parts(message, last));
      this.#current(this.#list.querySelector("article:last-of-type"), true);
    }
    const answers = !known && !message.by && this.room.chat.private && performance.now() - this.#pressed < ANSWERED;
    if (low || answers || message.by === this.room.me || (message.onlyYou && !known)) this.down(!known && !message.by);
    else if (!known) this.#more();
  }

  gone(id) {
    this.#messages.delete(id);
    this.redraw();
  }

  get newest() {
    return Math.max(0, ...[...this.#messages.keys()].slice(-1).map(Number));
  }

  get oldest() {
    return Number(this.#messages.keys().next().value ?? 0);
  }

  /** My own last message that can be edited. */
  get mine() {
    return [...this.#messages.values()].findLast((message) => message.by === this.room.me && message.kind === "text" && !message.deleted && !message.line);
  }

  /** Go to the newest; with `reading`, one that is taller than the screen is shown from its beginning. */
  down(reading = false) {
    const last = this.#list.lastElementChild;
    this.#seen();
    if (reading && last?.offsetHeight > this.#scroll.clientHeight) {
      last.scrollIntoView({ block: "start" });
      this.#stuck = false;
    } else this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /** Show a message and mark it; false when it is not on this page. */
  jump(id) {
    const article = this.#list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!article) return false;
    article.scrollIntoView({ block: article.offsetHeight > this.#scroll.clientHeight ? "start" : "center" });
    article.focus({ preventScroll: true });
    for (const other of this.#list.querySelectorAll(".found")) other.classList.remove("found");
    requestAnimationFrame(() => article.classList.add("found"));
    return true;
  }

  #parts(message, previous) {
    const at = new Date(message.at);
    const before = previous && new Date(previous.at);
    const newDay = !before || before.toDateString() !== at.toDateString();
    const made = bubble(message, this.room, this.does);
    const together = !newDay && !previous.line && previous.by === message.by && Math.abs(at - before) < TOGETHER && !!previous.onlyYou === !!message.onlyYou;
    if (together) made.classList.add("follows");
    return newDay ? [make("p.day", {}, make("span", {}, longDay(at))), made] : [made];
  }

  #replace(message) {
    const old = this.#list.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    const fresh = bubble(message, this.room, this.does);
    if (old.classList.contains("follows")) fresh.classList.add("follows");
    const code = old.contains(document.activeElement) ? document.activeElement.dataset.code : null;
    const inside = old.contains(document.activeElement);
    fresh.tabIndex = old.tabIndex;
    old.replaceWith(fresh);
    if (inside) (code && fresh.querySelector(`[data-code="${CSS.escape(code)}"]`) || fresh).focus({ preventScroll: true });
  }

  #current(article, unlessFocused = false) {
    if (!article || (unlessFocused && this.#list.contains(document.activeElement))) return;
    for (const other of this.#list.querySelectorAll("article[tabindex='0'], .more[tabindex='0']")) other.tabIndex = -1;
    article.tabIndex = 0;
    const more = article.querySelector(".more");
    if (more) more.tabIndex = 0;
  }

  #key(event) {
    const here = event.target.closest("article");
    if (!here || event.target !== here) return;
    const all = [...this.#list.querySelectorAll("article")];
    const to = { ArrowUp: all.indexOf(here) - 1, ArrowDown: all.indexOf(here) + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[Math.max(0, Math.min(to, all.length - 1))].focus();
      return;
    }
    const what = { r: "reply", e: "edit", Delete: "delete", Enter: "menu" }[event.key];
    if (!what || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const message = this.#messages.get(here.dataset.id);
    if (what === "menu") here.querySelector(".more")?.click();
    else this.does.key(what, message);
  }

  #low() {
    return this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < 80;
  }

  #seen() {
    this.#stuck = true;
    this.#fresh = 0;
    byId("down").hidden = true;
  }

  #more() {
    this.#stuck = false;
    this.#fresh += 1;
    const down = byId("down");
    down.hidden = false;
    down.replaceChildren(icon("down"), word(this.#fresh === 1 ? "down_new_one" : "down_new", { n: this.#fresh }));
  }
}
