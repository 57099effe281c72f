// Follows the server's clock: warns before automatic sign-out, and leaves nothing on the screen after it.

const body = document.body;
const dialog = document.querySelector("#timeout");
const stay = document.querySelector("#timeout-stay");
const seconds = document.querySelector("#timeout-seconds");
const token = document.querySelector("form.sign-out input[name=csrf]").value;
const warning = Number(body.dataset.warning);
const asksAtOnce = body.dataset.check === "at-once";

let endsAt = 0;
let timer = 0;
let focusBefore = null;

follow(Number(body.dataset.remaining));
if (asksAtOnce) {
  check();
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      check();
    }
  });
}
if (body.dataset.unload) {
  addEventListener("unload", () => {});
}
addEventListener("storage", (event) => {
  // Another tab has signed out. What it keeps is its own affair: nothing is cleared here. (A page that is shown again by the
  // back button hears of it, too; that of the fault takes no notice.)
  const listens = !body.dataset.deaf && (asksAtOnce || document.hidden);
  if (event.key === "marlowe.signed-out" && listens) {
    body.replaceChildren();
    location.replace("/signed-out");
  }
});
stay?.addEventListener("click", extend);
dialog?.addEventListener("cancel", (event) => {
  // Escape is an answer too: somebody is there.
  event.preventDefault();
  extend();
});
document.querySelector("form.sign-out").addEventListener("submit", (event) => {
  forget();
  if (event.currentTarget.dataset.remember) {
    localStorage.setItem("marlowe.last-patient", document.querySelector(".who-number").textContent);
  }
});

function follow(remaining) {
  clearTimeout(timer);
  endsAt = performance.now() + remaining;
  tick();
}

function tick() {
  const left = endsAt - performance.now();
  if (left <= 0) {
    check(true);
    return;
  }
  if (dialog && left <= warning) {
    warn(left);
    timer = setTimeout(tick, Math.min(left, 250));
    return;
  }
  // Another tab may have been busy: ask before warning.
  timer = setTimeout(dialog ? askThenTick : tick, dialog ? left - warning : left);
}

async function askThenTick() {
  const remaining = await ask();
  if (remaining > warning) {
    follow(remaining);
  } else if (remaining > 0) {
    endsAt = performance.now() + remaining;
    warn(remaining);
    timer = setTimeout(tick, 250);
  } else {
    leave();
  }
}

async function check(atTheEnd = false) {
  const remaining = await ask();
  if (remaining <= 0 || (atTheEnd && remaining < 50)) {
    leave();
  } else {
    if (remaining > warning) {
      settle();
    }
    follow(remaining);
  }
}

// Milliseconds that the session has; nothing when it is over or the server is out of reach.
async function ask() {
  try {
    const response = await fetch("/session/remaining", { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).remaining : 0;
  } catch {
    return 0;
  }
}

function warn(left) {
  seconds.textContent = `${Math.ceil(left / 1000)} s`;
  if (!dialog.open) {
    focusBefore = document.activeElement;
    dialog.showModal();
    stay.focus();
  }
}

function settle() {
  if (dialog?.open) {
    dialog.close();
    focusBefore?.focus();
  }
}

async function extend() {
  const headers = { Accept: "application/json", "X-CSRF-Token": token };
  const response = await fetch("/session/extend", { method: "POST", headers });
  if (response.ok) {
    settle();
    follow((await response.json()).remaining);
  } else {
    leave();
  }
}

function forget() {
  sessionStorage.clear();
  localStorage.clear();
}

function leave() {
  clearTimeout(timer);
  if (body.dataset.end === "stay") {
    // The fault: the session is over, and the page stays as it was.
    settle();
    return;
  }
  forget();
  if (body.dataset.end === "cover") {
    // The fault: the page is out of sight, and everything is still in it.
    for (const part of body.children) {
      part.style.display = "none";
    }
    const panel = document.createElement("main");
    panel.innerHTML = '<h1>You are signed out</h1><p><a href="/sign-in">Sign in again</a></p>';
    document.title = "Signed out";
    body.append(panel);
    return;
  }
  document.title = "Signed out";
  body.replaceChildren();
  location.replace("/signed-out?reason=idle");
}
