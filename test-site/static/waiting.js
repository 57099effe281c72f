// Asks now and then whether the clinician is ready, and offers the call when she is.

const status = document.querySelector("#status");
const join = document.querySelector("#join");

setTimeout(() => {
  status.textContent = "Dr Imani Okafor knows that you are here";
}, 200);
setTimeout(ask, 1200);

async function ask() {
  const response = await fetch("/visit/status", { headers: { Accept: "application/json" } });
  const answer = response.ok ? await response.json() : { ready: false };
  if (answer.ready) {
    status.textContent = answer.text;
    join.hidden = false;
  } else {
    setTimeout(ask, 5000);
  }
}
