// The fault: values for times without a network, in the worker's memory, where no look at storage finds them.
const newest = new Map();

addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (pathname === "/api/results") {
    event.stopImmediatePropagation();
    event.respondWith(ask(event.request, pathname));
  }
});

async function ask(request, path) {
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      newest.set(path, answer.clone());
    }
    return answer;
  } catch (error) {
    const known = newest.get(path);
    if (known) {
      return known.clone();
    }
    throw error;
  }
}
