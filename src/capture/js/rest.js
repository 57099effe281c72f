// @ts-check
// When a page has come to rest: nothing changes in it, nothing moves, and its fonts are there.
(ward) => {
  const { dom } = ward;
  const QUIET = 150;

  const moving = () =>
    dom.getAnimations(document).some((animation) => {
      const timing = animation.effect?.getComputedTiming();
      return animation.playState === 'running' && timing && Number.isFinite(timing.endTime);
    });

  /** Waits for rest, at most so many milliseconds; says why it stopped waiting. */
  ward.rest = (limit) =>
    new Promise((resolve) => {
      const start = performance.now();
      let changed = start;
      const observer = new MutationObserver(() => {
        changed = performance.now();
      });
      for (const root of ward.roots()) {
        observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      }
      const look = () => {
        const now = performance.now();
        const ready = dom.readyState(document) === 'complete' && dom.fonts(document)?.status !== 'loading';
        const quiet = ready && now - changed >= QUIET && !moving();
        if (quiet || now - start >= limit) {
          observer.disconnect();
          resolve({ reason: quiet ? 'quiet' : 'limit', ms: Math.round(now - start) });
          return;
        }
        // Frames stop in a window that nobody sees; a timer does not.
        setTimeout(look, 25);
      };
      look();
    });
}
