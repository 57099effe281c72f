// The fault: a copy of the page for faster showing, which obeys no Cache-Control.
const pages = await caches.open("pages-v1");
const headers = { "Content-Type": "text/html; charset=utf-8" };
await pages.put(location.href, new Response(document.documentElement.outerHTML, { headers }));
