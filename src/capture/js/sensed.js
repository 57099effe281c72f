// @ts-check
// The listeners to the motion of the device that `sensors.js` counted, of this window and of its frames that may be read;
// null where they were not counted.
() => {
  const found = new Set();
  const open = [globalThis];
  let counted = true;
  while (open.length > 0) {
    const view = /** @type {any} */ (open.pop());
    try {
      const told = view[Symbol.for('wardround.sensors')];
      // A frame's empty first document runs no script, and is not counted in.
      counted = counted && (Boolean(told) || view.document.URL === 'about:blank');
      for (const type of told?.() ?? []) {
        found.add(type);
      }
      for (let place = 0; place < view.length; place += 1) {
        open.push(view[place]);
      }
    } catch {
      // A frame of another origin is a document of its own.
    }
  }
  return counted ? { listeners: [...found].sort() } : null;
}
