// @ts-check
<<<<<<< HEAD
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
=======
// When a page has come to rest: nothing of its document changes any more and nothing moves to an end.
//
// Whether the network is quiet is watched from outside. Nothing here waits for an animation frame, which
// a browser does not give to a window in the background.
(ward) => {
  const { dom } = ward;
  const EVERY = 25;

  const isDocument = (root) => dom.nodeType(root) === 9;

  /** Whether something moves that will end by itself. */
  const moving = (roots) =>
    roots.some((root) =>
      (isDocument(root) ? dom.getAnimations : dom.shadowAnimations)(root).some((animation) => {
        const timing = animation.effect?.getComputedTiming();
        return animation.playState === 'running' && timing && Number.isFinite(timing.endTime);
      }),
    );

  const loading = (roots) => roots.some((root) => isDocument(root) && dom.readyState(root) !== 'complete');

  const fonts = (roots) => roots.some((root) => isDocument(root) && dom.fonts(root)?.status === 'loading');

  /**
   * Waits until the page is at rest, or no longer than the limit.
   * @param {{quiet: number, limit: number}} wanted In milliseconds.
   * @returns {Promise<{reason: string, ms: number, because: string | null}>}
   */
  ward.rest = ({ quiet, limit }) =>
    new Promise((done) => {
      const started = performance.now();
      let changed = started;
      let unknown = true;
      /** @type {any[]} */
      let roots = [];
      const watched = new Set();
      const observer = new MutationObserver(() => {
        changed = performance.now();
        unknown = true;
      });
      const watch = () => {
        roots = ward.roots();
        for (const root of roots) {
          if (!watched.has(root)) {
            watched.add(root);
            observer.observe(root, {
              attributes: true,
              characterData: true,
              childList: true,
              subtree: true,
            });
          }
        }
        unknown = false;
      };
      const end = (reason, because) => {
        observer.disconnect();
        done({ reason, ms: Math.round(performance.now() - started), because });
      };
      const look = () => {
        if (unknown) {
          watch();
        }
        const now = performance.now();
        const because = loading(roots)
          ? 'it is still loading'
          : now - changed < quiet
            ? 'its document keeps changing'
            : fonts(roots)
              ? 'fonts are still loading'
              : moving(roots)
                ? 'an animation has not ended'
                : null;
        if (because === null) {
          end('quiet', null);
        } else if (now - started >= limit) {
          end('limit', because);
        } else {
          setTimeout(look, EVERY);
        }
>>>>>>> collector
      };
      look();
    });
}
