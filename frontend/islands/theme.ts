// Changes the theme at once; the form is sent behind the page, so that the server remembers.

export function startTheme(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-theme-form]")) return;
    const button = (event as SubmitEvent).submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    apply(button.value);
    press(form, button);
    void remember(form, button);
  });
}

function apply(theme: string): void {
  if (theme) document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
}

function press(form: HTMLFormElement, chosen: HTMLButtonElement): void {
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}

/** If the server cannot be told now, the choice holds for this page: nothing to report. */
async function remember(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const body = new FormData(form, button);
  await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => undefined);
}
