// The keyboard, declared where things are:
//
//   <button data-key="e">            presses it (a link is followed, a field is focused)
//   <input data-key="/">
//   <ul data-key-list>               j and k move through its links; Enter opens, as links do
//   <dialog id="keys" data-keys>     ? opens it, filled with the keys of the page
//
// `mod+k` is ctrl or cmd. Nothing happens while somebody types, except Escape (leave the field)
// and ctrl or cmd + Enter (send its form).

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (answer(event)) event.preventDefault();
  });
}

function answer(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const typing = target.matches(TYPING);
  if (typing && event.key === "Escape" && !target.closest("dialog")) return leave(target);
  if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(target);
  if (event.altKey || document.querySelector("dialog:modal")) return false;
  if (event.ctrlKey || event.metaKey) return press(`mod+${event.key.toLowerCase()}`);
  if (typing) return false;
  if (event.key === "?") return showKeys();
  if (event.key === "j") return move(1);
  if (event.key === "k") return move(-1);
  return press(event.key);
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

function press(key: string): boolean {
  const element = [...document.querySelectorAll<HTMLElement>("[data-key]")].find(
    (candidate) => candidate.dataset["key"] === key && isUsable(candidate),
  );
  if (!element) return false;
  if (element.matches(TYPING)) element.focus();
  else element.click();
  return true;
}

function isUsable(element: HTMLElement): boolean {
  return element.checkVisibility() && !element.matches(":disabled");
}

function move(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("[data-key-list] a[href]")].filter(isUsable);
  if (links.length === 0) return false;
  const here = links.findIndex((link) => link === document.activeElement);
  const start = here >= 0 ? here : links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = start < 0 ? 0 : Math.min(Math.max(start + step, 0), links.length - 1);
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: "nearest" });
  return true;
}

function showKeys(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-keys]");
  const list = dialog?.querySelector("dl");
  if (!dialog || !list) return false;
  list.querySelectorAll("[data-found]").forEach((entry) => entry.remove());
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]")) {
    if (isUsable(element)) list.append(...describe(element));
  }
  dialog.showModal();
  return true;
}

function describe(element: HTMLElement): HTMLElement[] {
  const term = document.createElement("dt");
  term.append(
    ...(element.dataset["key"] ?? "").split("+").map((part) => {
      const key = document.createElement("kbd");
      key.textContent = part === "mod" ? modifier() : part;
      return key;
    }),
  );
  const meaning = document.createElement("dd");
  meaning.textContent = nameOf(element);
  term.dataset["found"] = meaning.dataset["found"] = "";
  return [term, meaning];
}

function nameOf(element: HTMLElement): string {
  const said = element.dataset["keyLabel"] ?? element.getAttribute("aria-label");
  if (said) return said;
  const label = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement ? element.labels?.[0] : null;
  const copy = (label ?? element).cloneNode(true) as HTMLElement;
  copy.querySelectorAll("kbd").forEach((key) => key.remove());
  return copy.textContent?.trim() ?? "";
}

function modifier(): string {
  return /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "ctrl";
}
