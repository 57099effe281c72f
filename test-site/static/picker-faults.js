// The faults of the picker: days that answer the mouse only, and times that do not say which one is checked.

for (const day of document.querySelectorAll("div.day[data-day]")) {
  day.addEventListener("click", () => {
    const url = new URL(location.href);
    url.searchParams.set("day", day.dataset.day);
    location.assign(url);
  });
}

const slots = [...document.querySelectorAll(".slot")];

for (const [index, slot] of slots.entries()) {
  slot.addEventListener("click", () => choose(slot));
  slot.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(slots[(index + step + slots.length) % slots.length]);
    } else if (event.key === " ") {
      event.preventDefault();
      choose(slot);
    }
  });
}

function choose(chosen) {
  for (const slot of slots) {
    slot.classList.toggle("chosen", slot === chosen);
    slot.tabIndex = slot === chosen ? 0 : -1;
    if (slot.hasAttribute("aria-checked")) {
      slot.setAttribute("aria-checked", slot === chosen ? "yes" : "no");
    }
  }
  document.querySelector(".slots input[name=time]").value = chosen.dataset.time;
  chosen.focus();
}
