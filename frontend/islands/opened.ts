// A case opened from the list takes its place beside it; the list stays, scrolled as it was.
//
//   <div id="queue-list"><a class="case-row" id="case-12" href="…">
//   <section id="conversation">                         what comes is put here
//   <input id="opened" value="12">                      which case it is
//   <div class="conversation-body" tabindex="0">        has the focus then, so that keys scroll it
//
// The section asks and not the line: news may replace the line before its case has come.

export function startOpened(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const row = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("#queue-list a.case-row") : null;
    if (!row) return;
    event.preventDefault();
    open(row);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const swap = (event as CustomEvent).detail;
    if (swap.target?.id === "conversation" && swap.requestConfig?.verb === "get") arrived();
  });
}

function open(row: HTMLAnchorElement): void {
  mark(row.id);
  void htmx.ajax("GET", row.href, {
    source: "#conversation",
    target: "#conversation",
    swap: "innerHTML show:none",
    push: row.href,
  });
}

function arrived(): void {
  const opened = document.querySelector<HTMLInputElement>("#opened");
  mark(`case-${opened?.value}`);
  document.querySelector<HTMLElement>(".conversation-body")?.focus({ preventScroll: true });
}

function mark(id: string): void {
  for (const row of document.querySelectorAll(".case-row")) {
    if (row.id === id) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
