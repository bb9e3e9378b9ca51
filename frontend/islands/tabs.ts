// Where tabs do not fit, they scroll sideways: the one that is open is in sight from the start.
//
//   <nav class="tabs"><a>One</a><a aria-current="page">Two</a></nav>

export function startTabs(): void {
  for (const open of document.querySelectorAll<HTMLElement>(".tabs [aria-current]")) {
    const tabs = open.closest(".tabs")!;
    const from = open.getBoundingClientRect().left - tabs.getBoundingClientRect().left;
    tabs.scrollLeft += from - (tabs.clientWidth - open.offsetWidth) / 2;
  }
}
