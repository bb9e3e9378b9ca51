// What is typed into an answer is kept: on the server a second after the last key, and when the page
// goes away or another case takes its place; in this browser with every key, in case the server cannot
// be reached.
//
//   <form data-draft="/inbox/cases/12/draft/" data-draft-of="3" data-sent="key key">
//     <input name="key" type="hidden"> <textarea name="text">
//     <span class="reply-kept" data-kept="…" data-waiting="…">
//
// The copy in this browser bears the key of the click that will send it. Once the page says that this
// key was sent, the copy is forgotten; one that the server has not kept is put back into the field.

import { post, postAndLeave } from "./server";

interface Copy {
  key: string;
  text: string;
  kept: boolean;
}

const AFTER_THE_LAST_KEY = 1000;
const TRIED_AGAIN_AFTER = 5000;

export function startDrafts(): void {
  document.addEventListener("htmx:load", begin);
  begin();
}

function begin(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    if (form.dataset["draftBegun"]) continue;
    form.dataset["draftBegun"] = "yes";
    new Draft(form);
  }
}

class Draft {
  private readonly field: HTMLTextAreaElement;
  private readonly place: string;
  private waiting: number | undefined;
  private underway: AbortController | null = null;
  private sending = false;
  private told: string;

  constructor(private readonly form: HTMLFormElement) {
    this.field = form.querySelector("textarea")!;
    this.place = `parvis-draft ${form.dataset["draftOf"]} ${form.dataset["draft"]}`;
    this.told = this.field.value;
    this.putBack();
    this.field.addEventListener("input", () => this.typed());
    form.addEventListener("submit", () => this.submitted());
    form.addEventListener("htmx:afterRequest", (event) => this.answered(event as CustomEvent));
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    document.addEventListener("htmx:beforeSwap", (event) => {
      if (event.target instanceof Element && event.target.contains(this.form)) this.leave();
    });
  }

  /** Words of this browser that the server has not: they were typed while it was away. */
  private putBack(): void {
    const copy = this.copy();
    if (!copy) return;
    const sent = (this.form.dataset["sent"] ?? "").split(" ");
    if (sent.includes(copy.key)) this.forget();
    else if (!copy.kept && copy.text !== this.field.value) {
      this.field.value = copy.text;
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.typed();
    }
  }

  private typed(): void {
    this.sending = false;
    this.remember(false);
    this.say("");
    this.waitFor(AFTER_THE_LAST_KEY);
  }

  private waitFor(milliseconds: number): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.keep(), milliseconds);
  }

  private async keep(): Promise<void> {
    const text = this.field.value;
    if (this.sending || !this.form.isConnected || text === this.told) return;
    this.underway = new AbortController();
    try {
      const answer = await post(this.address, this.fields(), { signal: this.underway.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.told = text;
      if (text === this.field.value) this.remember(true);
      this.say(text.trim() ? "kept" : "");
    } catch {
      if (this.sending) return;
      this.say("waiting");
      this.waitFor(TRIED_AGAIN_AFTER);
    }
  }

  /** From here on the answer itself carries the words. */
  private submitted(): void {
    this.sending = true;
    clearTimeout(this.waiting);
    this.underway?.abort();
    this.remember(false);
  }

  private answered(event: CustomEvent): void {
    if (event.target !== this.form) return;
    if (event.detail.successful) this.forget();
    else {
      this.sending = false;
      this.told = "";
      this.waitFor(TRIED_AGAIN_AFTER);
    }
  }

  private leave(): void {
    if (this.sending || !this.form.isConnected || this.field.value === this.told) return;
    postAndLeave(this.address, this.fields());
  }

  private get address(): string {
    return this.form.dataset["draft"] ?? "";
  }

  private fields(): Record<string, string> {
    const named = (name: string) => this.form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "";
    return { text: this.field.value, question: named("question"), key: named("key") };
  }

  private copy(): Copy | null {
    try {
      return JSON.parse(localStorage.getItem(this.place) ?? "null") as Copy | null;
    } catch {
      return null; // storage is switched off, or holds something else
    }
  }

  private remember(kept: boolean): void {
    const copy: Copy = { key: this.fields()["key"] ?? "", text: this.field.value, kept };
    try {
      if (copy.text) localStorage.setItem(this.place, JSON.stringify(copy));
      else localStorage.removeItem(this.place);
    } catch {
      // storage is switched off or full: the server keeps the words all the same
    }
  }

  private forget(): void {
    try {
      localStorage.removeItem(this.place);
    } catch {
      // storage is switched off: there is nothing to forget
    }
  }

  private say(what: "kept" | "waiting" | ""): void {
    const line = this.form.querySelector<HTMLElement>(".reply-kept");
    if (line) line.textContent = what ? (line.dataset[what] ?? "") : "";
  }
}
