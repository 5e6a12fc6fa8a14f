// Where one writes: the growing line, what it answers or changes, and the other things one can send.

import { Commands } from "./commands.js";
import { menu } from "./dialogs.js";
import { byId } from "./dom.js";
import { word } from "./words.js";

const LONGEST = 8000;
const LARGEST = 20_000_000;

export class Composer {
  #text = byId("text");
  #context = null;
  #drafts = new Map();
  #chat = "";
  #sending = false;

  /** `room` tells names; `does.send(what, fields)` sends, `does.last()` gives my last message, `does.say` tells in a word. */
  constructor(room, does, ask) {
    Object.assign(this, { room, does });
    this.commands = new Commands(ask);
    byId("composer").addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.#text.addEventListener("input", () => { this.#grow(); this.commands.typed().catch(() => this.commands.close()); });
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== this.#text) this.commands.close(); }, 150));
    byId("context-drop").addEventListener("click", () => this.drop());
    byId("more").addEventListener("click", ({ currentTarget }) => menu(currentTarget, ["voice", "picture", "sticker"].map((kind) =>
      [`${{ voice: "🎤", picture: "🖼", sticker: "🙂" }[kind]} ${word(`send_${kind}`)}`, () => this.#send(kind)]).concat([
      [`📎 ${word("send_file")}`, () => byId("file").click()]])));
    byId("file").addEventListener("change", ({ target }) => { this.files([...target.files]); target.value = ""; });
    this.#text.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); this.files([...event.clipboardData.files]); } });
  }

  /** Another chat is open: keep what was begun in the one before. */
  turn(chat) {
    if (chat === this.#chat) return;
    if (this.#context?.what !== "edit") this.#drafts.set(this.#chat, this.#text.value);
    this.#context = null;
    this.#chat = chat;
    this.commands.forget();
    this.#show(this.#drafts.get(chat) ?? "");
  }

  reply(message) {
    const text = message.text.map(([part]) => part).join("") || word(message.kind);
    this.#begin("reply", message, word("replying", { name: this.room.name(message.by) }), text);
  }

  edit(message) {
    const text = message.text.map(([part]) => part).join("");
    this.#begin("edit", message, word("editing"), text);
    this.#show(text);
  }

  drop() {
    if (this.#context?.what === "edit") this.#show("");
    this.#context = null;
    byId("context").hidden = true;
    this.#text.focus();
  }

  focus() {
    this.#text.focus();
  }

  /** Send files, one after the other; what stands in the line goes with the first. */
  async files(files) {
    for (const file of files) {
      if (file.size > LARGEST) { this.does.say(word("file_too_large")); continue; }
      let brought;
      try {
        const answer = await fetch(`/file?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
        brought = answer.ok ? await answer.json() : { declined: "failed" };
      } catch {
        brought = { declined: "offline" };
      }
      if (brought.declined) { this.does.say(word(brought.declined)); continue; }
      await this.#send("text", brought.token);
    }
  }

  /** Someone else writes from here now: nothing of the one before stays. */
  forget() {
    this.#drafts.clear();
    this.commands.forget();
    this.#context = null;
    this.#show("");
  }

  #begin(what, message, title, text) {
    this.#context = { what, message };
    byId("context-what").textContent = title;
    byId("context-text").textContent = text.slice(0, 160);
    byId("context").hidden = false;
    this.#text.focus();
  }

  #show(text) {
    this.#text.value = text;
    byId("context").hidden = !this.#context;
    this.commands.close();
    this.#grow();
    this.#text.setSelectionRange(text.length, text.length);
  }

  async #send(kind = "text", file = "") {
    const text = this.#text.value;
    const context = file && this.#context?.what === "edit" ? null : this.#context;
    if (this.#sending || (kind === "text" && !text.trim() && !file)) return;
    if ([...text].length > LONGEST) return void this.does.say(word("too_long"));
    this.commands.close();
    const reply = context?.what === "reply" ? { reply_to: context.message.id } : {};
    this.#sending = true;
    const sent = context?.what === "edit"
      ? await this.does.send("edit", { message: context.message.id, text })
      : await this.does.send("say", { chat: this.#chat, text: kind === "text" || kind === "picture" ? text : "", kind, file, ...reply });
    this.#sending = false;
    if (!sent) return;
    this.#context = null;
    if (kind === "voice" || kind === "sticker") byId("context").hidden = true;
    else if (this.#text.value === text) this.#show("");
    this.#text.focus();
  }

  #key(event) {
    if (event.isComposing || this.commands.key(event)) return;
    const touch = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !touch) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && this.#context) {
      event.preventDefault();
      this.drop();
    } else if (event.key === "ArrowUp" && !this.#text.value && !this.#context) {
      const last = this.does.last();
      if (!last) return;
      event.preventDefault();
      this.edit(last);
    }
  }

  #grow() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, Math.max(120, innerHeight * 0.35))}px`;
  }
}
