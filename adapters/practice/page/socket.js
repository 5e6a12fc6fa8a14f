// The line to the room: asks and their replies, what the room pushes, and coming back after a break.

const WAITS = [300, 1000, 2000, 5000];

export class Line {
  #socket = null;
  #number = 0;
  #replies = new Map();
  #answers = new Map();
  #broken = 0;

  /** `enter()` gives who comes in; `pushed` hears the room, `state` hears whether the line stands. */
  constructor(enter, pushed, state) {
    Object.assign(this, { enter, pushed, state });
    this.#open();
  }

  /** Ask for something; gives the room's reply, throws the reason when it declines. */
  ask(what, fields = {}) {
    return this.#ask(what, fields).reply;
  }

  /** Ask for something the bot answers; gives the promise of its answer once the room has written it down. */
  async press(what, fields) {
    const { number, reply } = this.#ask(what, fields);
    const answer = new Promise((resolve) => this.#answers.set(number, resolve));
    try {
      await reply;
    } catch (reason) {
      this.#answers.delete(number);
      throw reason;
    }
    return answer;
  }

  /** Leave and enter anew at once. */
  again() {
    this.#broken = -1;
    this.#socket.close();
  }

  #ask(what, fields) {
    const number = ++this.#number;
    if (this.#socket?.readyState !== WebSocket.OPEN) return { number, reply: Promise.reject("offline") };
    const reply = new Promise((resolve, reject) => this.#replies.set(number, { resolve, reject }));
    this.#socket.send(JSON.stringify({ n: number, do: what, ...fields }));
    return { number, reply };
  }

  #open() {
    const socket = new WebSocket(`ws://${location.host}/socket`);
    this.#socket = socket;
    socket.addEventListener("open", () => socket.send(JSON.stringify(this.enter())));
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(data)));
    socket.addEventListener("close", () => this.#lost());
  }

  #hear(shape) {
    if (shape.push === "welcome") {
      this.#broken = 0;
      this.state(true);
    }
    if (shape.push === "answered") {
      this.#answers.get(shape.re)?.(shape.answer);
      this.#answers.delete(shape.re);
    }
    if (shape.push) return this.pushed(shape);
    const waiting = this.#replies.get(shape.re);
    this.#replies.delete(shape.re);
    if (shape.declined) waiting?.reject(shape.declined);
    else waiting?.resolve(shape);
  }

  #lost() {
    for (const { reject } of this.#replies.values()) reject("offline");
    for (const resolve of this.#answers.values()) resolve({ kind: "done" });
    this.#replies.clear();
    this.#answers.clear();
    const wait = this.#broken++ < 0 ? 0 : WAITS[Math.min(this.#broken - 1, WAITS.length - 1)];
    if (wait) this.state(false);
    setTimeout(() => this.#open(), wait);
  }
}
