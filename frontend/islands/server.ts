// Talking to the server behind the page.

/** POST these fields; `keepalive` lets the request outlive the page. Throws when nothing answers. */
export function post(
  address: string,
  fields: Record<string, string>,
  options: { keepalive?: boolean; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(address, { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: token(), ...fields }), redirect: "manual", ...options });
}

/** POST without waiting, while the page is going away. */
export function postAndLeave(address: string, fields: Record<string, string>): void {
  navigator.sendBeacon(address, new URLSearchParams({ csrfmiddlewaretoken: token(), ...fields }));
}

/** The token that every form of the page carries. */
function token(): string {
  return document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}
