// A request that fails says so, in the words the page brought along:
//
//   <div id="notices" data-refused="…" data-unreachable="…" data-away="…" data-put-back="…">
//   <template id="notice-error">…<p></p>…</template>   and one for what only tells
//
// Said again, it is said once; what else stands there stays, the way back of what was done among it.
// Notices that only confirm leave after a while; one that offers an undo or tells of an error stays.

const STAY = 8000;

export function startNotices(): void {
  document.addEventListener("htmx:responseError", (event) => tell(isAway(event) ? "away" : "refused"));
  document.addEventListener("htmx:sendError", () => tell("unreachable"));
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-dismiss]")) {
      event.target.closest(".notice")?.remove();
    }
  });
  const notices = document.getElementById("notices");
  if (!notices) return;
  new MutationObserver(() => letLeave(notices)).observe(notices, { childList: true });
  letLeave(notices);
}

/** While the database is away every answer is 503; the form and its words stay on the page. */
function isAway(event: Event): boolean {
  return (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr.status === 503;
}

export function tell(
  what: "refused" | "unreachable" | "away" | "putBack",
  like: "notice-error" | "notice-info" = "notice-error",
): void {
  const notices = document.getElementById("notices");
  const template = document.getElementById(like);
  if (!notices || !(template instanceof HTMLTemplateElement)) return;
  const notice = template.content.cloneNode(true) as DocumentFragment;
  const text = notice.querySelector("p");
  if (text) text.textContent = notices.dataset[what] ?? "";
  for (const same of notices.querySelectorAll(`[data-told="${what}"]`)) same.remove();
  notice.firstElementChild?.setAttribute("data-told", what);
  notices.append(notice);
}

function letLeave(notices: HTMLElement): void {
  for (const notice of notices.querySelectorAll<HTMLElement>(".notice:not([data-leaving])")) {
    if (notice.dataset["level"] === "error" || notice.querySelector("form")) continue;
    notice.dataset["leaving"] = "";
    setTimeout(() => notice.remove(), STAY);
  }
}
