// Dialogs and menus are the browser's own; this opens them where `command` is not known, and closes
// them when what they asked for was done.
//
//   <button data-opens="assign" command="show-modal" commandfor="assign">  <dialog id="assign">
//   <div hx-get="…" hx-trigger="opened">  in a dialog: fetched each time the dialog is opened
//   <details class="menu">                closed by Escape and by a click elsewhere
//
// News wait while a menu is open in what they would replace, or a form in it has been sent: its answer
// brings the news along.

export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    closeMenusOutside(event.target);
    const opener = event.target.closest<HTMLElement>("[data-opens]");
    if (opener) open(opener);
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement && isOutside(event.target, event)) event.target.close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenu(document.activeElement);
  });
  document.addEventListener("htmx:afterRequest", (event) => closeWhenDone(event as CustomEvent));
  document.addEventListener("htmx:beforeSwap", (event) => holdBack(event as CustomEvent));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target instanceof Element) event.target.closest("dialog:modal")?.querySelector<HTMLElement>("[autofocus]")?.focus();
  });
}

function open(opener: HTMLElement): void {
  const dialog = document.getElementById(opener.dataset["opens"] ?? "");
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  opener.closest<HTMLDetailsElement>("details.menu")?.removeAttribute("open");
  dialog.showModal();
  dialog.querySelector<HTMLElement>(".dialog-body :is(input:not([type=hidden]), textarea, select)")?.focus();
  for (const part of dialog.querySelectorAll("[hx-trigger=opened]")) part.dispatchEvent(new Event("opened"));
}

/** A form of a dialog was sent and taken: the dialog has done its work. */
function closeWhenDone(event: CustomEvent): void {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || !event.detail.successful) return;
  const dialog = form.closest("dialog");
  if (!dialog) return;
  form.reset();
  dialog.close();
}

/** Somebody is at what would be replaced: news that it asked for by itself may wait. */
function holdBack(event: CustomEvent): void {
  const target = event.detail.target as Element;
  const isNews = event.detail.requestConfig?.verb === "get" && target.matches("[hx-get]");
  if (!isNews) {
    for (const asking of [target, ...target.querySelectorAll("[hx-get]")]) htmx.trigger(asking, "htmx:abort"); // old by now
    return;
  }
  const menu = target.querySelector<HTMLDetailsElement>("details.menu[open]");
  if (!menu && !target.querySelector("form.htmx-request")) return;
  event.detail.shouldSwap = false;
  menu?.addEventListener("toggle", () => document.body.dispatchEvent(new CustomEvent("live:caught-up")), { once: true });
}

/** A click on the backdrop is reported on the dialog itself, at a place outside its box. */
function isOutside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  return !inside && event.detail > 0;
}

function closeMenusOutside(target: Element): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function closeMenu(focused: Element | null): void {
  const menu = focused?.closest<HTMLDetailsElement>("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}
