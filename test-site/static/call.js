// A video call whose other end is in this page too: two peer connections, joined to each other, with real media between
// them. The clinician is played by a drawn picture, by silence, and by a data channel that answers.

const find = (id) => document.querySelector(`#${id}`);
const status = find("status");
const patient = new RTCPeerConnection();
const clinician = new RTCPeerConnection();
const chat = patient.createDataChannel("chat");
let camera = null;
let drawing = 0;

const spoken = [
  "Good afternoon. I can see and hear you well.",
  "Tell me how walking has been since we last met.",
  "Thank you. Let us look at your foot together.",
];

begin().catch(() => {
  const text = document.createElement("p");
  text.className = "alert";
  text.textContent =
    "The call could not start. Allow camera and microphone in your browser, then load this page again.";
  find("problem").replaceChildren(text);
});

async function begin() {
  status.textContent = "Connecting";
  camera = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
  find("local").srcObject = camera;
  const [video] = camera.getVideoTracks();
  const [audio] = camera.getAudioTracks();
  find("camera-name").textContent = video.label;
  find("microphone-name").textContent = audio.label;
  for (const track of camera.getTracks()) {
    patient.addTrack(track, camera);
  }
  const picture = drawClinician();
  for (const track of picture.getTracks()) {
    clinician.addTrack(track, picture);
  }
  patient.addEventListener("track", (event) => {
    [find("remote").srcObject] = event.streams;
  });
  patient.addEventListener("connectionstatechange", () => {
    if (patient.connectionState === "connected") {
      status.textContent = "Connected";
    } else if (patient.connectionState === "failed") {
      status.textContent = "The connection was lost";
    }
  });
  clinician.addEventListener("datachannel", (event) => answer(event.channel));
  chat.addEventListener("message", (event) => write("Dr Imani Okafor", event.data));
  await connect();
}

async function connect() {
  for (const [from, to] of [[patient, clinician], [clinician, patient]]) {
    from.addEventListener("icecandidate", (event) => to.addIceCandidate(event.candidate ?? undefined));
  }
  await patient.setLocalDescription();
  await clinician.setRemoteDescription(patient.localDescription);
  await clinician.setLocalDescription();
  await patient.setRemoteDescription(clinician.localDescription);
}

function drawClinician() {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext("2d");
  const paint = () => {
    context.fillStyle = "#cfe3dd";
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = "#0d5c55";
    context.beginPath();
    context.ellipse(320, 380, 170, 150, 0, 0, 7);
    context.fill();
    context.fillStyle = "#6b4a35";
    context.beginPath();
    context.arc(320, 160, 78, 0, 7);
    context.fill();
    context.fillStyle = "#1c1512";
    context.beginPath();
    context.arc(320, 138, 84, Math.PI, 0);
    context.fill();
  };
  paint();
  // A stream of a canvas sends a frame only when something is painted.
  drawing = setInterval(paint, 100);
  return canvas.captureStream(10);
}

function answer(channel) {
  let turn = 0;
  channel.addEventListener("message", () => {
    const replies = ["I have read it, thank you.", "Good to know.", "We will talk about it now."];
    channel.send(replies[turn % replies.length]);
    turn += 1;
  });
}

function write(who, text) {
  const line = document.createElement("p");
  const name = document.createElement("b");
  name.textContent = `${who}: `;
  line.append(name, text);
  find("log").append(line);
}

function toggle(id, change) {
  const button = find(id);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    change(on);
  });
}

toggle("mute", (on) => camera?.getAudioTracks().forEach((track) => (track.enabled = !on)));
toggle("camera", (on) => camera?.getVideoTracks().forEach((track) => (track.enabled = !on)));
toggle("caption", (on) => {
  find("captions").hidden = !on;
  find("caption-text").textContent = on ? spoken.join(" ") : "";
});

find("settings").addEventListener("click", () => {
  const panel = find("settings-panel");
  panel.hidden = !panel.hidden;
  find("settings").setAttribute("aria-expanded", String(!panel.hidden));
});

find("chat").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = find("line").value.trim();
  if (text && chat.readyState === "open") {
    write("You", text);
    chat.send(text);
    find("line").value = "";
  }
});

find("leave").addEventListener("click", () => {
  clearInterval(drawing);
  camera?.getTracks().forEach((track) => track.stop());
  clinician.getSenders().forEach((sender) => sender.track?.stop());
  chat.close();
  patient.close();
  clinician.close();
  location.assign("/visit/left");
});
