// @ts-check
// What an audio or video element plays. It only reads: nothing is played, no place is sought, no track is switched on.
//
// Engines tell little of sound. Of a resource that the page itself loaded from its own origin the bytes are read once more
// and decoded, so that a silent track is known from one that is heard.
(ward) => {
  const { dom } = ward;
  const LONGEST_S = 300;
  const LARGEST = 24_000_000;
  const PATIENCE_MS = 4_000;
  // Sound that starts by itself may last three seconds.
  const SHORT_S = 3;
  const RATE = 44_100;
  const QUIET = 0.001;
  const BLOCK = RATE / 20;

  /** Seconds that can be heard of each address; null where it could not be found out. */
  const heard = new Map();
  /** Those that were waited for. */
  const waited = new WeakSet();

  const players = (roots) => {
    const list = [];
    for (const root of roots) {
      const found = (dom.nodeType(root) === 9 ? dom.query : dom.rootQuery)(root, 'audio, video');
      for (let place = 0; place < found.length; place += 1) {
        if (dom.namespaceURI(found[place]) === ward.HTML) {
          list.push(found[place]);
        }
      }
    }
    return list;
  };

  const address = (element) => String(element.currentSrc).split('#')[0];

  /** Whether the page loaded it from its own origin, and it is small. */
  const readable = (element) => {
    const url = address(element);
    const within = element.duration <= LONGEST_S && element.readyState >= 1 && !element.srcObject;
    return within && (/^(data|blob):/.test(url) || URL.parse?.(url)?.origin === location.origin);
  };

  const seconds = (sound) => {
    let loud = 0;
    for (let from = 0; from < sound.length; from += BLOCK) {
      for (let channel = 0; channel < sound.numberOfChannels; channel += 1) {
        const samples = sound.getChannelData(channel).subarray(from, from + BLOCK);
        if (samples.some((sample) => Math.abs(sample) > QUIET)) {
          loud += samples.length;
          break;
        }
      }
    }
    return ward.round(loud / RATE);
  };

  const decode = async (url) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { cache: 'force-cache', signal });
    const size = Number(answer.headers.get('content-length') ?? 0);
    if (!answer.ok || size > LARGEST) {
      return null;
    }
    const bytes = await answer.arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
    return seconds(sound);
  };

  const startsAlone = (element) =>
    element.autoplay && !element.muted && !element.paused && !element.srcObject && element.readyState >= 2;

  const played = (element) => {
    let sum = 0;
    const ranges = element.played;
    for (let place = 0; place < ranges.length; place += 1) {
      sum += ranges.end(place) - ranges.start(place);
    }
    return ward.round(sum);
  };

  /**
   * Finds out what can be heard, and waits until sound that starts by itself has had time to stop again.
   * Says whether there was anything to listen to: then time has gone by.
   * @param {any[]} roots
   */
  ward.listen = async (roots) => {
    const started = performance.now();
    const all = players(roots);
    for (const element of all.filter(readable)) {
      const url = address(element);
      if (!heard.has(url) && performance.now() - started < PATIENCE_MS) {
        heard.set(url, await decode(url).catch(() => null));
      }
    }
    const alone = all.filter((element) => startsAlone(element) && !waited.has(element));
    alone.forEach((element) => waited.add(element));
    const goesOn = () => alone.some((element) => startsAlone(element) && played(element) <= SHORT_S);
    while (goesOn() && performance.now() - started < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return all.length > 0;
  };

  /** Whether there is a track of sound or of pictures; undefined where the engine does not tell. */
  const has = (element, list, moz, mine, other) => {
    if (element.readyState === 0) {
      return undefined;
    }
    if (element[list]) {
      return element[list].length > 0;
    }
    if (typeof element[moz] === 'boolean') {
      return element[moz];
    }
    if (element[mine] > 0) {
      return true;
    }
    // Both are decoded before it can be played, or neither is.
    return element.readyState >= 3 && element[other] > 0 ? false : undefined;
  };

  const text = (element, string) => {
    const elements = new Map();
    for (let child = dom.firstChild(element); child; child = dom.nextSibling(child)) {
      if (dom.nodeType(child) === 1 && ward.isHtml(child, 'track')) {
        elements.set(child.track, child);
      }
    }
    const tracks = [];
    for (let place = 0; place < element.textTracks.length; place += 1) {
      const track = element.textTracks[place];
      const own = elements.get(track);
      tracks.push({
        kind: string(track.kind),
        label: string(track.label),
        language: string(track.language),
        default: own?.default,
        ready: own?.readyState,
        mode: string(track.mode),
        cues: track.cues?.length ?? undefined,
      });
    }
    return tracks;
  };

  /** `Media` of the evidence; undefined for other elements. */
  ward.media = (element, tag, string) => {
    if (tag !== 'audio' && tag !== 'video') {
      return undefined;
    }
    const { duration, currentSrc } = element;
    const source = /^data:/.test(currentSrc) ? currentSrc.split(/[;,]/)[0] : currentSrc;
    return {
      source: source && !element.srcObject ? string(source) : undefined,
      stream: Boolean(element.srcObject),
      duration: Number.isNaN(duration)
        ? undefined
        : Number.isFinite(duration) ? { seconds: ward.round(duration) } : 'endless',
      played: played(element),
      paused: element.paused,
      ended: element.ended,
      muted: element.muted,
      volume: ward.round(element.volume),
      autoplay: element.autoplay,
      controls: element.controls,
      looped: element.loop,
      ready: element.readyState,
      error: element.error?.code ?? undefined,
      audio: has(element, 'audioTracks', 'mozHasAudio', 'webkitAudioDecodedByteCount', 'webkitVideoDecodedByteCount'),
      video: has(element, 'videoTracks', 'mozHasVideo', 'webkitVideoDecodedByteCount', 'webkitAudioDecodedByteCount'),
      audible: heard.get(address(element)) ?? undefined,
      tracks: text(element, string),
    };
  };
}
