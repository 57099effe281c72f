// @ts-check
<<<<<<< HEAD
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
=======
// Watches every peer connection of a page. Runs in the page's own world, before the page's scripts.
//
// Whatever is needed later is taken now, before the page can replace it. To the page the constructor
// looks as it always did: it is a proxy, so `instanceof`, subclasses and static functions go on working.
// Statistics are read every second, because a connection that was closed has none any more.
() => {
  const KEY = Symbol.for('wardround.rtc');
  const Native = globalThis.RTCPeerConnection;
  if (typeof Native !== 'function' || KEY in globalThis) {
    return;
  }
  const MOST = 64;
  const EVERY_MS = 1000;
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  const { stringify } = JSON;
  const { setTimeout } = globalThis;
  const { prototype } = Native;
  const reader = (kind, name) => getOwnPropertyDescriptor(kind.prototype, name)?.get;
  const connectionState = reader(Native, 'connectionState');
  const local = reader(Native, 'localDescription');
  const remote = reader(Native, 'remoteDescription');
  const sdpOf = reader(RTCSessionDescription, 'sdp');
  const getStats = prototype.getStats;
  const getConfiguration = prototype.getConfiguration;
  const addEventListener = EventTarget.prototype.addEventListener;
  const each = typeof RTCStatsReport === 'function' ? RTCStatsReport.prototype.forEach : null;
  const then = Promise.prototype.then;
  const NativePromise = Promise;
  const { split, startsWith, indexOf, slice, toLowerCase } = String.prototype;

  /** A list that has nothing of the page's `Array.prototype`, `toJSON` least of all. */
  const list = () => {
    const made = [];
    setPrototypeOf(made, null);
    return made;
  };
  const add = (made, value) => {
    defineProperty(made, made.length, { value, writable: true, enumerable: true, configurable: true });
  };
  const addOnce = (made, value) => {
    for (let place = 0; place < made.length; place += 1) {
      if (made[place] === value) {
        return;
      }
    }
    add(made, value);
  };
  const record = (fields) => {
    setPrototypeOf(fields, null);
    return fields;
  };

  const peers = list();
  let ticking = false;

  const text = (value) => (typeof value === 'string' && value !== '' ? value : null);

  /** Profiles and SDES out of a description. */
  const describe = (peer, read) => {
    let sdp = null;
    try {
      const description = read && apply(read, peer.connection, []);
      sdp = description && sdpOf ? apply(sdpOf, description, []) : null;
    } catch {
      return;
    }
    if (typeof sdp !== 'string') {
      return;
    }
    const lines = apply(split, sdp, ['\n']);
    for (let place = 0; place < lines.length; place += 1) {
      const line = lines[place];
      if (apply(startsWith, line, ['m='])) {
        const words = apply(split, line, [' ']);
        if (words.length > 2) {
          addOnce(peer.profiles, words[2]);
        }
      } else if (apply(startsWith, line, ['a=crypto:'])) {
        peer.sdes = true;
      }
    }
  };

  const schemes = (peer) => {
    let servers = null;
    try {
      servers = apply(getConfiguration, peer.connection, []).iceServers;
    } catch {
      return;
    }
    for (let place = 0; servers && place < servers.length; place += 1) {
      const { urls } = servers[place];
      const all = typeof urls === 'string' ? [urls] : urls;
      for (let at = 0; all && at < all.length; at += 1) {
        const colon = apply(indexOf, all[at], [':']);
        if (colon > 0) {
          addOnce(peer.schemes, apply(toLowerCase, apply(slice, all[at], [0, colon]), []));
        }
      }
    }
  };

  const read = (peer, report) => {
    const transports = list();
    let packets = 0;
    const take = (entry) => {
      if (entry.type === 'transport') {
        add(transports, record({
          dtls_state: text(entry.dtlsState) ?? '',
          tls_version: text(entry.tlsVersion),
          dtls_cipher: text(entry.dtlsCipher),
          srtp_cipher: text(entry.srtpCipher),
        }));
      } else if (entry.type === 'inbound-rtp') {
        packets += entry.packetsReceived || 0;
      } else if (entry.type === 'outbound-rtp') {
        packets += entry.packetsSent || 0;
      }
    };
    if (each) {
      apply(each, report, [take]);
    }
    // A connection that is being closed tells less than before: what it told stands.
    if (packets >= peer.packets) {
      peer.packets = packets;
    }
    if (transports.length > 0) {
      peer.transports = transports;
    }
  };

  /** Calls back once a connection has told its statistics, or has failed to. */
  const ask = (peer, done) => {
    peer.state = apply(connectionState, peer.connection, []);
    describe(peer, local);
    describe(peer, remote);
    schemes(peer);
    if (peer.state === 'closed') {
      done();
      return;
    }
    try {
      apply(then, apply(getStats, peer.connection, []), [
        (report) => {
          read(peer, report);
          done();
        },
        () => done(),
      ]);
    } catch {
      done();
    }
  };

  const tick = () => {
    ticking = false;
    for (let place = 0; place < peers.length; place += 1) {
      if (peers[place].state !== 'closed') {
        ask(peers[place], () => {});
        ticking = true;
      }
    }
    if (ticking) {
      apply(setTimeout, globalThis, [tick, EVERY_MS]);
    }
  };

  const watch = (connection) => {
    if (peers.length >= MOST) {
      return;
    }
    const peer = record({
      connection, state: 'new', transports: list(), packets: 0, profiles: list(), sdes: false, schemes: list(),
    });
    add(peers, peer);
    schemes(peer);
    apply(addEventListener, connection, ['connectionstatechange', () => ask(peer, () => {})]);
    apply(addEventListener, connection, ['signalingstatechange', () => {
      describe(peer, local);
      describe(peer, remote);
    }]);
    if (!ticking) {
      ticking = true;
      apply(setTimeout, globalThis, [tick, EVERY_MS]);
    }
  };

  /** Every connection as `Peer` of the evidence, as a promise of one JSON text. */
  const tell = () =>
    new NativePromise((done) => {
      let waiting = peers.length;
      const finish = () => {
        const all = list();
        for (let place = 0; place < peers.length; place += 1) {
          const { state, transports, packets, profiles, sdes, schemes: ice } = peers[place];
          add(all, record({ state, transports, packets, profiles, sdes, ice_schemes: ice }));
        }
        done(stringify(all));
      };
      if (waiting === 0) {
        finish();
        return;
      }
      for (let place = 0; place < peers.length; place += 1) {
        ask(peers[place], () => {
          waiting -= 1;
          if (waiting === 0) {
            finish();
          }
        });
      }
    });

  const Watched = new Proxy(Native, {
    construct(target, given, asked) {
      const connection = construct(target, given, asked);
      watch(connection);
      return connection;
    },
  });
  const names = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection'];
  for (let place = 0; place < names.length; place += 1) {
    const old = getOwnPropertyDescriptor(globalThis, names[place]);
    if (old && old.value === Native) {
      defineProperty(globalThis, names[place], { ...old, value: Watched });
    }
  }
  const constructor = getOwnPropertyDescriptor(prototype, 'constructor');
  defineProperty(prototype, 'constructor', { ...constructor, value: Watched });
  defineProperty(globalThis, KEY, { value: tell, writable: false, enumerable: false, configurable: false });
>>>>>>> collector
}
