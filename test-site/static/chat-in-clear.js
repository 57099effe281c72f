// The fault: waits for what the clinician writes at a socket in the clear.
const server = document.querySelector("#chat-server");
new WebSocket(server.dataset.chat);
