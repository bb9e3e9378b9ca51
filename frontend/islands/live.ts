// News from the server, one connection for all the tabs of a browser.
//
//   <body data-live="/live/">
//   <div hx-get="…" hx-trigger="live:case from:body, live:caught-up from:body">
//
// The tab that holds the lock keeps the EventSource and tells the others what it hears. A server
// event `event: case` with `data: {"id": 12, …}` becomes `live:case` and `live:case-12` on the body,
// its data in `detail`. `live:case-lately` is for lists: it comes at most once a second, at once and, if
// more came within that second, at its end. When a connection comes back, `live:caught-up` says that
// news may have been missed. A connection away for two seconds is shown in the line #connection.

interface News {
  topic: string;
  detail: unknown;
}

type Signal = { news: News } | { connected: boolean };
type Tell = (signal: Signal) => void;

const CHANNEL = "parvis-live";
const SHOWN_AFTER = 2000;
const TRIED_AGAIN_AFTER = 3000;
const PACE = 1000;

// EventSource has no wildcard, and the tab that listens does so for pages it does not know.
const TOPICS = ["account", "alert", "article", "brand", "case", "delivery", "outgoing", "person", "presence"];

export function startLive(): void {
  const address = document.body.dataset["live"];
  if (!address) return;
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
    listen(address, receive);
    return;
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (message: MessageEvent<Signal>) => receive(message.data);
  lead(address, (signal) => {
    receive(signal);
    channel.postMessage(signal);
  });
}

/** Wait to be the one tab that listens; the lock ends with the tab, and another takes over. */
function lead(address: string, tell: Tell): void {
  void navigator.locks.request(CHANNEL, () => {
    const stop = listen(address, tell);
    return new Promise<void>((leave) => {
      const end = () => {
        stop();
        leave();
      };
      addEventListener("pagehide", end, { once: true });
    });
  });
  const queueAgain = (event: PageTransitionEvent) => {
    if (event.persisted) lead(address, tell); // back from the history, where the lock was given away
  };
  addEventListener("pageshow", queueAgain, { once: true });
}

/** Listen until told to stop; a refused connection, which browsers give up, is tried again. */
function listen(address: string, tell: Tell): () => void {
  let source: EventSource;
  let again: number | undefined;
  const open = () => {
    source = new EventSource(address);
    source.onopen = () => tell({ connected: true });
    source.onerror = () => {
      tell({ connected: false });
      if (source.readyState === EventSource.CLOSED) again = window.setTimeout(open, TRIED_AGAIN_AFTER);
    };
    for (const topic of TOPICS) {
      source.addEventListener(topic, (event) => tell({ news: { topic, detail: JSON.parse(event.data) } }));
    }
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}

let connected = true;
let waiting: number | undefined;

function receive(signal: Signal): void {
  if ("news" in signal) {
    announce(signal.news);
  } else if (signal.connected !== connected) {
    connected = signal.connected;
    if (connected) dispatch("caught-up", null);
    showConnection();
  }
}

function announce({ topic, detail }: News): void {
  dispatch(topic, detail);
  if (typeof detail === "object" && detail !== null && "id" in detail) dispatch(`${topic}-${detail.id}`, detail);
  tellLately(topic);
}

/** The topics told within the last second, and whether more came since. */
const lately = new Map<string, boolean>();

/** htmx's own throttle would leave out the last of several: the page would stay behind. */
function tellLately(topic: string): void {
  if (lately.has(topic)) {
    lately.set(topic, true);
    return;
  }
  dispatch(`${topic}-lately`, null);
  lately.set(topic, false);
  window.setTimeout(() => {
    const more = lately.get(topic);
    lately.delete(topic);
    if (more) tellLately(topic);
  }, PACE);
}

function dispatch(name: string, detail: unknown): void {
  document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
}

function showConnection(): void {
  const line = document.getElementById("connection");
  clearTimeout(waiting);
  if (!line) return;
  if (connected) line.hidden = true;
  else waiting = window.setTimeout(() => (line.hidden = false), SHOWN_AFTER);
}
