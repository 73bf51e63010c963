/**
 * Stands in the place of the service worker on a board that wants none: takes itself away from the devices that had
 * one, with all that it kept. The build writes REMOVED in front of this file: how the names of its caches begin.
 */

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(removalRun()));

async function removalRun() {
  for (const name of await caches.keys()) if (name.startsWith(REMOVED)) await caches.delete(name);
  await registration.unregister();
}
