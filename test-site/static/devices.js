// Tries camera and microphone, shows what they give, and switches them off again.

const start = document.querySelector("#start");
const preview = document.querySelector("#preview");
const still = document.querySelector("#still");
const level = document.querySelector("#level");
const status = document.querySelector("#status");
const problem = document.querySelector("#problem");

start.addEventListener("click", async () => {
  if (start.getAttribute("aria-disabled") === "true") {
    return;
  }
  start.setAttribute("aria-disabled", "true");
  problem.replaceChildren();
  status.textContent = "";
  try {
    await test();
  } catch {
    const text = document.createElement("p");
    text.className = "alert";
    text.textContent =
      "We could not reach your camera and microphone. Allow them in your browser and start the test again.";
    problem.replaceChildren(text);
  }
  start.removeAttribute("aria-disabled");
});

async function test() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
  const audio = new AudioContext();
  try {
    still.hidden = true;
    preview.hidden = false;
    preview.srcObject = stream;
    await preview.play();
    const analyser = audio.createAnalyser();
    audio.createMediaStreamSource(stream).connect(analyser);
    await listen(analyser, 1200);
    keepPicture();
  } finally {
    for (const track of stream.getTracks()) {
      track.stop();
    }
    preview.srcObject = null;
    await audio.close();
  }
  status.textContent = "Camera and microphone work";
}

async function listen(analyser, duration) {
  const samples = new Uint8Array(analyser.fftSize);
  const end = performance.now() + duration;
  let loudest = 0;
  while (performance.now() < end) {
    await new Promise((done) => setTimeout(done, 100));
    analyser.getByteTimeDomainData(samples);
    const swing = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
    loudest = Math.max(loudest, swing);
    level.value = Math.min(100, swing * 2);
  }
  level.value = Math.min(100, loudest * 2);
}

function keepPicture() {
  still.width = preview.videoWidth;
  still.height = preview.videoHeight;
  still.getContext("2d").drawImage(preview, 0, 0);
  preview.hidden = true;
  still.hidden = false;
}
