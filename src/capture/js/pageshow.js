// @ts-check
// In the page's own world, before its scripts: how the document came to be shown. No `unload` handler is
// ever added: it would keep the page out of the back/forward cache.
() => {
  const key = Symbol.for('wardround.pageshow');
  if (globalThis[key]) {
    return;
  }
  const shown = { persisted: false };
  Object.defineProperty(globalThis, key, { value: shown });
  globalThis.addEventListener('pageshow', (event) => {
    shown.persisted = event.persisted === true;
  });
}
