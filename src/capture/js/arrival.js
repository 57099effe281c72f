// @ts-check
// How the document came to be shown, as `pageshow.js` remembered it.
() => {
  const [entry] = performance.getEntriesByType('navigation');
  const reasons = [];
  const open = [entry?.notRestoredReasons];
  while (open.length > 0) {
    const node = open.pop();
    for (const { reason } of node?.reasons ?? []) {
      reasons.push(String(reason));
    }
    open.push(...(node?.children ?? []));
  }
  const shown = globalThis[Symbol.for('wardround.pageshow')];
  return { persisted: shown?.persisted === true, notRestored: reasons };
}
