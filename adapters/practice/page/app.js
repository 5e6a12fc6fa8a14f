// Puts the page together: who I am, which chat is open, and what to do when the room says something.

import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { alert, fill, menu, toast } from "./dialogs.js";
import { avatar, byId, hue, icon, make } from "./dom.js";
import { Log } from "./log.js";
import { drawChats, drawPeople } from "./side.js";
import { Line } from "./socket.js";
import { inside } from "./text.js";
import { label, speak, spoken, word } from "./words.js";

const room = {
  me: "", here: "", people: new Map(), chats: new Map(), rehearsal: false, learners: [],
  get chat() { return this.chats.get(this.here); },
  name(id) { return id ? this.people.get(id)?.name ?? "?" : "Tertulia"; },
  title(chat) { return chat.private ? word("private_chat") : chat.title; },
};

const hash = () => new URLSearchParams(location.hash.slice(1));
const stored = (store, key) => { try { return store.getItem(key); } catch { return null; } };
const keep = (store, key, value) => { try { store.setItem(key, value); } catch { /* a browser that keeps nothing still works */ } };

let wanted = hash().get("as") ?? stored(sessionStorage, "as");
let start = hash().get("start");
let linked = hash().get("message");
speak(stored(localStorage, "language") ?? navigator.language);

const line = new Line(() => ({ do: "enter", as: wanted ?? "", language: spoken() }), (shape) => PUSHES[shape.push](shape), (stands) => {
  byId("line-down").hidden = stands;
  byId("line-down").textContent = stands ? "" : word("reconnecting");
});

const composer = new Composer(room, { send: attempt, last: () => log.mine, say: toast }, (what, fields) => line.ask(what, { chat: room.here, ...fields }));
const log = new Log(room, { menu: messageMenu, press, go, jump: (id) => visit(shown, id), key: act }, earlier);
const clock = new Clock((to) => answered("clock", { chat: room.here, to }), (person) => attempt("sample", { chat: room.here, person }));
let shown = "";

const PUSHES = {
  welcome(shape) {
    const another = room.me && room.me !== shape.me;
    Object.assign(room, { me: shape.me, rehearsal: shape.rehearsal, learners: shape.learners });
    keep(sessionStorage, "as", wanted = room.me);
    if (another) composer.forget();
    take(shape);
    byId("rehearsal").hidden = !room.rehearsal;
    clock.set(shape);
    const first = [room.here, hash().get("chat"), room.chats.keys().next().value].find((key) => room.chats.has(key));
    const [carried, message] = [start, linked];
    start = linked = null;
    shown = "";
    if (carried !== null) openPrivate(carried);
    else if (message !== null) visit(hash().get("chat"), message);
    else open([...room.chats.values()].find((chat) => chat.key === first && !(another && chat.private))?.key ?? firstRoom());
  },
  room(shape) {
    take(shape);
    if (!room.chats.has(room.here)) open(firstRoom());
    else draw();
  },
  chat({ chat }) {
    room.chats.set(chat.key, chat);
    draw();
  },
  message({ message }) {
    if (message.chat !== shown) return;
    log.put(message);
    read();
  },
  gone({ chat, id }) {
    if (chat === shown) log.gone(id);
  },
  clock: (shape) => clock.set(shape),
  answered: ({ answer }) => show(answer),
};

function take({ people, chats }) {
  room.people = new Map(people.map((person) => [person.id, person]));
  for (const { id } of people) hue(id);
  room.chats = new Map(chats.sort((one, other) => one.private - other.private).map((chat) => [chat.key, chat]));
}

const firstRoom = () => room.chats.keys().next().value;

/** Ask the room; what it declines is said in a word. Gives the reply, or null. */
async function attempt(what, fields) {
  try {
    return await line.ask(what, fields);
  } catch (reason) {
    decline(reason);
    return null;
  }
}

/** Ask for something whose answer is worth waiting for; the answer itself is shown as it comes. */
async function answered(what, fields) {
  try {
    await line.press(what, fields);
  } catch (reason) {
    decline(reason);
  }
}

function decline(reason) {
  if (typeof reason !== "string") throw reason;
  toast(word(reason));
}

async function show(answer) {
  if (answer.kind === "failed") toast(word("failed"));
  if (answer.kind === "popup") popup(answer.text);
  if (answer.kind === "link") follow(answer.url);
  if (answer.kind === "form") form(answer, room.here);
}

/** A form comes again, with what was written in it, until the room has taken it. */
async function form({ title, fields, code }, chat, note = "") {
  const given = await fill(title, fields, word("send"), note);
  if (!given) return;
  try {
    await line.press("form", { chat, code, fields: given });
  } catch (reason) {
    if (typeof reason !== "string") throw reason;
    form({ title, fields: fields.map((field) => ({ ...field, value: given[field.name] })), code }, chat, word(reason));
  }
}

function popup(spans) {
  const text = spans.map(([part]) => part).join("");
  if (text.length > 180 || text.includes("\n")) alert(spans, go);
  else toast(spans, go);
}

function follow(url) {
  const to = inside(url);
  if (to) go(to);
  else if (/^https?:\/\//i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

async function press(message, code, button) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  log.awaits();
  await answered("press", { message: message.id, code });
  button.removeAttribute("aria-busy");
}

async function open(key, carried) {
  room.here = key;
  shown = "";
  composer.turn(key);
  drawer(false);
  const reply = await attempt("open", carried === undefined ? { chat: key } : { chat: key, start: carried });
  if (!reply || room.here !== key) return;
  shown = key;
  draw();
  log.show(reply);
  read();
}

function openPrivate(carried) {
  open(`@${room.me}`, carried);
}

function go({ start: carried, chat, message }) {
  if (message) visit(chat, message);
  else openPrivate(carried);
}

/** Go to a message wherever it stands: into its chat, and back through earlier pages. */
async function visit(chat, message) {
  const there = room.chats.has(chat);
  if (!there) toast(word("no_chat"));
  if (!there && !shown) open(firstRoom());
  if (!there) return;
  if (chat !== shown) await open(chat);
  while (shown === chat && !log.jump(message)) {
    if (log.oldest <= Number(message) || !await earlier()) {
      toast(word("gone"));
      return;
    }
  }
}

/** Show the page before; gives whether there was one. */
async function earlier() {
  const page = await attempt("older", { chat: room.here, before: log.oldest });
  if (page) log.before(page);
  return Boolean(page?.messages.length);
}

function read() {
  if (document.visibilityState === "visible" && shown && log.newest > room.chat.read) line.ask("read", { chat: shown, up_to: log.newest }).catch(() => {});
}

function draw() {
  const chat = room.chat;
  history.replaceState(null, "", `#as=${encodeURIComponent(room.me)}&chat=${encodeURIComponent(room.here)}`);
  byId("title").textContent = room.title(chat);
  byId("face").replaceChildren(chat.private ? avatar("", "") : avatar(chat.key, chat.title));
  byId("subtitle").textContent = chat.private ? word("private_sub") : word(members(chat), { n: chat.members.length });
  byId("text").placeholder = word("write_hint");
  byId("add-person").hidden = chat.private;
  drawChats(room, (key) => open(key));
  drawPeople(room, become);
  clock.people(chat.private ? [] : room.learners.filter((id) => chat.members.includes(id)).map((id) => room.people.get(id)));
  pinned(chat.pinned.at(-1));
}

function members(chat) {
  if (!chat.botHere) return "members_alone";
  return chat.members.length === 1 ? "members_one" : "members";
}

function pinned(post) {
  byId("pinned").hidden = !post;
  if (post) byId("pinned").replaceChildren(make("button", { type: "button", "data-to": post.id, title: word("jump_to"), onclick: () => visit(shown, post.id) }, make("strong", {}, `📌 ${word("pinned")}`), make("span", { dir: "auto" }, post.text)));
}

function messageMenu(message, at) {
  const mine = message.by === room.me;
  const items = [[word("reply"), () => act("reply", message)]];
  if (!mine && message.by && message.kind === "text" && !room.chat.private && room.chat.botHere) items.push([word("correct"), () => answered("correct", { message: message.id })]);
  if (mine && message.kind === "text") items.push([word("edit"), () => act("edit", message)]);
  items.push([word("forward"), () => forward(message)]);
  if (message.text.length) items.push([word("copy"), () => navigator.clipboard?.writeText(message.text.map(([part]) => part).join("")).then(() => toast(word("copied")), () => {})]);
  if (mine || room.chat.admin === room.me) items.push([word("delete"), () => act("delete", message), "danger"]);
  menu(at, items);
}

function act(what, message) {
  if (!message || message.deleted || message.line) return;
  const mine = message.by === room.me;
  if (what === "reply") composer.reply(message);
  if (what === "edit" && mine && message.kind === "text") composer.edit(message);
  if (what === "delete" && (mine || room.chat.admin === room.me)) attempt("delete", { message: message.id });
}

async function forward(message) {
  const options = [...room.chats.values()].map((chat) => [chat.key, room.title(chat)]);
  const given = await fill(word("forward"), [{ name: "chat", label: word("forward_to"), options }], word("send"));
  if (given && await attempt("forward", { chat: given.chat, message: message.id }) && given.chat !== room.here) open(given.chat);
}

async function addPerson() {
  const others = [...room.people.values()].filter(({ id }) => !room.chat.members.includes(id));
  const known = others.length ? [{ name: "person", label: word("or_known"), options: [["", word("nobody")], ...others.map(({ id, name }) => [id, name])] }] : [];
  const given = await fill(word("add_person"), [{ name: "name", label: word("name"), hint: word("name_hint"), limit: 64 }, ...known], word("add"));
  if (given) attempt("add", given.name.trim() ? { chat: room.here, name: given.name } : { chat: room.here, person: given.person ?? "" });
}

async function newRoom() {
  const given = await fill(word("new_group"), [{ name: "title", label: word("title"), limit: 64, required: true }], word("make"));
  if (!given || !await attempt("room", { title: given.title })) return;
  open([...room.chats.values()].filter((chat) => !chat.private).at(-1).key);
}

function chatMenu({ currentTarget }) {
  const { chat } = room;
  const bot = (here) => attempt("bot", { chat: chat.key, here });
  const items = [];
  if (chat.private) items.push(chat.botHere ? [word("bot_stop"), () => bot(false)] : [word("bot_start"), () => bot(true)]);
  else {
    items.push([word("add_person"), addPerson]);
    if (chat.admin === room.me) {
      for (const id of chat.members) if (id !== room.me) items.push([word("remove", { name: room.name(id) }), () => attempt("leave", { chat: chat.key, person: id })]);
      items.push(chat.botHere ? [word("bot_out"), () => bot(false), "danger"] : [word("bot_in"), () => bot(true)]);
    } else items.push([word("leave"), () => attempt("leave", { chat: chat.key }), "danger"]);
  }
  menu(currentTarget, items);
}

/** Be somebody else in this tab: the room is entered anew, as that person. */
function become(person) {
  if (person === room.me) return;
  wanted = person;
  line.again();
}

function drawer(shows) {
  const narrow = matchMedia("(max-width: 47.99rem)").matches;
  byId("side").classList.toggle("shown", shows && narrow);
  byId("side").inert = narrow && !shows;
  byId("veil").hidden = !(shows && narrow);
  byId("burger").setAttribute("aria-expanded", String(shows && narrow));
  if (shows && narrow) byId("shut").focus();
}

function look(choice) {
  document.documentElement.dataset.look = choice;
  byId("look").value = choice;
  keep(localStorage, "look", choice);
}

byId("late").remove();
byId("skip").addEventListener("click", () => composer.focus());
byId("burger").addEventListener("click", () => drawer(true));
byId("shut").addEventListener("click", () => { drawer(false); byId("burger").focus(); });
byId("veil").addEventListener("click", () => drawer(false));
byId("new-room").addEventListener("click", newRoom);
byId("add-person").addEventListener("click", addPerson);
byId("chat-menu").addEventListener("click", chatMenu);
byId("me").addEventListener("change", ({ target }) => become(target.value));
byId("look").addEventListener("change", ({ target }) => look(target.value));
byId("language").addEventListener("change", ({ target }) => {
  speak(target.value);
  keep(localStorage, "language", spoken());
  label();
  line.again();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && byId("side").classList.contains("shown")) { drawer(false); byId("burger").focus(); } });
document.addEventListener("visibilitychange", read);
matchMedia("(max-width: 47.99rem)").addEventListener("change", () => drawer(false));
window.addEventListener("hashchange", () => {
  const asked = hash();
  if (asked.get("start") !== null) openPrivate(asked.get("start"));
  else if (asked.get("as") && asked.get("as") !== room.me) {
    linked = asked.get("message");
    become(asked.get("as"));
  } else if (asked.get("message")) visit(asked.get("chat"), asked.get("message"));
});

for (const place of document.querySelectorAll("[data-icon]")) place.prepend(icon(place.dataset.icon));
byId("language").value = spoken();
look(stored(localStorage, "look") ?? "auto");
label();
drawer(false);

// Files are dropped anywhere on the room.
const dropping = document.querySelector("main");
for (const what of ["dragenter", "dragover"]) dropping.addEventListener(what, (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  dropping.classList.add("dropping");
});
for (const what of ["dragleave", "drop"]) dropping.addEventListener(what, () => dropping.classList.remove("dropping"));
dropping.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  composer.files([...event.dataTransfer.files]);
});
