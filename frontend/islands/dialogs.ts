// Dialogs and menus are the browser's own; this opens and closes them.
//
//   <button data-opens="assign">  <dialog id="assign">  <button data-closes>
//   <details class="menu">        closed by Escape and by a click elsewhere

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
}

function open(opener: HTMLElement): void {
  const dialog = document.getElementById(opener.dataset["opens"] ?? "");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
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
