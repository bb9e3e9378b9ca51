// Who else has the case open. The page says every fifteen seconds that it is open, and what comes back
// is shown; it says goodbye when it closes.
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
  if (!place()) return;
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.closest("#reply-form")) typed();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && void be());
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : void be()));
  const number = place()?.dataset["case"];
  for (const topic of [`presence-${number}`, `case-${number}`, "caught-up"]) {
    document.body.addEventListener(`live:${topic}`, () => void be());
  }
  void be();
}

function place(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#colleagues[data-presence]");
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
    if (answer.ok) show(await answer.text());
  } catch {
    // the line #connection says that nothing can be reached; who is there is asked again below
  } finally {
    underway = false;
    const reading = document.querySelector("#colleagues details[open]");
    again = window.setTimeout(() => void be(), reading ? WHILE_READING : EVERY);
  }
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
