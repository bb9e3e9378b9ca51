// Choosing several things in a list, for one deed.
//
//   <div data-keeps-picks>                 what is ticked in it stays ticked when news replace it
//   <form data-counts-picks="case">        <output data-picked> says how many are ticked
//
// Without script the boxes and the form work; only the number is missing.

export function startPicks(): void {
  let ticked: string[] = [];
  const remember = (event: Event) => {
    if (keeps(event.target)) ticked = picks(event.target).map(nameOf);
  };
  const tickAgain = (event: Event) => {
    if (!keeps(event.target)) return;
    tick(event.target, ticked);
    count();
  };
  document.addEventListener("change", count);
  document.addEventListener("reset", () => setTimeout(count));
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:oobBeforeSwap", remember);
  // not on htmx:load, which comes a moment later: a key pressed meanwhile would find nothing chosen
  document.addEventListener("htmx:afterSwap", tickAgain);
  document.addEventListener("htmx:oobAfterSwap", tickAgain);
  count();
}

function keeps(target: EventTarget | null): target is Element {
  return target instanceof Element && target.matches("[data-keeps-picks]");
}

function picks(where: Element): HTMLInputElement[] {
  return [...where.querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked")];
}

function nameOf(box: HTMLInputElement): string {
  return `${box.name} ${box.value}`;
}

function tick(where: Element, names: string[]): void {
  for (const box of where.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
    if (names.includes(nameOf(box))) box.checked = true;
  }
}

function count(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-counts-picks]")) {
    const name = form.dataset["countsPicks"] ?? "";
    const output = form.querySelector("[data-picked]");
    const boxes = document.querySelectorAll(`input[type=checkbox][name=${name}]:checked`);
    if (output) output.textContent = String(boxes.length);
  }
}
