// @ts-check
<<<<<<< HEAD
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
=======
// Keeps whether this page came back whole from the back/forward cache. Runs in the page's own world.
//
// It listens to `pageshow` alone: a listener for `unload` would keep the page out of that cache. A page
// that comes back still has what is kept here, and the listener adds to it.
() => {
  const KEY = Symbol.for('wardround.pageshow');
  if (KEY in globalThis) {
    return;
  }
  const { apply, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  const { stringify } = JSON;
  const persisted = getOwnPropertyDescriptor(PageTransitionEvent.prototype, 'persisted')?.get;
  const getEntriesByType = Performance.prototype.getEntriesByType;
  const clock = globalThis.performance;
  const kind = globalThis.PerformanceNavigationTiming;
  const reasonsOf = kind && getOwnPropertyDescriptor(kind.prototype, 'notRestoredReasons')?.get;
  const typeOf = kind && getOwnPropertyDescriptor(kind.prototype, 'type')?.get;
  const bare = (made) => {
    setPrototypeOf(made, null);
    return made;
  };
  let shows = 0;
  let last = false;
  let restored = 0;

  apply(EventTarget.prototype.addEventListener, globalThis, ['pageshow', (event) => {
    last = persisted ? apply(persisted, event, []) === true : false;
    shows += 1;
    restored += last ? 1 : 0;
  }, { capture: true }]);

  const navigation = () => apply(getEntriesByType, clock, ['navigation'])[0];

  /** The reasons why the browser did not restore it, of the page and of its frames. */
  const reasons = (entry) => {
    const found = bare([]);
    const open = bare([]);
    const put = (made, value) =>
      defineProperty(made, made.length, { value, writable: true, enumerable: true, configurable: true });
    const first = entry && reasonsOf ? apply(reasonsOf, entry, []) : null;
    if (first) {
      put(open, first);
    }
    for (let turn = 0; turn < open.length && turn < 100; turn += 1) {
      const { reasons: own, children } = open[turn];
      for (let place = 0; own && place < own.length; place += 1) {
        put(found, `${own[place].reason}`);
      }
      for (let place = 0; children && place < children.length; place += 1) {
        put(open, children[place]);
      }
    }
    return found;
  };

  const tell = () => {
    const entry = navigation();
    return stringify(bare({
      shows,
      persisted: last,
      restored,
      navigation: entry && typeOf ? apply(typeOf, entry, []) : null,
      not_restored: reasons(entry),
    }));
  };
  defineProperty(globalThis, KEY, { value: tell, writable: false, enumerable: false, configurable: false });
>>>>>>> collector
}
