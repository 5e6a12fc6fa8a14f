// One message as people know it from their phones: who, what, to whom it answers, and what one can do with it.

import { avatar, icon, make } from "./dom.js";
import { anchor, styled } from "./text.js";
import { clockTime, size, word } from "./words.js";

const ICONS = { voice: "🎤", picture: "🖼", sticker: "🙂" };

/** `room` tells names and who I am; `does` is what bubbles can set going: menu, press, go, jump. */
export function bubble(message, room, does) {
  if (message.line) return line(message, room);
  const mine = message.by === room.me;
  const at = new Date(message.at);
  const name = room.name(message.by);
  const body = make("div.bubble", {}, ...(message.deleted ? [make("p.was", {}, word("deleted"))] : contents(message, room, does)));
  body.append(make("p.meta", {}, message.edited ? `${word("edited")} ` : null, make("time", { datetime: message.at }, clockTime(at))));
  if (message.sign) body.append(make("span.sign", { role: "img", "aria-label": word("reaction", { sign: message.sign }) }, message.sign));
  const classes = ["message", mine && "mine", !message.by && "bot", message.onlyYou && "only-you", message.deleted && "deleted", message.buttons?.length && "asks", message.kind].filter(Boolean);
  const article = make(`article.${classes.join(".")}`, { "data-id": message.id, "data-by": message.by, tabindex: "-1", "aria-label": word("spoken", { name, time: clockTime(at) }) });
  const head = make("p.who", {}, make("bdi", {}, mine ? word("you_said") : name), message.by ? null : make("span.tag", {}, word("bot")));
  const side = make("div.face", {}, avatar(message.by, name));
  const stack = make("div.stack", {}, head, make("div.line", {}, body, message.deleted ? null : more(message, name, does)));
  if (message.buttons?.length) stack.append(buttons(message, does));
  article.append(side, stack);
  return article;
}

function line(message, room) {
  return make("p.event", { "data-id": message.id }, word(`line_${message.line}`, { name: room.name(message.by) }));
}

function contents(message, room, does) {
  return [
    message.onlyYou ? make("p.privately", {}, make("span", { "aria-hidden": "true" }, "🤫 "), word("only_you")) : null,
    message.forwarded ? make("p.forwarded", {}, make("span", { "aria-hidden": "true" }, "↪ "), word("forwarded")) : null,
    message.reply ? quoted(message.reply, room, does) : null,
    ICONS[message.kind] && !message.file ? standIn(message) : null,
    message.file ? (message.file.picture ? picture : file)(message.file) : null,
    message.text.length ? make("div.text", { dir: "auto" }, styled(message.text, does.go)) : null,
  ];
}

function quoted(reply, room, does) {
  const text = reply.deleted ? word("deleted") : reply.text || word(reply.kind);
  return make("button.quoted", { type: "button", "data-to": reply.id, title: word("jump_to"), onclick: () => does.jump(reply.id) },
    make("strong", {}, make("bdi", {}, room.name(reply.by))), make("span", { dir: "auto" }, text));
}

function standIn(message) {
  const bars = message.kind === "voice" ? make("span.wave", { "aria-hidden": "true" }, ...[5, 9, 14, 8, 12, 16, 7, 11, 15, 9, 6, 12, 8, 4].map((height) => make(`i.h${height}`))) : null;
  return make("p.stand-in", {}, make("span.icon", { "aria-hidden": "true" }, ICONS[message.kind]), bars, make("span.name", {}, word(message.kind)));
}

function file({ name, size: bytes, href }) {
  return make("a.file", { href, download: name, "aria-label": word("file", { name, size: size(bytes) }) },
    make("span.icon", { "aria-hidden": "true" }, "📄"), make("span", {}, make("bdi", {}, name), make("small", {}, size(bytes))));
}

function picture({ name, size: bytes, href }) {
  return make("a.shown", { href, download: name, "aria-label": word("file", { name, size: size(bytes) }) }, make("img", { src: href, alt: name, loading: "lazy" }));
}

function more(message, name, does) {
  return make("button.more", { type: "button", tabindex: "-1", "aria-haspopup": "menu", "aria-label": word("message_menu", { name }), title: word("message_menu", { name }),
    onclick: ({ currentTarget }) => does.menu(message, currentTarget) }, icon("dots"));
}

function buttons(message, does) {
  return make("div.buttons", {}, ...message.buttons.map((row) => make("div.row", {}, ...row.map((button) => one(message, button, does)))));
}

function one(message, button, does) {
  if (button.url) return anchor(button.url, `${button.label} ↗`, does.go, `.button.${button.look}`) ?? make("span.button", {}, button.label);
  return make(`button.button.${button.look}`, { type: "button", "data-code": button.code, onclick: ({ currentTarget }) => does.press(message, button.code, currentTarget) }, make("bdi", {}, button.label));
}
