// What was typed is not lost when the login ended meanwhile: whoever sends a form leaves a copy of the
// page's forms in this tab. If a page answers that kept nothing, they are put back where they stood.
//
//   <body data-who="3">                       whose words they are; nobody else is shown them
//   <… data-nothing-kept>                     the log-in, or the page that says a form is too old;
//                                             data-logged-out: by one who has no login any more
//   <a data-back-to-form hidden>              leads back to the page one wrote on
//   <form data-draft="…">                     looks after itself: see drafts.ts
//
// Hidden fields are put back too: they tell the server which state of the page the words answer.

import { keptNothing, tell } from "./notices";

interface Copy {
  who: string;
  page: string;
  refused: boolean;
  forms: [form: string, fields: [name: string, value: string][]][];
}

const PLACE = "parvis-typed";
const TOKEN = "csrfmiddlewaretoken";
const NOT_TYPED = ["password", "file", "submit", "button", "reset"];

export function startPutBack(): void {
  arrive();
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && isWrittenIn(event.target)) leaveCopy();
  });
  document.addEventListener("htmx:afterRequest", (event) => answered((event as CustomEvent).detail));
}

function arrive(): void {
  const copy = read();
  if (!copy) return;
  if (document.querySelector("[data-nothing-kept]")) {
    write({ ...copy, refused: true });
    offerWayBack(copy.page);
  } else if (!copy.refused || copy.who !== who()) forget();
  else if (copy.page === here()) putBack(copy);
}

function offerWayBack(page: string): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-back-to-form]");
  if (!link) return;
  link.href = page;
  link.hidden = false;
}

function leaveCopy(): void {
  if (document.querySelector("[data-nothing-kept]")) return;
  const forms: Copy["forms"] = writtenForms().map(([name, form]) => [name, fieldsOf(form)]);
  write({ who: who(), page: here(), refused: false, forms });
}

function answered(detail: { successful?: boolean; xhr: XMLHttpRequest; requestConfig: { verb: string } }): void {
  if (detail.requestConfig.verb === "get") return;
  const copy = read();
  if (!copy) return;
  if (detail.successful) forget();
  else if (keptNothing(detail.xhr)) write({ ...copy, refused: true });
}

function putBack(copy: Copy): void {
  const forms = new Map(writtenForms());
  let isSeen = false;
  for (const [name, fields] of copy.forms) {
    const form = forms.get(name);
    if (form && fill(form, fields)) isSeen = true;
  }
  forget();
  if (isSeen) tell("putBack", "notice-info");
}

/** Whether this changed what somebody sees. */
function fill(form: HTMLFormElement, fields: [string, string][]): boolean {
  let isSeen = false;
  const seen = new Map<string, number>();
  for (const control of form.elements) {
    if (!isControl(control) || !control.name || control.name === TOKEN || NOT_TYPED.includes(control.type)) continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    const place = seen.get(control.name) ?? 0;
    seen.set(control.name, place + 1);
    if (!set(control, values, place) || control.type === "hidden") continue;
    show(control);
    isSeen = true;
  }
  return isSeen;
}

/** Whether this changed what stands there. */
function set(control: Control, values: string[], place: number): boolean {
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
    const checked = values.includes(control.value);
    if (control.checked === checked) return false;
    control.checked = checked;
    return true;
  }
  if (control instanceof HTMLSelectElement && control.multiple) {
    const others = [...control.options].filter((option) => option.selected !== values.includes(option.value));
    for (const option of others) option.selected = !option.selected;
    return others.length > 0;
  }
  const value = values[place];
  if (value === undefined || sameWords(control.value, value)) return false;
  control.value = value;
  return true;
}

function show(control: Control): void {
  for (let above = control.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isControl(element: Element): element is Control {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** A form sends the ends of its lines in another way than its fields hold them. */
function sameWords(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (field): field is [string, string] => field[0] !== TOKEN && typeof field[1] === "string",
  );
}

function writtenForms(): [string, HTMLFormElement][] {
  const forms = [...document.forms].filter(isWrittenIn);
  return forms.map((form) => [form.id || `${form.getAttribute("action")} ${hiddenValues(form)}`, form]);
}

/** Which of several like forms it is: what it is about stands in its hidden fields. */
function hiddenValues(form: HTMLFormElement): string {
  const hidden = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")];
  return hidden.filter((field) => field.name !== TOKEN).map((field) => `${field.name}=${field.value}`).join(" ");
}

function isWrittenIn(form: HTMLFormElement): boolean {
  return (
    form.method === "post" &&
    !form.hasAttribute("data-draft") &&
    form.closest("main, dialog") !== null &&
    form.querySelector("[type=password], input[name=password]") === null
  );
}

function who(): string {
  return document.body.dataset["who"] ?? "";
}

function here(): string {
  return location.pathname + location.search;
}

function read(): Copy | null {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? "null") as Copy | null;
  } catch {
    return null; // storage is switched off, or holds something else
  }
}

function write(copy: Copy): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(copy));
  } catch {
    // storage is switched off or full: going back with the browser is what is left
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // storage is switched off: there is nothing to forget
  }
}
