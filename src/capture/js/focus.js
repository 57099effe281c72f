// @ts-check
// Where the keyboard focus is, and putting it back where it was. It presses no key: the driver does.
(ward) => {
  const { dom } = ward;
  const FRAME_MS = 100;
  const CALM_MS = 50;
  const TYPED = new Set([
    'text', 'search', 'url', 'tel', 'email', 'password', 'number',
    'date', 'datetime-local', 'month', 'time', 'week',
  ]);

  /** @type {Map<number, any>} */
  const kept = new Map();

  /** Whether it is a field with a blinking caret. */
  const hasCaret = (element) => {
    if (ward.isHtml(element, 'textarea')) {
      return !element.readOnly;
    }
    if (ward.isHtml(element, 'input')) {
      return TYPED.has(element.type) && !element.readOnly;
    }
    return dom.namespaceURI(element) === ward.HTML && dom.isContentEditable(element);
  };

  /** The element with the focus, as a stop of the walk. */
  ward.current = () => {
    const element = ward.active();
    if (!element) {
      return {
        node: null, selector: '', bounds: null, inside: 0, seen: 0, cover: null,
        caret: false, body: true, frame: false, html: '', focused: dom.hasFocus(document),
      };
    }
    const { inside, seen, cover } = ward.sight(element);
    return {
      node: ward.nodeOf(element),
      selector: ward.selector(element),
      bounds: ward.bounds(element),
      inside,
      seen,
      cover: cover && {
        node: ward.nodeOf(cover.node),
        selector: ward.selector(cover.node),
        position: cover.position,
        translucent: cover.translucent,
      },
      caret: hasCaret(element),
      body: false,
      frame: (ward.isHtml(element, 'iframe') || ward.isHtml(element, 'frame')) && !ward.inside(element),
      html: ward.startTag(element),
      focused: dom.hasFocus(document),
    };
  };

  /** What must stay the same for the focus to have settled. */
  const standing = () => {
    const element = ward.active();
    const scrolled = [window.scrollX, window.scrollY];
    for (let node = element; node; node = ward.parent(node)) {
      scrolled.push(dom.scrollLeft(node), dom.scrollTop(node));
    }
    return { element, scrolled: scrolled.join(' ') };
  };

  /** An animation frame, or a tenth of a second where the browser gives none. */
  const frame = () =>
    new Promise((done) => {
      const late = setTimeout(done, FRAME_MS);
      requestAnimationFrame(() => {
        clearTimeout(late);
        done(undefined);
      });
    });

  /** Waits until focus and scroll positions have stayed the same for two frames and a moment. */
  ward.settled = async (limit) => {
    const started = performance.now();
    let before = standing();
    for (;;) {
      await frame();
      await frame();
      await new Promise((done) => setTimeout(done, CALM_MS));
      const now = standing();
      const same = now.element === before.element && now.scrolled === before.scrolled;
      const ms = Math.round(performance.now() - started);
      if (same || ms >= limit) {
        return { settled: same, ms };
      }
      before = now;
    }
  };

  const fieldState = (element) => ({
    value: element.value,
    checked: element.checked,
    options: element.options ? [...element.options].map((option) => option.selected).join() : '',
  });

  /** Keeps focus, scroll positions and field values, and returns the number to restore them by. */
  ward.save = () => {
    const scrolled = [];
    const fields = [];
    for (const root of ward.roots()) {
      const all = dom.nodeType(root) === 9 ? dom.query(root, '*') : dom.rootQuery(root, '*');
      for (let place = 0; place < all.length; place += 1) {
        const element = all[place];
        const left = dom.scrollLeft(element);
        const top = dom.scrollTop(element);
        if (left !== 0 || top !== 0 || dom.scrollHeight(element) > dom.clientHeight(element)) {
          scrolled.push({ element, left, top });
        }
        const field = ['input', 'textarea', 'select'].some((tag) => ward.isHtml(element, tag));
        if (field && element.type !== 'file') {
          fields.push({ element, state: fieldState(element) });
        }
      }
    }
    const number = kept.size + 1;
    kept.set(number, { element: ward.active(), scrolled, fields, x: window.scrollX, y: window.scrollY });
    return number;
  };

  const refill = ({ element, state }) => {
    const now = fieldState(element);
    if (now.value === state.value && now.checked === state.checked && now.options === state.options) {
      return true;
    }
    if (ward.isHtml(element, 'select')) {
      const selected = state.options.split(',');
      [...element.options].forEach((option, place) => (option.selected = selected[place] === 'true'));
    } else if (element.type === 'checkbox' || element.type === 'radio') {
      element.checked = state.checked;
    } else {
      element.value = state.value;
    }
    ward.announce(element, ['input', 'change']);
    const then = fieldState(element);
    return then.value === state.value && then.checked === state.checked && then.options === state.options;
  };

  /** Puts back what `save` kept. */
  ward.restore = (number) => {
    const saved = kept.get(number);
    if (!saved) {
      return { focus: false, scroll: false, values: false };
    }
    kept.delete(number);
    const values = saved.fields.map(refill).every(Boolean);
    const active = ward.active();
    if (saved.element && saved.element !== active && dom.isConnected(saved.element)) {
      const svg = dom.namespaceURI(saved.element) === ward.SVG;
      (svg ? dom.svgFocus : dom.focus)(saved.element, { preventScroll: true });
    } else if (!saved.element && active && dom.namespaceURI(active) === ward.HTML) {
      dom.blur(active);
    }
    for (const { element, left, top } of saved.scrolled) {
      if (dom.scrollLeft(element) !== left || dom.scrollTop(element) !== top) {
        dom.scrollTo(element, { left, top, behavior: 'instant' });
      }
    }
    window.scrollTo({ left: saved.x, top: saved.y, behavior: 'instant' });
    const back = ({ element, left, top }) =>
      Math.abs(dom.scrollLeft(element) - left) < 1 && Math.abs(dom.scrollTop(element) - top) < 1;
    return {
      focus: ward.active() === saved.element,
      scroll:
        Math.abs(window.scrollX - saved.x) < 1 && Math.abs(window.scrollY - saved.y) < 1 && saved.scrolled.every(back),
      values,
    };
  };
}
