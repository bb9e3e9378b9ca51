// Colleagues offered while one types @ in a note:
//
//   <textarea id="id_note">  <ul id="mentions" role="listbox" hidden><li role="option" data-name="…">
//
// Arrows choose, Enter or Tab writes the name, Escape closes the list.

const CALL = /(^|[\s(])@([\p{L}\p{N}’' -]{0,40})$/u;

export function startMentions(): void {
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.name === "note") offer(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.name === "note" && answer(event, event.target)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("mousedown", (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("#mentions [role=option]") : null;
    const field = document.querySelector<HTMLTextAreaElement>("textarea[name=note]");
    if (!option || !field) return;
    event.preventDefault();
    write(field, option);
  });
}

function list(): HTMLElement | null {
  return document.getElementById("mentions");
}

function offer(field: HTMLTextAreaElement): void {
  const called = CALL.exec(field.value.slice(0, field.selectionStart))?.[2];
  const all = list();
  if (!all) return;
  const typed = called?.toLocaleLowerCase() ?? "";
  let first: HTMLElement | null = null;
  for (const option of options(all)) {
    const fits = called !== undefined && words(option).some((word) => word.startsWith(typed));
    option.hidden = !fits;
    if (fits) first ??= option;
  }
  all.hidden = first === null;
  choose(field, first);
}

function options(all: HTMLElement): HTMLElement[] {
  return [...all.querySelectorAll<HTMLElement>("[role=option]")];
}

/** What one may begin to type: the whole name, or any word of it. */
function words(option: HTMLElement): string[] {
  const name = (option.dataset["name"] ?? "").toLocaleLowerCase();
  return [name, ...name.split(/\s+/)];
}

function answer(event: KeyboardEvent, field: HTMLTextAreaElement): boolean {
  const all = list();
  if (!all || all.hidden) return false;
  const shown = options(all).filter((option) => !option.hidden);
  const here = shown.findIndex((option) => option.ariaSelected === "true");
  const chosen = shown[here];
  if (event.key === "ArrowDown") choose(field, shown[(here + 1) % shown.length] ?? null);
  else if (event.key === "ArrowUp") choose(field, shown[(here - 1 + shown.length) % shown.length] ?? null);
  else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
    if (!chosen) return false;
    write(field, chosen);
  } else if (event.key === "Escape") close(field);
  else return false;
  return true;
}

function choose(field: HTMLTextAreaElement, option: HTMLElement | null): void {
  const all = list();
  for (const one of all ? options(all) : []) one.ariaSelected = String(one === option);
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function write(field: HTMLTextAreaElement, option: HTMLElement): void {
  const before = field.value.slice(0, field.selectionStart).replace(CALL, `$1@${option.dataset["name"]} `);
  field.setRangeText(before, 0, field.selectionStart, "end");
  close(field);
}

function close(field: HTMLTextAreaElement): void {
  const all = list();
  if (all) all.hidden = true;
  choose(field, null);
}
