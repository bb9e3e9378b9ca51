// A list that news replace stays where one was reading.
//
//   <div data-keeps-scroll>  its lines have ids: the first one in sight stays at its height
//
// At the very top it stays at the top: that is where what is urgent arrives.

interface Sight {
  top: number;
  line: string;
  height: number;
}

export function startScrolled(): void {
  let before: Sight | null = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const list = listIn(event.target);
    before = list && list.scrollTop > 0 ? inSight(list) : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const list = listIn(event.target);
    if (list && before) scrollBack(list, before);
  });
}

function listIn(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.querySelector<HTMLElement>("[data-keeps-scroll]") : null;
}

function inSight(list: HTMLElement): Sight {
  const top = list.getBoundingClientRect().top;
  const line = [...list.querySelectorAll<HTMLElement>("a[id]")].find((one) => one.getBoundingClientRect().bottom > top);
  return { top: list.scrollTop, line: line?.id ?? "", height: heightIn(list, line) };
}

function scrollBack(list: HTMLElement, before: Sight): void {
  list.scrollTop = before.top;
  const line = before.line ? document.getElementById(before.line) : null;
  if (line && list.contains(line)) list.scrollTop += heightIn(list, line) - before.height;
}

/** How far below the top of the list the line begins, in pixels. */
function heightIn(list: HTMLElement, line: HTMLElement | undefined): number {
  return line ? line.getBoundingClientRect().top - list.getBoundingClientRect().top : 0;
}
