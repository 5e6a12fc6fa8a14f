// The rehearsal's clock: what time it is for the bot, jumps to what is due next, and learners who write when asked.

import { toast } from "./dialogs.js";
import { byId, make } from "./dom.js";
import { dayAndTime, word } from "./words.js";

export class Clock {
  #now = Date.now();
  #heard = performance.now();
  #jumping = false;

  /** `jump(to)` and `write(person)` ask the room. */
  constructor(jump, write) {
    this.write = write;
    for (const button of document.querySelectorAll("[data-jump]")) {
      button.addEventListener("click", () => { if (!this.#jumping) jump(button.dataset.jump); });
    }
    byId("rehearsal").open = matchMedia("(min-width: 60rem)").matches;
    setInterval(() => this.draw(), 1000);
  }

  get date() {
    return new Date(this.#now + performance.now() - this.#heard);
  }

  /** The room tells the time, and whether it is just being moved. */
  set({ now, jumping }) {
    const ended = this.#jumping && !jumping;
    this.#now = Date.parse(now);
    this.#heard = performance.now();
    this.#jumping = jumping;
    const box = byId("rehearsal");
    box.setAttribute("aria-busy", String(jumping));
    for (const button of box.querySelectorAll("button")) button.setAttribute("aria-disabled", String(jumping));
    this.draw();
    if (ended) toast(word("now_it_is", { time: dayAndTime(this.date) }), null, "clock");
  }

  draw() {
    const text = this.#jumping ? word("jumping") : dayAndTime(this.date);
    if (byId("time").textContent !== text) byId("time").textContent = text;
    byId("zone").textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** Buttons for the sample learners who are in the chat that is open. */
  people(learners) {
    const box = byId("learners");
    box.hidden = !learners.length;
    box.replaceChildren(box.querySelector(".label"), ...learners.map(({ id, name }) =>
      make("button", { type: "button", "data-write": id, onclick: () => this.write(id) }, name)));
  }
}
