// Calls can ring while no page is open.
await navigator.serviceWorker?.register("/worker.js");
