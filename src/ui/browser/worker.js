// Keeps one build of the page for use without a network. The build stands in front of this script: its
// name, and the address and the sum of each of its files. Law: what is served is of one build, whole, and
// the very bytes that were built; a new build waits until a person asks for it or every tab is closed.
'use strict';
const HERE = self.registration.scope;
const NAME = 'tigang ' + HERE + ' ' + BUILD.name;
const FILES = BUILD.files.map(file => new URL(file[0], HERE).href);

self.addEventListener('install', event => event.waitUntil(install()));

async function install() {
  // A server that went back to the build in use while another one waits: these are the very files that are served.
  const isInUse = await caches.has(NAME);
  try {
    await fill();
  } catch (error) {
    // Nothing half is left behind, and the build of before stays.
    if (!isInUse) await caches.delete(NAME);
    throw error;
  }
}

async function fill() {
  const cache = await caches.open(NAME);
  await Promise.all(BUILD.files.map(async (file, index) => {
    // Another build's file under the same address has another sum: the browser refuses it.
    const answer = await fetch(FILES[index], { cache: 'no-cache', integrity: file[1], credentials: 'same-origin' });
    if (!answer.ok) throw new Error(file[0] + ': ' + answer.status);
    await cache.put(FILES[index], answer);
  }));
}

self.addEventListener('activate', event => event.waitUntil(caches.keys().then(names => Promise.all(
  names.filter(name => name.startsWith('tigang ' + HERE + ' ') && name !== NAME).map(name => caches.delete(name))
))));

self.addEventListener('message', event => { if (event.data === 'take') self.skipWaiting(); });

self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET') return;
  const address = event.request.url.replace(/[?#].*$/, '');
  const file = address === new URL('index.html', HERE).href ? HERE : address;
  if (FILES.indexOf(file) < 0) return;
  // Not by opening the copy: that would make an empty one anew where a person has just had it removed.
  const kept = caches.match(file, { cacheName: NAME }).catch(() => undefined);
  event.respondWith(kept.then(answer => answer || fetch(event.request)));
});
