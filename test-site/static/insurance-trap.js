// The fault: Tab goes round and round in the insurance question.

document.querySelector("#insurance").addEventListener("keydown", (event) => {
  if (event.key === "Tab") {
    event.preventDefault();
    const radios = [...event.currentTarget.querySelectorAll("input")];
    const next = radios.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    radios[(next + radios.length) % radios.length].focus();
  }
});
