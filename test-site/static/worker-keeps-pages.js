// The fault: the waiting room from a copy, which outlives the session.
addEventListener("fetch", (event) => {
  if (new URL(event.request.url).pathname === "/visit/waiting") {
    event.stopImmediatePropagation();
    event.respondWith(copy(event.request));
  }
});

async function copy(request) {
  const pages = await caches.open("visits-v1");
  const known = await pages.match(request);
  if (known) {
    return known;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    await pages.put(request, answer.clone());
  }
  return answer;
}
