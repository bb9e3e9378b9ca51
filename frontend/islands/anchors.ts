// A link to a message that a long conversation does not show yet: the page is asked for again, as far
// back as that one.
//
//   <div id="timeline">  …/cases/12/#message-345

export function startAnchors(): void {
  const id = /^#message-(\d+)$/.exec(location.hash)?.[1];
  if (!id || !document.getElementById("timeline") || document.getElementById(`message-${id}`)) return;
  const address = new URL(location.href);
  if (address.searchParams.get("message") === id) return;
  address.searchParams.set("message", id);
  location.replace(address);
}
