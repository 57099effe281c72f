// Fetches the values of the trend, says the latest in words, and scales the chart.

const trend = document.querySelector("#trend");
const chart = trend.querySelector(".chart");
let size = 2;

document.querySelector("#larger").addEventListener("click", () => scale(1));
document.querySelector("#smaller").addEventListener("click", () => scale(-1));
load();

function scale(step) {
  chart.classList.remove(`size-${size}`);
  size = Math.min(3, Math.max(1, size + step));
  chart.classList.add(`size-${size}`);
}

async function load() {
  const headers = { Accept: "application/json" };
  if (trend.dataset.bearer) {
    // The faults: a token that says more than it should, or for too long.
    headers.Authorization = `Bearer ${trend.dataset.bearer}`;
  }
  if (trend.dataset.session) {
    // The fault: a copy of what only the browser should know.
    localStorage.setItem("marlowe.session", trend.dataset.session);
  }
  const response = await fetch("/api/results", { headers });
  if (!response.ok) {
    return;
  }
  const results = await response.json();
  const last = results.values.at(-1);
  trend.querySelector("#latest").textContent =
    `The latest value is ${last.value.toFixed(1)} ${results.unit}, from ${last.month}.`;
  if (trend.dataset.keep) {
    // The faults: a copy for faster loading, with more in it than it needs.
    const store = trend.dataset.keep === "local" ? localStorage : sessionStorage;
    store.setItem("marlowe.summary", JSON.stringify({ patient: results.patient.mrn, last }));
  }
}
