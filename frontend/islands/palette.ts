// Everything by words: what can be done on this page, where one can go, and cases.
//
//   <dialog id="palette" data-palette data-cases="/inbox/commands/">
//     <input role="combobox" aria-controls="palette-list">
//     <div role="listbox" id="palette-list"> <div role="group" data-group="here|places|cases">
//
// The focus stays in the field; arrows move the choice, Enter does it. What can be done is read off
// the page: each element with a data-key, and each link of the main navigation.

import { isUsable, keyCaps, keysOfThePage, nameOf, TYPING } from "./keys";
import { rank } from "./fuzzy";

const ASKED_AFTER = 150;

interface Command {
  name: string;
  key: string;
  run: () => void;
}

let waiting: number | undefined;
let asked: AbortController | null = null;
let commands = new Map<Element, Command>();

export function startPalette(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-palette]");
  const field = dialog?.querySelector<HTMLInputElement>("[role=combobox]");
  if (!dialog || !field) return;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-opens=palette]")) begin(dialog, field);
  });
  field.addEventListener("input", () => show(dialog, field));
  field.addEventListener("keydown", (event) => {
    if (answer(event, dialog, field)) event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (!option) return;
    event.preventDefault();
    run(option, dialog);
  });
}

function begin(dialog: HTMLDialogElement, field: HTMLInputElement): void {
  field.value = "";
  group(dialog, "cases")?.replaceChildren();
  show(dialog, field);
  field.focus();
}

function show(dialog: HTMLDialogElement, field: HTMLInputElement): void {
  const words = field.value.trim();
  commands = new Map();
  fill(dialog, "here", rank(words, actions(), (one) => one.name).slice(0, words ? 8 : 40));
  fill(dialog, "places", rank(words, places(), (one) => one.name).slice(0, words ? 6 : 20));
  choose(field, options(dialog)[0] ?? null);
  clearTimeout(waiting);
  waiting = window.setTimeout(() => void askForCases(dialog, field, words), ASKED_AFTER);
  if (!words) group(dialog, "cases")?.replaceChildren();
  tellWhetherEmpty(dialog);
}

/** What the keys of this page do, those that lead elsewhere left out. */
function actions(): Command[] {
  return keysOfThePage()
    .filter((element) => !leads(element) && element.dataset["opens"] !== "palette" && !element.closest("[data-key-item]"))
    .map((element) => ({ name: nameOf(element), key: element.dataset["key"] ?? "", run: () => use(element) }));
}

function places(): Command[] {
  const links = document.querySelectorAll<HTMLAnchorElement>(".bar-nav a, .menu-panel a.menu-item, a[data-key^='g ']");
  const found = new Map<string, Command>();
  for (const link of links) {
    if (!isUsable(link)) continue;
    const known = found.get(link.href);
    const key = link.dataset["key"] ?? known?.key ?? "";
    found.set(link.href, { name: nameOf(link), key, run: () => link.click() });
  }
  return [...found.values()];
}

function leads(element: HTMLElement): boolean {
  return element.matches("a[href]") && element.dataset["key"]?.startsWith("g ") === true;
}

function use(element: HTMLElement): void {
  if (element.matches(TYPING)) element.focus();
  else element.click();
}

function fill(dialog: HTMLDialogElement, name: string, found: Command[]): void {
  const place = group(dialog, name);
  if (!place) return;
  place.replaceChildren(
    ...found.map((command, index) => {
      const option = document.createElement("div");
      option.role = "option";
      option.id = `command-${name}-${index}`;
      option.ariaSelected = "false";
      const words = document.createElement("span");
      words.textContent = command.name;
      const caps = document.createElement("span");
      caps.className = "palette-key";
      caps.ariaHidden = "true";
      caps.append(...(command.key ? keyCaps(command.key) : []));
      option.append(words, caps);
      commands.set(option, command);
      return option;
    }),
  );
}

async function askForCases(dialog: HTMLDialogElement, field: HTMLInputElement, words: string): Promise<void> {
  const address = dialog.dataset["cases"];
  asked?.abort();
  if (!address || !words) return;
  asked = new AbortController();
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
    if (!answer.ok || field.value.trim() !== words) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    group(dialog, "cases")?.replaceChildren(...found.querySelectorAll("[role=option]"));
    if (!options(dialog).some(isChosen)) choose(field, options(dialog)[0] ?? null);
    tellWhetherEmpty(dialog);
  } catch {
    // words typed meanwhile ended this question; without a network there are no cases to offer
  }
}

function answer(event: KeyboardEvent, dialog: HTMLDialogElement, field: HTMLInputElement): boolean {
  const all = options(dialog);
  const here = all.findIndex(isChosen);
  const last = all.length - 1;
  if (event.isComposing) return false;
  if (event.key === "ArrowDown") choose(field, all[here >= last ? 0 : here + 1] ?? null);
  else if (event.key === "ArrowUp") choose(field, all[here <= 0 ? last : here - 1] ?? null);
  else if (event.key === "Enter") {
    const chosen = all[here];
    if (chosen) run(chosen, dialog);
  } else return false;
  return true;
}

function run(option: HTMLElement, dialog: HTMLDialogElement): void {
  dialog.close();
  const command = commands.get(option);
  if (command) command.run();
  else if (option instanceof HTMLAnchorElement) location.assign(option.href);
}

function options(dialog: HTMLDialogElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>("[role=option]")];
}

function isChosen(option: HTMLElement): boolean {
  return option.ariaSelected === "true";
}

function choose(field: HTMLInputElement, option: HTMLElement | null): void {
  for (const one of document.querySelectorAll<HTMLElement>("#palette-list [role=option]")) one.ariaSelected = "false";
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.ariaSelected = "true";
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function group(dialog: HTMLDialogElement, name: string): HTMLElement | null {
  return dialog.querySelector(`[data-group=${name}] [data-options]`);
}

function tellWhetherEmpty(dialog: HTMLDialogElement): void {
  for (const one of dialog.querySelectorAll<HTMLElement>("[data-group]")) {
    one.hidden = one.querySelector("[role=option]") === null;
  }
  const nothing = dialog.querySelector<HTMLElement>("[data-nothing]");
  if (nothing) nothing.hidden = options(dialog).length > 0;
}
