// The mailbox menu: arrow keys move in it, and its items act on the list below.

const form = document.querySelector("#mailbox");
const items = [...form.querySelectorAll("[role=menuitem]")];
const status = document.querySelector("#status");
const mail = document.querySelectorAll(".mail li");

for (const [index, item] of items.entries()) {
  item.addEventListener("keydown", (event) => {
    const next = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (next === undefined) {
      return;
    }
    event.preventDefault();
    const target = items[(next + items.length) % items.length];
    for (const each of items) {
      each.tabIndex = each === target ? 0 : -1;
    }
    target.focus();
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!response.ok) {
    form.submit();
    return;
  }
  document.querySelectorAll(".mail .flag").forEach((flag) => flag.remove());
  status.textContent = (await response.json()).status;
});

document.querySelector("#unread").addEventListener("click", () => {
  let shown = 0;
  for (const item of mail) {
    item.hidden = !item.querySelector(".flag");
    shown += item.hidden ? 0 : 1;
  }
  status.textContent = `${shown} new messages shown`;
});

document.querySelector("#again").addEventListener("click", () => location.reload());
