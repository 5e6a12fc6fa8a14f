// The list of chats and the people of the open one; who I am is chosen in the header, or by a press on a name.

import { avatar, byId, icon, make } from "./dom.js";
import { clockTime, word } from "./words.js";

export function drawChats(room, open) {
  const list = byId("chats");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  list.replaceChildren(...[...room.chats.values()].map((chat) => make("li", {}, entry(room, chat, open))));
  if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
  const elsewhere = [...room.chats.values()].reduce((sum, chat) => sum + (chat.key === room.here ? 0 : chat.unread), 0);
  byId("elsewhere").hidden = !elsewhere;
  byId("burger").setAttribute("aria-label", word(elsewhere ? "show_chats_unread" : "show_chats", { n: elsewhere }));
  document.title = `${elsewhere ? `(${elsewhere}) ` : ""}${room.chat ? room.title(room.chat) : "Tertulia"} · ${word("practice_room")}`;
}

function entry(room, chat, open) {
  const title = room.title(chat);
  const last = chat.last;
  const text = last ? `${last.by === room.me ? word("you_said") : room.name(last.by)}: ${last.deleted ? word("deleted") : last.text || word(last.kind)}` : "";
  return make("button.chat", { type: "button", "data-chat": chat.key, "aria-current": chat.key === room.here ? "true" : null, onclick: () => open(chat.key) },
    chat.private ? avatar("", "") : avatar(chat.key, title),
    make("span.about", {}, make("span.first", {}, make("bdi.name", {}, title), last ? make("time", {}, clockTime(new Date(last.at))) : null),
      make("span.second", {}, make("span.last", { dir: "auto" }, text),
        chat.unread ? make("span.badge", { "aria-label": word("unread", { n: chat.unread }) }, chat.unread > 99 ? "99+" : String(chat.unread)) : null)));
}

export function drawPeople(room, become) {
  const chat = room.chat;
  const all = [...room.people.values()];
  const shown = chat && !chat.private ? all.filter(({ id }) => chat.members.includes(id)) : all;
  byId("people").replaceChildren(...shown.map((person) => personEntry(room, chat, person, become)));
  byId("me").replaceChildren(...all.map(({ id, name }) => make("option", { value: id }, name)));
  byId("me").value = room.me;
}

function personEntry(room, chat, { id, name }, become) {
  const marks = [id === room.me ? word("you") : null, chat && chat.admin === id ? word("admin") : null].filter(Boolean);
  return make("li", {},
    make("button.person", { type: "button", "aria-label": word("be", { name }), "aria-current": id === room.me ? "true" : null, title: word("be", { name }), onclick: () => become(id) },
      avatar(id, name), make("bdi.name", {}, name), ...marks.map((mark) => make("span.tag", {}, mark))),
    make("a.round", { href: `/#as=${encodeURIComponent(id)}`, target: "_blank", rel: "noopener", "aria-label": word("new_tab", { name }), title: word("new_tab", { name }) }, icon("away")));
}
