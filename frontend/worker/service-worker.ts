// What a browser keeps for this site while no page of it is open: a page to show without a
// network, and the notes that are pushed ("a promise breaks in 20 minutes").
//
// Pages are never kept: what they show is old within seconds, and belongs to who is logged in.

declare const self: ServiceWorkerGlobalScope;
export {};

const KEPT = "parvis-1";
const OFFLINE = "/offline/";
const PARTS = [OFFLINE, "/static/kit/build/app.css"];

interface Words {
  title: string;
  body: string;
  url: string;
  tag?: string;
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepParts().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET") {
    event.respondWith(fetch(event.request).catch(() => kept(OFFLINE)));
  } else if (PARTS.includes(new URL(event.request.url).pathname)) {
    event.respondWith(fetch(event.request).catch(() => kept(event.request)));
  }
});

self.addEventListener("push", (event) => {
  const words = event.data?.json() as Words | undefined;
  if (words) event.waitUntil(show(words));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});

async function keepParts(): Promise<void> {
  const cache = await caches.open(KEPT);
  await cache.addAll(PARTS);
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
}

async function kept(request: RequestInfo): Promise<Response> {
  return (await caches.match(request)) ?? Response.error();
}

function show(words: Words): Promise<void> {
  return self.registration.showNotification(words.title, {
    body: words.body,
    data: words.url,
    icon: "/static/kit/build/icon-192.png",
    badge: "/static/kit/build/icon-192.png",
    ...(words.tag ? { tag: words.tag } : {}),
  });
}

/** In a window of ours that is open already, else in a new one. */
async function open(address: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [first] = windows;
  if (!first) {
    await self.clients.openWindow(address);
    return;
  }
  await first.focus();
  await first.navigate(address);
}
