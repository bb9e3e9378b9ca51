// Who else has the case open. The page says every fifteen seconds that it is open, and what comes back
// is shown; it says goodbye when it closes, or when another case takes its place.
//
//   <div id="colleagues" data-presence="/inbox/cases/12/presence/" data-case="12">
//   <p id="colleagues-said" role="status">  says aloud what has changed

import { post, postAndLeave } from "./server";

const EVERY = 15_000;
const WHILE_READING = 4_000;
const WRITES_FOR = 20_000;

let lastKey = 0;
let saidWriting = false;
let underway = false;
let again: number | undefined;

export function startPresence(): void {
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.closest("#reply-form")) typed();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && void be());
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : void be()));
  document.addEventListener("htmx:beforeSwap", (event) => holdsPlace(event) && isFetched(event as CustomEvent) && leave());
  document.addEventListener("htmx:afterSwap", (event) => holdsPlace(event) && void be());
  for (const topic of ["presence", "case"]) {
    document.body.addEventListener(`live:${topic}`, (event) => isAbout(event as CustomEvent) && void be());
  }
  document.body.addEventListener("live:caught-up", () => void be());
  void be();
}

function place(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#colleagues[data-presence]");
}

function holdsPlace(event: Event): boolean {
  return event.target instanceof Element && event.target.contains(place());
}

/** Not what comes back when something was sent: there the same case stays open. */
function isFetched(swap: CustomEvent): boolean {
  return swap.detail.requestConfig?.verb === "get";
}

function isAbout(news: CustomEvent<{ id?: number } | null>): boolean {
  return String(news.detail?.id) === place()?.dataset["case"];
}

function typed(): void {
  lastKey = Date.now();
  if (!saidWriting) void be();
}

function isWriting(): boolean {
  const field = document.querySelector<HTMLTextAreaElement>("#reply-form textarea");
  return Boolean(field?.value.trim()) && Date.now() - lastKey < WRITES_FOR;
}

/** Say that the page is open, and show who else is there. */
async function be(): Promise<void> {
  const here = place();
  if (!here || underway || document.hidden) return;
  underway = true;
  clearTimeout(again);
  saidWriting = isWriting();
  try {
    const answer = await post(here.dataset["presence"] ?? "", { writing: saidWriting ? "yes" : "no" });
    const html = await answer.text();
    if (answer.ok && isStill(here)) show(html);
  } catch {
    // the line #connection says that nothing can be reached; who is there is asked again below
  } finally {
    underway = false;
    const reading = document.querySelector("#colleagues details[open]");
    const soon = reading ? WHILE_READING : EVERY;
    again = window.setTimeout(() => void be(), isStill(here) ? soon : 0);
  }
}

/** Another case may have taken its place meanwhile. */
function isStill(here: HTMLElement): boolean {
  return place()?.dataset["presence"] === here.dataset["presence"];
}

function show(html: string): void {
  const here = place();
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#colleagues");
  if (!here || !fresh) return;
  for (const open of here.querySelectorAll<HTMLDetailsElement>("details[open]")) {
    fresh.querySelector(`#${open.id}`)?.setAttribute("open", "");
  }
  if (fresh.innerHTML === here.innerHTML) return;
  const before = sentences(here);
  const focused = here.contains(document.activeElement);
  const node = document.importNode(fresh, true);
  here.replaceWith(node);
  htmx.process(node);
  if (focused) node.querySelector<HTMLElement>("summary, button")?.focus();
  const now = sentences(node);
  const line = document.getElementById("colleagues-said");
  if (line && now !== before) line.textContent = now;
}

function sentences(where: Element): string {
  return [...where.querySelectorAll("[data-sentence]")].map((one) => one.textContent).join(". ");
}

function leave(): void {
  const here = place();
  clearTimeout(again);
  if (here) postAndLeave(here.dataset["presence"] ?? "", { left: "yes" });
}
