// The site as an application: its service worker, and the button that asks to be warned.
//
//   <body data-worker="/service-worker.js">
//   <form data-push="application key">
//     <input type="hidden" name="endpoint"> <input … name="p256dh"> <input … name="auth">
//     <button type="button" hidden>
//   </form>
//   <p data-push-says="looking"> <p data-push-says="unsupported" hidden>
//   <p data-push-says="denied" hidden> <p data-push-says="on" hidden>

export function startInstalled(): void {
  const address = document.body.dataset["worker"];
  if (!address || !("serviceWorker" in navigator)) {
    say("unsupported");
    return;
  }
  void navigator.serviceWorker.register(address, { scope: "/" }).then(offerWarnings, () => say("unsupported"));
}

async function offerWarnings(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form[data-push]");
  const button = form?.querySelector("button");
  if (!form || !button) return;
  if (!("PushManager" in window) || !("Notification" in window)) return say("unsupported");
  if (Notification.permission === "denied") return say("denied");
  const worker = await navigator.serviceWorker.ready;
  const current = await worker.pushManager.getSubscription();
  if (current && isListed(current)) return say("on");
  say("");
  button.hidden = false;
  button.addEventListener("click", () => void ask(form, button, worker));
}

async function ask(form: HTMLFormElement, button: HTMLButtonElement, worker: ServiceWorkerRegistration): Promise<void> {
  button.disabled = true;
  if ((await Notification.requestPermission()) !== "granted") {
    button.hidden = true;
    return say("denied");
  }
  try {
    const given = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: form.dataset["push"] ?? "",
    });
    fill(form, given);
    form.submit();
  } catch {
    button.disabled = false;
    say("unreachable");
  }
}

function fill(form: HTMLFormElement, given: PushSubscription): void {
  const { endpoint, keys } = given.toJSON();
  const values = { endpoint, p256dh: keys?.["p256dh"], auth: keys?.["auth"] };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value ?? "";
  }
}

/** Whether the page lists this browser among those that are warned. */
function isListed(subscription: PushSubscription): boolean {
  return [...document.querySelectorAll<HTMLElement>("[data-endpoint]")].some(
    (row) => row.dataset["endpoint"] === subscription.endpoint,
  );
}

function say(what: string): void {
  for (const words of document.querySelectorAll<HTMLElement>("[data-push-says]")) {
    words.hidden = words.dataset["pushSays"] !== what;
  }
}
