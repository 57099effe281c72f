// Sends a form without leaving the page and says in the status region that it is done.

const status = document.querySelector("#status");
const after = document.querySelector("#after");

for (const form of document.querySelectorAll("form[data-in-page]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
}

async function send(form, button) {
  if (button?.getAttribute("aria-disabled") === "true") {
    return;
  }
  const data = new FormData(form);
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: form.enctype === "multipart/form-data" ? data : new URLSearchParams(data),
  });
  if (!response.ok || response.redirected) {
    // The server has something to say about the form: let it show the whole page.
    form.submit();
    return;
  }
  const { status: text } = await response.json();
  status.textContent = text;
  if (form.dataset.log) {
    // The fault: what helped while this was written, and nobody took out.
    console.info(`${text}: ${form.dataset.log}`);
  }
  if (form.dataset.inPage === "once") {
    button?.setAttribute("aria-disabled", "true");
  } else {
    form.reset();
  }
  if (after) {
    after.hidden = false;
  }
}
