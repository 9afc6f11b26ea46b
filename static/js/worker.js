// Keeps the pages of the day, and the files they are made of, for the time without a network; of no
// other page anything. KNOWS is put before this by the server: another release knows otherwise.
"use strict";
const FILES_KEPT = `csweek-files-${KNOWS.release}`;
const TODAY_KEPT = `csweek-today-${KNOWS.release}`;
const WALL_KEPT = `csweek-wall-${KNOWS.release}`;
const TODAY = /^\/([0-9]{4}\/)?today\/$/;
const WALL = /^\/wall\/[^/]+\/$/;
let whose = 0; // grows whenever somebody signs in or out

self.addEventListener("install", (event) => {
  const files = KNOWS.files.concat(KNOWS.offline).map((each) => new Request(each, { cache: "reload" }));
  event.waitUntil(caches.open(FILES_KEPT).then((kept) => kept.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

async function forgetOthers() {
  const ours = [FILES_KEPT, TODAY_KEPT, WALL_KEPT];
  const names = (await caches.keys()).filter((name) => name.startsWith("csweek-") && !ours.includes(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (pathname.startsWith("/account/")) {
    // Whoever uses this device next sees nothing of who did before.
    whose += 1;
    event.waitUntil(caches.delete(TODAY_KEPT));
  }
  if (request.method !== "GET") return;
  const isDay = !searchParams.has("at") && (TODAY.test(pathname) || WALL.test(pathname));
  if (KNOWS.files.includes(pathname)) event.respondWith(fromFiles(request));
  else if (isDay) event.respondWith(fresh(request, WALL.test(pathname) ? WALL_KEPT : TODAY_KEPT));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => offline()));
});

async function fromFiles(request) {
  const kept = await caches.open(FILES_KEPT);
  return (await kept.match(request)) ?? fetch(request);
}

async function fresh(request, name) {
  const begun = whose;
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return (await last(request, name)) ?? offline();
  }
  await keep(request, answer.clone(), name, begun);
  return answer;
}

// Only the page itself is kept; who is signed out, or has an address that is dead, keeps nothing.
async function keep(request, answer, name, begun) {
  const kept = await caches.open(name);
  const isMine = name === WALL_KEPT || begun === whose;
  if (answer.ok && !answer.redirected && isMine) await kept.put(request.url, answer);
  else if (answer.status < 500 && new URL(request.url).pathname !== "/today/") await kept.delete(request.url);
}

async function last(request, name) {
  const kept = await caches.open(name);
  let found = await kept.match(request.url);
  if (!found && new URL(request.url).pathname === "/today/") {
    const keys = await kept.keys(); // where the app begins leads to the day that was kept last
    found = keys.length ? await kept.match(keys[keys.length - 1]) : undefined;
  }
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  headers.set("X-Kept", found.headers.get("Date") ?? "");
  return new Response(found.body, { status: found.status, headers });
}

async function offline() {
  const kept = await caches.open(FILES_KEPT);
  return (await kept.match(KNOWS.offline)) ?? Response.error();
}
