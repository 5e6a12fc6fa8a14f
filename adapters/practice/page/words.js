// The page's own words in English and Spanish; what the bot says comes in its own language.

const WORDS = {
  en: {
    skip: "Go to writing", practice_room: "Practice room", side: "Chats and people", chats: "Chats", close: "Close",
    new_group: "New group", people_here: "People", add_person: "Add a person", language: "Language", look: "Look",
    look_auto: "Automatic", look_light: "Light", look_dark: "Dark", show_chats: "Show chats and people", show_chats_unread: "Show chats and people, {n} unread",
    i_am: "I am", chat_menu: "More about this chat", jump: "Jump to", jump_post: "the next task",
    jump_reminder: "the reminder", jump_close: "the close", let_write: "Let write", messages: "Messages",
    older: "Show earlier messages", composer: "Write a message", cancel: "Cancel", commands: "Commands",
    more_kinds: "Send something else", write: "Write a message", write_hint: "Write, or / for commands",
    send: "Send", save: "Save", private_chat: "Tertulia", private_sub: "Private: only you and the bot",
    members_one: "1 person and Tertulia", members: "{n} people and Tertulia", members_alone: "{n} people, without Tertulia", bot: "bot", you: "you",
    admin: "admin", only_you: "Only you see this", edited: "edited", forwarded: "Forwarded",
    deleted: "This message was deleted.", pinned: "Pinned", voice: "Voice note", picture: "Picture",
    sticker: "Sticker", send_voice: "Send a voice note", send_picture: "Send a picture", send_sticker: "Send a sticker", send_file: "Send a file", file_too_large: "That file is too large. 20 MB is the limit.",
    reply: "Reply", correct: "Correct", edit: "Edit", forward: "Forward", delete: "Delete", copy: "Copy the text",
    message_menu: "What to do with the message of {name}", replying: "Reply to {name}", editing: "Edit your message",
    line_made: "{name} made the group and added Tertulia", line_joined: "{name} joined", line_left: "{name} left",
    line_bot_in: "{name} added Tertulia", line_bot_out: "{name} took Tertulia out", unread: "{n} unread",
    rehearsal_time: "rehearsal time", now_it_is: "Now it is {time}.", jumping: "One moment, time is passing …",
    new_tab: "Open {name} in a new tab", be: "Be {name}", down: "Newest messages", down_new_one: "1 new", down_new: "{n} new", struck: "struck out",
    name: "Name", name_hint: "For example: Elena", title: "Name of the group", or_known: "or somebody who is here already",
    nobody: "nobody", add: "Add", make: "Make the group", forward_to: "Forward to", leave: "Leave the group",
    remove: "Take {name} out of the group", bot_out: "Take Tertulia out", bot_in: "Add Tertulia again",
    bot_stop: "Stop Tertulia here", bot_start: "Start Tertulia again", ok: "OK", hidden: "Hidden text, press to show",
    whole: "Show all", file: "File {name}, {size}", reaction: "Tertulia’s sign: {sign}", opens: "opens a link",
    reconnecting: "The room does not answer. Trying again …", example: "Example: {example}", jump_to: "Go to that message",
    no_chat: "This chat is not here any more.", gone: "This is no longer there.", empty: "Write something first.",
    not_yours: "Only its writer or the group’s admin can do that.", no_person: "Choose somebody else.",
    no_task: "There is no task here yet. Jump to the next task first.", no_sample: "All sample answers are used. Write one yourself.",
    no_rehearsal: "Here the clock is the real one.", disk: "The disk is full or locked. Nothing was sent.",
    too_long: "That is too long: 8,000 characters at most. Send it in parts.", unclear: "That did not work. Try once more.",
    failed: "The bot could not take this. It is kept, and told again when the bot starts next.",
    offline: "Not sent: the room does not answer. Your text is still here.", copied: "Copied.", you_said: "You",
    spoken: "{name}, {time}", no_commands: "No such command here.", required: "needed", loading: "Loading …",
    empty_private: "Here you talk to Tertulia alone. Say hello, or type / to see what it can do.",
    empty_room: "Nobody has written yet. Say hello, or type / to see what Tertulia can do.",
  },
  es: {
    skip: "Ir a escribir", practice_room: "Sala de práctica", side: "Chats y personas", chats: "Chats", close: "Cerrar",
    new_group: "Grupo nuevo", people_here: "Personas", add_person: "Añadir a alguien", language: "Idioma", look: "Aspecto",
    look_auto: "Automático", look_light: "Claro", look_dark: "Oscuro", show_chats: "Ver chats y personas", show_chats_unread: "Ver chats y personas, {n} sin leer",
    i_am: "Soy", chat_menu: "Más sobre este chat", jump: "Saltar", jump_post: "a la próxima tarea",
    jump_reminder: "al recordatorio", jump_close: "al cierre", let_write: "Que escriba", messages: "Mensajes",
    older: "Ver mensajes anteriores", composer: "Escribir un mensaje", cancel: "Cancelar", commands: "Comandos",
    more_kinds: "Enviar otra cosa", write: "Escribir un mensaje", write_hint: "Escribe, o / para comandos",
    send: "Enviar", save: "Guardar", private_chat: "Tertulia", private_sub: "Privado: solo tú y el bot",
    members_one: "1 persona y Tertulia", members: "{n} personas y Tertulia", members_alone: "{n} personas, sin Tertulia", bot: "bot", you: "tú",
    admin: "admin", only_you: "Solo tú ves esto", edited: "editado", forwarded: "Reenviado",
    deleted: "Este mensaje se ha borrado.", pinned: "Fijado", voice: "Nota de voz", picture: "Foto",
    sticker: "Pegatina", send_voice: "Enviar una nota de voz", send_picture: "Enviar una foto", send_sticker: "Enviar una pegatina", send_file: "Enviar un archivo", file_too_large: "Ese archivo es demasiado grande. El límite son 20 MB.",
    reply: "Responder", correct: "Corregir", edit: "Editar", forward: "Reenviar", delete: "Borrar", copy: "Copiar el texto",
    message_menu: "Qué hacer con el mensaje de {name}", replying: "Respuesta a {name}", editing: "Editar tu mensaje",
    line_made: "{name} ha creado el grupo y ha añadido a Tertulia", line_joined: "{name} ha entrado", line_left: "{name} ha salido",
    line_bot_in: "{name} ha añadido a Tertulia", line_bot_out: "{name} ha quitado a Tertulia", unread: "{n} sin leer",
    rehearsal_time: "hora del ensayo", now_it_is: "Ahora es {time}.", jumping: "Un momento, el tiempo pasa …",
    new_tab: "Abrir a {name} en otra pestaña", be: "Ser {name}", down: "Mensajes más nuevos", down_new_one: "1 nuevo", down_new: "{n} nuevos", struck: "tachado",
    name: "Nombre", name_hint: "Por ejemplo: Elena", title: "Nombre del grupo", or_known: "o alguien que ya está aquí",
    nobody: "nadie", add: "Añadir", make: "Crear el grupo", forward_to: "Reenviar a", leave: "Salir del grupo",
    remove: "Sacar a {name} del grupo", bot_out: "Quitar a Tertulia", bot_in: "Añadir otra vez a Tertulia",
    bot_stop: "Parar aquí a Tertulia", bot_start: "Empezar otra vez con Tertulia", ok: "Vale", hidden: "Texto oculto, pulsa para verlo",
    whole: "Ver todo", file: "Archivo {name}, {size}", reaction: "Señal de Tertulia: {sign}", opens: "abre un enlace",
    reconnecting: "La sala no responde. Probando otra vez …", example: "Ejemplo: {example}", jump_to: "Ir a ese mensaje",
    no_chat: "Este chat ya no está aquí.", gone: "Esto ya no está.", empty: "Primero escribe algo.",
    not_yours: "Eso solo puede hacerlo quien lo escribió o el admin del grupo.", no_person: "Elige a otra persona.",
    no_task: "Aquí todavía no hay tarea. Salta primero a la próxima tarea.", no_sample: "Ya se han usado todas las respuestas de muestra. Escribe una.",
    no_rehearsal: "Aquí el reloj es el de verdad.", disk: "El disco está lleno o bloqueado. No se ha enviado nada.",
    too_long: "Es demasiado largo: 8000 caracteres como máximo. Envíalo por partes.", unclear: "No ha funcionado. Prueba otra vez.",
    failed: "El bot no ha podido recibir esto. Queda guardado y lo recibirá cuando vuelva a empezar.",
    offline: "No se ha enviado: la sala no responde. Tu texto sigue aquí.", copied: "Copiado.", you_said: "Tú",
    spoken: "{name}, {time}", no_commands: "Aquí no hay ese comando.", required: "hace falta", loading: "Cargando …",
    empty_private: "Aquí hablas a solas con Tertulia. Saluda, o escribe / para ver qué puede hacer.",
    empty_room: "Todavía no ha escrito nadie. Saluda, o escribe / para ver qué puede hacer Tertulia.",
  },
};

export const LANGUAGES = Object.keys(WORDS);

/** The names of the words there are in a language. */
export const keys = (code) => Object.keys(WORDS[code]).sort();

let language = "en";

export function speak(code) {
  const short = (code || "").slice(0, 2).toLowerCase();
  language = LANGUAGES.includes(short) ? short : "en";
  document.documentElement.lang = language;
}

export function spoken() {
  return language;
}

export function word(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Put the words into the parts of the page that carry data-word (their text) or data-label (their name). */
export function label(root = document) {
  for (const part of root.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  for (const part of root.querySelectorAll("[data-label]")) {
    part.setAttribute("aria-label", word(part.dataset.label));
    if (part.matches("button.round")) part.title = word(part.dataset.label);
  }
}

const locale = () => (language === "en" ? "en-GB" : language);

export const clockTime = (date) => new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(date);

export const longDay = (date) =>
  new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(date);

const shortDay = (date) =>
  new Intl.DateTimeFormat(locale(), { weekday: "short", day: "numeric", month: "short" }).format(date).replace(",", "");

export const dayAndTime = (date) => `${shortDay(date)}, ${clockTime(date)}`;

export const size = (bytes) => (bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
