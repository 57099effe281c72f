// Saves the letter without leaving the page, and says so.

const link = document.querySelector("#letter");
const status = document.querySelector("#status");

link.addEventListener("click", async (event) => {
  event.preventDefault();
  status.textContent = "";
  const response = await fetch(link.href);
  if (!response.ok || response.redirected) {
    location.assign("/sign-in");
    return;
  }
  const address = URL.createObjectURL(await response.blob());
  const save = document.createElement("a");
  save.href = address;
  save.download = link.download;
  save.click();
  URL.revokeObjectURL(address);
  status.textContent = "The discharge letter was saved to this device";
});

// The key with which the payment service knows the clinic; it is made to be published.
document.documentElement.dataset.payments = "pk_live_0MarloweVale0Demonstration";
