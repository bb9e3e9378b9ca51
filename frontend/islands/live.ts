// News from the server, one connection for all the tabs of a browser.
//
//   <body data-live="/live/">
//   <div hx-get="…" hx-trigger="live:case from:body">
//
// The tab that holds the lock keeps the EventSource and tells the others what it hears. Each
// server event `event: case` becomes the DOM event `live:case` on the body, its JSON in `detail`.
// When a connection comes back after a gap, `live:caught-up` says that news may have been missed.

interface News {
  topic: string;
  detail: unknown;
}

type Signal = { news: News } | { connected: boolean };

const CHANNEL = "parvis-live";

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
function lead(address: string, tell: (signal: Signal) => void): void {
  void navigator.locks.request(CHANNEL, () => {
    const source = listen(address, tell);
    return new Promise<void>((leave) => {
      addEventListener("pagehide", () => {
        source.close();
        leave();
      });
    });
  });
  // A page brought back from the history has given the lock away: it queues again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) lead(address, tell);
  }, { once: true });
}

function listen(address: string, tell: (signal: Signal) => void): EventSource {
  const source = new EventSource(address);
  source.onopen = () => tell({ connected: true });
  source.onerror = () => tell({ connected: false });
  for (const topic of topics()) {
    source.addEventListener(topic, (event) => tell({ news: { topic, detail: parse(event.data) } }));
  }
  return source;
}

/** EventSource has no wildcard: the page says which topics there are. */
function topics(): string[] {
  return (document.body.dataset["liveTopics"] ?? "case").split(" ");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

let connected = true;
let waiting: number | undefined;

function receive(signal: Signal): void {
  if ("news" in signal) {
    dispatch(signal.news.topic, signal.news.detail);
  } else if (signal.connected !== connected) {
    connected = signal.connected;
    if (connected) dispatch("caught-up", null);
    showConnection();
  }
}

function dispatch(topic: string, detail: unknown): void {
  document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail }));
}

/** A blink is no news: the line is shown when the connection has been away for two seconds. */
function showConnection(): void {
  const line = document.getElementById("connection");
  clearTimeout(waiting);
  if (!line) return;
  if (connected) line.hidden = true;
  else waiting = window.setTimeout(() => (line.hidden = false), 2000);
}
