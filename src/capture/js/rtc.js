// @ts-check
// In the page's own world, before its scripts: every peer connection is remembered, so that its statistics
// can be read. The constructor goes on being what pages expect it to be.
() => {
  const Native = globalThis.RTCPeerConnection;
  const key = Symbol.for('wardround.peers');
  if (!Native || globalThis[key]) {
    return;
  }
  /** @type {RTCPeerConnection[]} */
  const peers = [];
  const { construct } = Reflect;
  const push = (peer) => {
    peers[peers.length] = peer;
  };
  const watched = new Proxy(Native, {
    construct(target, rest, made) {
      const peer = construct(target, rest, made === watched ? target : made);
      push(peer);
      return peer;
    },
  });
  const define = Object.defineProperty;
  define(globalThis, 'RTCPeerConnection', { value: watched, writable: true, configurable: true, enumerable: false });
  if (globalThis.webkitRTCPeerConnection) {
    define(globalThis, 'webkitRTCPeerConnection', { value: watched, writable: true, configurable: true });
  }
  define(Native.prototype, 'constructor', { value: watched, writable: true, configurable: true });
  define(globalThis, key, { value: peers });
}
