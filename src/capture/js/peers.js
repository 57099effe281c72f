// @ts-check
// The statistics of every peer connection that `rtc.js` remembered.
async () => {
  const peers = globalThis[Symbol.for('wardround.peers')] ?? [];
  const told = [];
  for (const peer of peers) {
    const stats = [];
    try {
      (await peer.getStats()).forEach((entry) => stats.push(entry));
    } catch {
      // A closed connection has none.
    }
    const sdp = [peer.localDescription?.sdp, peer.remoteDescription?.sdp].filter(Boolean).join('\n');
    const lines = sdp.split(/\r?\n/);
    const profiles = lines.filter((line) => line.startsWith('m=')).map((line) => line.split(' ')[2] ?? '');
    const servers = (peer.getConfiguration?.().iceServers ?? []).flatMap((server) => server.urls ?? []);
    told.push({
      state: peer.connectionState,
      transports: stats
        .filter((entry) => entry.type === 'transport')
        .map((entry) => ({
          dtls_state: entry.dtlsState ?? 'unknown',
          tls_version: entry.tlsVersion ?? null,
          dtls_cipher: entry.dtlsCipher ?? null,
          srtp_cipher: entry.srtpCipher ?? null,
        })),
      packets: stats.reduce((sum, entry) => sum + (entry.type === 'outbound-rtp' ? (entry.packetsSent ?? 0) : 0) + (entry.type === 'inbound-rtp' ? (entry.packetsReceived ?? 0) : 0), 0),
      profiles: [...new Set(profiles)],
      sdes: lines.some((line) => line.startsWith('a=crypto:')),
      ice_schemes: [...new Set(servers.map((url) => String(url).split(':')[0]))],
    });
  }
  return told;
}
