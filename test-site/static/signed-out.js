// Nothing that the portal kept in this browser outlives the session.
localStorage.clear();
sessionStorage.clear();
for (const { name } of await indexedDB.databases()) {
  indexedDB.deleteDatabase(name);
}
for (const name of await caches.keys()) {
  await caches.delete(name);
}
