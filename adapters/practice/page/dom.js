// Makes elements; text is always set as text, so nothing anybody writes can become markup.

export const byId = (id) => document.getElementById(id);

/** make("button.round", {type: "button", onclick}, "text", child, …); null children are left out. */
export function make(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  plus: "M12 5v14M5 12h14",
  cross: "M6 6l12 12M18 6L6 18",
  bars: "M4 7h16M4 12h16M4 17h16",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  send: "M5 12h13M12 5l7 7-7 7",
  away: "M8 16L17 7M9 7h8v8",
  down: "M12 5v14M6 13l6 6 6-6",
};

export function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon ${name}`, "aria-hidden": "true" })) drawing.setAttribute(key, value);
  drawing.append(path);
  return drawing;
}

/** The first letter of a name as people see it, an emoji or a letter with its accents kept whole. */
export function initial(name) {
  const [first = "?"] = Intl.Segmenter ? Array.from(new Intl.Segmenter().segment(name.trim()), ({ segment }) => segment) : name.trim();
  return first.toLocaleUpperCase();
}

const hues = new Map();

/** A colour for each, in the order they are first seen. */
export function hue(id) {
  if (!hues.has(id)) hues.set(id, hues.size % 8);
  return `hue-${hues.get(id)}`;
}

export function avatar(id, name) {
  return id ? make(`span.avatar.${hue(id)}`, { "aria-hidden": "true" }, initial(name)) : make("img.avatar", { src: "/page/icon.svg", alt: "" });
}
