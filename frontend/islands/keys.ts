// The keyboard, declared where things are:
//
//   <button data-key="e">            presses it (a link is followed, a field is focused)
//   <a data-key="g m">               two keys, one after the other
//   <ul data-key-list>               j and k move through its links and things; Enter opens, as links do
//   <div data-key-list="shift">      the same with J and K
//   <li data-key-item>               keys inside it are its own: they work while it has the focus
//   <ul data-key-list data-moves-on> what is answered makes way: the focus goes to the next one
//   <dialog id="keys" data-keys>     ? opens it, filled with the keys of the page
//
// `mod+k` is ctrl or cmd. Nothing happens while somebody types, except Escape (leave the field)
// and ctrl or cmd + Enter (send its form). While a dialog is open, only its own keys work.

export const TYPING =
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const SECOND_KEY_WITHIN = 1500;

let first = "";
let forget: number | undefined;

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (answer(event)) event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const answered = event.target instanceof HTMLElement && event.target === document.activeElement;
    if (answered && event.target.closest("[data-moves-on]")) move(1, "[data-key-list='']");
  });
}

function answer(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const typing = target.matches(TYPING);
  const modal = document.querySelector<HTMLElement>("dialog:modal");
  if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(target);
  if (typing && event.key === "Escape" && !modal) return leave(target);
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return !modal && press(`mod+${event.key.toLowerCase()}`, document);
  if (typing) return false;
  if (modal) return press(event.key, modal);
  return second(event.key) || alone(event.key);
}

function alone(key: string): boolean {
  if (key === "?") return showKeys();
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1, "[data-key-list='']");
  if (key === "J" || key === "K") return move(key === "J" ? 1 : -1, "[data-key-list=shift]");
  return press(key, document) || begin(key);
}

/** The first of two keys: it is remembered for a moment. */
function begin(key: string): boolean {
  if (!all(document).some((element) => element.dataset["key"]?.startsWith(`${key} `))) return false;
  first = key;
  clearTimeout(forget);
  forget = window.setTimeout(() => (first = ""), SECOND_KEY_WITHIN);
  return true;
}

function second(key: string): boolean {
  if (!first) return false;
  const both = `${first} ${key}`;
  first = "";
  return press(both, document);
}

function leave(field: HTMLElement): boolean {
  field.blur();
  return true;
}

function send(field: HTMLElement): boolean {
  const form = field.closest("form");
  form?.requestSubmit();
  return form !== null;
}

function press(key: string, where: Document | HTMLElement): boolean {
  const item = document.activeElement?.closest<HTMLElement>("[data-key-item]");
  const element = (item && find(key, item)) ?? find(key, where);
  if (!element) return false;
  if (element.matches(TYPING)) element.focus();
  else element.click();
  if (element instanceof HTMLElement && element.matches("summary")) focusFirst(element);
  return true;
}

function find(key: string, where: Document | HTMLElement): HTMLElement | undefined {
  const own = where instanceof HTMLElement && where.matches("[data-key-item]");
  return all(where).find(
    (element) =>
      element.dataset["key"] === key && isUsable(element) && (own || !element.closest("[data-key-item]")),
  );
}

function all(where: Document | HTMLElement): HTMLElement[] {
  return [...where.querySelectorAll<HTMLElement>("[data-key]")];
}

/** Seen, or in a menu that is closed and whose button is seen: its key spares opening it. */
export function isUsable(element: HTMLElement): boolean {
  if (element.matches(":disabled")) return false;
  const menu = element.closest<HTMLDetailsElement>("details.menu:not([open])");
  return (menu?.querySelector("summary") ?? element).checkVisibility();
}

/** A menu was opened by its key: the focus goes in. */
function focusFirst(summary: HTMLElement): void {
  const menu = summary.closest("details");
  if (menu?.open) menu.querySelector<HTMLElement>(".menu-panel :is(a, button, input:not([type=hidden]))")?.focus();
}

function move(step: 1 | -1, list: string): boolean {
  const things = [...document.querySelectorAll<HTMLElement>(`${list} :is(a[href], [data-key-item][tabindex])`)]
    .filter((thing) => !thing.parentElement?.closest("[data-key-item][tabindex]"))
    .filter(isUsable);
  if (things.length === 0) return false;
  const here = things.findIndex((thing) => thing.contains(document.activeElement));
  const start = here >= 0 ? here : things.findIndex((thing) => thing.hasAttribute("aria-current"));
  const next = start < 0 ? (list.includes("shift") ? things.length - 1 : 0) : start + step;
  const found = things[Math.min(Math.max(next, 0), things.length - 1)];
  found?.focus();
  found?.scrollIntoView({ block: "nearest" });
  return true;
}

function showKeys(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-keys]");
  const list = dialog?.querySelector("dl");
  if (!dialog || !list) return false;
  list.querySelectorAll("[data-found]").forEach((entry) => entry.remove());
  for (const element of keysOfThePage()) list.append(...describe(element));
  dialog.showModal();
  return true;
}

/** One element for each key, those of things in a list included. */
export function keysOfThePage(): HTMLElement[] {
  const found = new Map<string, HTMLElement>();
  for (const element of all(document)) {
    const key = element.dataset["key"] ?? "";
    const item = element.closest<HTMLElement>("[data-key-item]");
    if (element.closest("dialog") || found.has(key)) continue;
    if (item ? item.checkVisibility() : isUsable(element)) found.set(key, element);
  }
  return [...found.values()];
}

function describe(element: HTMLElement): HTMLElement[] {
  const term = document.createElement("dt");
  term.append(...keyCaps(element.dataset["key"] ?? ""));
  const meaning = document.createElement("dd");
  meaning.textContent = nameOf(element);
  term.dataset["found"] = meaning.dataset["found"] = "";
  return [term, meaning];
}

/** A key as it is printed: `mod+k` is two of them, and so is `g m`. */
export function keyCaps(key: string): HTMLElement[] {
  return key.split(/[+ ]/).map((part) => {
    const cap = document.createElement("kbd");
    cap.textContent = part === "mod" ? modifier() : part;
    return cap;
  });
}

/** What the key does, in the words that stand on it. */
export function nameOf(element: HTMLElement): string {
  const said = element.dataset["keyLabel"] ?? element.getAttribute("aria-label");
  if (said) return said;
  const label = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement ? element.labels?.[0] : null;
  const copy = (label ?? element).cloneNode(true) as HTMLElement;
  copy.querySelectorAll("kbd, .count").forEach((part) => part.remove());
  return copy.textContent?.trim().replace(/\s+/g, " ") ?? "";
}

function modifier(): string {
  return /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "ctrl";
}
