// The command menu: what this person is offered here, filtered while typing, then the parameters and what fits them.

import { byId, make } from "./dom.js";
import { word } from "./words.js";

const DELAY = 120;

export class Commands {
  #box = byId("commands");
  #list = byId("options");
  #hint = byId("hint");
  #text = byId("text");
  #entries = [];
  #options = [];
  #active = -1;
  #asked = 0;
  #timer = 0;

  /** `ask(what, fields)` asks the room about the chat that is open. */
  constructor(ask) {
    this.ask = ask;
  }

  get open() {
    return !this.#box.hidden;
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#box.hidden = true;
    this.#text.setAttribute("aria-expanded", "false");
    this.#text.removeAttribute("aria-activedescendant");
    this.#hint.textContent = "";
    this.#options = [];
  }

  /** Another chat or another person: what is offered there is asked anew. */
  forget() {
    this.#entries = [];
    this.close();
  }

  /** The text changed: show what fits it. */
  async typed() {
    const text = this.#text.value;
    const command = /^\/(\w*)$/.exec(text);
    const rest = /^\/(\w+)(?:@tertulia)?[ ]([^\n]*)$/i.exec(text);
    if (!command && !rest) return this.close();
    const turn = ++this.#asked;
    if (text === "/" || !this.#entries.length) {
      const { entries } = await this.ask("menu", {});
      if (turn !== this.#asked) return;
      this.#entries = entries;
    }
    if (command) return this.#names(command[1].toLowerCase());
    const entry = this.#entries.find(({ name }) => name === rest[1].toLowerCase());
    if (!entry) return this.close();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#parameter(entry, rest[2], turn), DELAY);
  }

  /** Keys while the menu is open; true when the key was the menu's. */
  key(event) {
    if (!this.open) return false;
    const count = this.#options.length;
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown" && count) this.#mark((this.#active + 1) % count);
    else if (event.key === "ArrowUp" && count) this.#mark((this.#active - 1 + count) % count);
    else if (event.key === "Tab" && count && !event.shiftKey) this.#take(Math.max(this.#active, 0));
    else if (event.key === "Enter" && !event.shiftKey && this.#active >= 0 && !this.#complete()) this.#take(this.#active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #complete() {
    return this.#options[this.#active].value.trimEnd() === this.#text.value.trimEnd();
  }

  #names(typed) {
    const starting = this.#entries.filter(({ name }) => name.startsWith(typed));
    const holding = this.#entries.filter(({ name }) => !name.startsWith(typed) && name.includes(typed));
    this.#options = [...starting, ...holding].map(({ name, description }) => ({ value: `/${name} `, label: `/${name}`, note: description }));
    this.#hint.textContent = this.#options.length ? "" : word("no_commands");
    this.#draw(0);
  }

  async #parameter(entry, typed, turn) {
    const words = typed.split(/ +/);
    const index = Math.min(words.length - 1, entry.parameters.length - 1);
    this.#usage(entry, index);
    const parameter = entry.parameters[index];
    const last = words.at(-1);
    const fits = parameter ? await this.#fits(entry, parameter, words, last) : [];
    if (turn !== this.#asked) return;
    const before = this.#text.value.slice(0, this.#text.value.length - last.length);
    this.#options = fits.filter((fit) => fit !== last).map((fit) => ({ value: `${before}${fit} `, label: fit, note: "" }));
    this.#draw(-1);
  }

  async #fits(entry, parameter, words, last) {
    if (parameter.choices.length) return parameter.choices.filter((choice) => choice.toLowerCase().startsWith(last.toLowerCase()));
    if (last.length > 150) return [];
    const given = Object.fromEntries(entry.parameters.slice(0, words.length - 1).map(({ name }, index) => [name, words[index].slice(0, 150)]));
    const { fits } = await this.ask("complete", { command: entry.name, parameter: parameter.name, typed: last, given });
    return fits;
  }

  #usage(entry, index) {
    const parts = entry.parameters.flatMap(({ name }, number) => [" ", make(number === index ? "strong" : "span", {}, `[${name}]`)]);
    const about = entry.parameters[index]?.description || entry.description;
    this.#hint.replaceChildren(make("code", {}, `/${entry.name}`, ...parts), make("span", {}, about), make("span.example", {}, word("example", { example: entry.example })));
  }

  #draw(active) {
    this.#list.replaceChildren(...this.#options.map(({ label, note }, index) =>
      make("li", { role: "option", id: `option-${index}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); this.#take(index); } },
        make("b", {}, label), note ? make("span", {}, note) : null)));
    this.#list.hidden = !this.#options.length;
    this.#box.hidden = !this.#options.length && !this.#hint.textContent;
    this.#text.setAttribute("aria-expanded", String(this.#options.length > 0));
    this.#mark(this.#options.length ? active : -1);
  }

  #mark(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    if (index < 0) return this.#text.removeAttribute("aria-activedescendant");
    this.#text.setAttribute("aria-activedescendant", `option-${index}`);
    this.#list.children[index].scrollIntoView({ block: "nearest" });
  }

  #take(index) {
    this.#text.value = this.#options[index].value;
    this.#text.focus();
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
