// A request that fails says so, in the words the page brought along:
//
//   <div id="notices" data-refused="…" data-unreachable="…" data-away="…" data-put-back="…"
//        data-logged-out="…" data-log-in="…" data-too-old="…" data-open-again="…">
//   <template id="notice-error">…<p></p>…</template>   and one for what only tells
//
// Said again, it is said once; what else stands there stays, the way back of what was done among it.
// Notices that only confirm leave after a while; one that offers an undo or tells of an error stays.

const STAY = 8000;

type Told = "refused" | "unreachable" | "away" | "putBack" | "loggedOut" | "tooOld";

/** What is told with a link to this page: opened again, it asks whoever is logged out to log in. */
const LINKED: Partial<Record<Told, string>> = { loggedOut: "logIn", tooOld: "openAgain" };

export function startNotices(): void {
  document.addEventListener("htmx:responseError", (event) => tell(whyNot((event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr)));
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

/** While the database is away every answer is 503; the form and its words stay on the page. Whose
 * page is older than their login, or than its end, is refused however often they try. */
function whyNot(xhr: XMLHttpRequest): Told {
  if (xhr.status === 503) return "away";
  if (!keptNothing(xhr)) return "refused";
  const hadLogin = document.getElementById("notices")?.dataset["loggedOut"] !== undefined;
  return hadLogin && xhr.responseText.includes("data-logged-out") ? "loggedOut" : "tooOld";
}

/** The page that says a form is too old; who may not do a thing gets another. */
export function keptNothing(xhr: XMLHttpRequest): boolean {
  return xhr.status === 403 && xhr.responseText.includes("data-nothing-kept");
}

export function tell(what: Told, like: "notice-error" | "notice-info" = "notice-error"): void {
  const notices = document.getElementById("notices");
  const template = document.getElementById(like);
  if (!notices || !(template instanceof HTMLTemplateElement)) return;
  const notice = template.content.cloneNode(true) as DocumentFragment;
  const text = notice.querySelector("p");
  if (text) text.textContent = notices.dataset[what] ?? "";
  const linked = LINKED[what];
  if (linked) text?.append(" ", linkHere(notices.dataset[linked] ?? ""));
  for (const same of notices.querySelectorAll(`[data-told="${what}"]`)) same.remove();
  notice.firstElementChild?.setAttribute("data-told", what);
  notices.append(notice);
}

function linkHere(words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = words;
  return link;
}

function letLeave(notices: HTMLElement): void {
  for (const notice of notices.querySelectorAll<HTMLElement>(".notice:not([data-leaving])")) {
    if (notice.dataset["level"] === "error" || notice.querySelector("form")) continue;
    notice.dataset["leaving"] = "";
    setTimeout(() => notice.remove(), STAY);
  }
}
