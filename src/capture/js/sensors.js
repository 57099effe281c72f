// @ts-check
// In the page's own world, before its scripts: which listeners to the motion of the device are registered at a window.
// Only their number by type is kept; they are called as ever.
() => {
  const key = Symbol.for('wardround.sensors');
  if (globalThis[key]) {
    return;
  }
  const TYPES = ['devicemotion', 'deviceorientation', 'deviceorientationabsolute'];
  const { apply, get } = Reflect;
  const kind = globalThis.EventTarget.prototype;
  const { addEventListener, removeEventListener } = kind;
  const define = Object.defineProperty;
  /** @type {{type: string, listener: any, capture: boolean}[]} */
  const registered = [];

  const watched = (self, type) => (self === undefined || self === globalThis) && TYPES.includes(type);
  const captures = (options) => (typeof options === 'object' && options ? get(options, 'capture') === true : options === true);
  const place = (type, listener, capture) =>
    registered.findIndex((one) => one.type === type && one.listener === listener && one.capture === capture);

  const watch = (name, native, note) => {
    const value = new Proxy(native, {
      apply(target, self, rest) {
        const answer = apply(target, self, rest);
        const [type, listener, options] = rest;
        if (typeof type === 'string' && listener && watched(self, type)) {
          note(type, listener, captures(options));
        }
        return answer;
      },
    });
    define(kind, name, { value, writable: true, configurable: true, enumerable: true });
  };
  watch('addEventListener', addEventListener, (type, listener, capture) => {
    if (place(type, listener, capture) < 0) {
      registered[registered.length] = { type, listener, capture };
    }
  });
  watch('removeEventListener', removeEventListener, (type, listener, capture) => {
    const at = place(type, listener, capture);
    if (at >= 0) {
      registered.splice(at, 1);
    }
  });
  // What is set as `ondevicemotion` is the window's own, and read when it is asked.
  const told = () => TYPES.filter((type) => registered.some((one) => one.type === type) || Boolean(globalThis[`on${type}`]));
  define(globalThis, key, { value: told });
}
