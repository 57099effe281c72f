// Prints the result.
document.querySelector("#print").addEventListener("click", () => window.print());
