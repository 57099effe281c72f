// The fault: what an authenticator app or a password manager would paste is refused.
document.querySelector("#code").addEventListener("paste", (event) => event.preventDefault());
