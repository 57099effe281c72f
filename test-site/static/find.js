// Shows the clinicians found below the form, and says how many there are.

const form = document.querySelector("#search");
const found = document.querySelector("#found");
const results = document.querySelector("#results");

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
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const list = answer.querySelector("ul");
  results.replaceChildren(list);
  found.textContent = list.dataset.count;
});
