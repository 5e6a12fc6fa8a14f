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

/** The first letter of a name as people see it, an emoji or a letter with its accents kept whole. */
export function initial(name) {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next();
  return first.done ? "?" : first.value.segment.toLocaleUpperCase();
}

export function hue(id) {
  let sum = 7;
  for (const char of id) sum = (sum * 31 + char.codePointAt(0)) % 9973;
  return `hue-${sum % 8}`;
}

export function avatar(id, name) {
  return id ? make(`span.avatar.${hue(id)}`, { "aria-hidden": "true" }, initial(name)) : make("img.avatar", { src: "/page/icon.svg", alt: "" });
}
