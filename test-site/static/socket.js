// The fault: tells another site over a socket whose mailbox is open.
const measure = document.querySelector("#socket");
const socket = new WebSocket(measure.dataset.address);
socket.onopen = () => socket.send(`open=${document.querySelector(".who-number").textContent}`);
