// @ts-check
<<<<<<< HEAD
// Where the keyboard's focus is, how much of it a person sees, and what lies over it.
(ward) => {
  const { dom } = ward;
  const SIDE = 5;
  const WIDGETS = ['radiogroup', 'tablist', 'menu', 'menubar', 'listbox', 'grid', 'tree', 'treegrid', 'toolbar'];
  const LOOK = ['outline', 'box-shadow', 'border', 'background-color', 'color', 'text-decoration', 'border-radius'];

  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Whether what is seen at a point is the element: itself, what is in it, its label, or a box around it. */
  const isSeen = (element, met) => {
    if (!met) {
      return false;
    }
    if (ward.holds(element, met) || [...(element.labels ?? [])].some((label) => ward.holds(label, met))) {
      return true;
    }
    // An inline element's box has gaps where its container is met; a positioned container lies over nothing of it.
    return ward.holds(met, element);
  };

  const positioned = (element) => {
    for (let node = element; node; node = ward.parent(node)) {
      if (dom.nodeType(node) === 1) {
        const { position } = getComputedStyle(node);
        if (position !== 'static') {
          return position;
        }
      }
    }
    return 'static';
  };

  const translucent = (element) => {
    for (let node = element; node; node = ward.parent(node)) {
      if (dom.nodeType(node) !== 1) {
        continue;
      }
      const style = getComputedStyle(node);
      if (Number(style.opacity) < 0.99) {
        return true;
      }
      const alpha = /rgba\(.*,\s*([\d.]+)\)/.exec(style.backgroundColor)?.[1] ?? '1';
      if (Number(alpha) >= 0.99 || style.backgroundImage !== 'none') {
        return false;
      }
    }
    return true;
  };

  const covering = (element) => ({
    node: ward.nodeOf(element),
    selector: ward.selector(element),
    position: positioned(element),
    translucent: translucent(element),
  });

  /** 25 points of an element's box: how many the window holds, at how many it is seen, and what covers it. */
  const sample = (element) => {
    const origin = ward.origin(dom.ownerDocument(element));
    const box = ward.moved(dom.getBoundingClientRect(element), origin);
    let inside = 0;
    let seen = 0;
    let cover = null;
    for (let row = 0; row < SIDE; row += 1) {
      for (let column = 0; column < SIDE; column += 1) {
        const x = box.x + (box.width * (column + 0.5)) / SIDE;
        const y = box.y + (box.height * (row + 0.5)) / SIDE;
        if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) {
          continue;
        }
        inside += 1;
        const met = ward.at(x, y)[0];
        if (isSeen(element, met)) {
          seen += 1;
        } else {
          cover ??= met ?? null;
        }
      }
    }
    return { inside, seen, cover: cover ? covering(cover) : null };
  };

  const hasCaret = (element) =>
    ward.isHtml(element, 'textarea') ||
    element.isContentEditable === true ||
    (ward.isHtml(element, 'input') &&
      !['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'].includes(element.type));

  /** Waits until focus and scroll positions are the same twice running. */
  const settled = async (pause) => {
    let before = null;
    for (let turn = 0; turn < 8; turn += 1) {
      const now = `${ward.nodeOf(ward.active())} ${window.scrollX} ${window.scrollY}`;
      if (now === before) {
        return;
      }
      before = now;
      await wait(pause / 2);
    }
  };

  ward.focus = async (pause) => {
    await settled(pause);
    const element = ward.active();
    const common = {
      scrollX: window.scrollX,
      scrollY: window.scrollY,
      windowWidth: window.innerWidth,
      windowHeight: window.innerHeight,
    };
    if (!element) {
      return { ...common, node: null, body: true, frame: false, selector: 'body', html: '', bounds: null, inside: 0, seen: 0, cover: null, caret: false };
    }
    const style = getComputedStyle(element);
    return {
      ...common,
      ...sample(element),
      node: ward.nodeOf(element),
      body: false,
      frame: ['iframe', 'frame', 'object', 'embed'].includes(dom.localName(element)) && !ward.inside(element),
      selector: ward.selector(element),
      html: ward.startTag(element),
      style: LOOK.map((name) => style.getPropertyValue(name)).join('|'),
      bounds: ward.bounds(element),
      caret: hasCaret(element),
    };
  };

  /** The composite widget that an element is a part of: one stop of Tab, walked with arrow keys. */
  const widget = (element) => {
    if (ward.isHtml(element, 'input') && element.type === 'radio' && element.name) {
      return `radio ${element.form ? ward.selector(element.form) : ''} ${element.name}`;
    }
    for (let node = element; node; node = ward.parent(node)) {
      const role = dom.nodeType(node) === 1 ? dom.getAttribute(node, 'role') : null;
      if (role && WIDGETS.includes(role)) {
        return node;
      }
    }
    return null;
  };

  ward.focused = (target) => {
    const element = ward.active();
    const wanted = ward.elementOf(target);
    const one = element && widget(element);
    return {
      node: ward.nodeOf(element),
      isTarget: Boolean(element) && element === wanted,
      sharesWidget: Boolean(one) && one === widget(wanted),
    };
  };

  let stilled = null;
  ward.freeze = () => {
    if (!stilled) {
      stilled = new CSSStyleSheet();
      stilled.replaceSync(
        '*, ::before, ::after { animation-play-state: paused !important; transition: none !important; scroll-behavior: auto !important }',
      );
    }
    for (const root of ward.roots()) {
      const [sheets, set] =
        dom.nodeType(root) === 9 ? [dom.adoptedStyleSheets, dom.setSheets] : [dom.shadowSheets, dom.setShadowSheets];
      const list = [...(sheets(root) ?? [])];
      // A sheet of one document cannot be adopted by another.
      if (!list.includes(stilled) && (root === document || dom.ownerDocument(root) === document)) {
        set(root, [...list, stilled]);
      }
    }
    return true;
  };
  ward.thaw = () => {
    for (const root of ward.roots()) {
      const [sheets, set] =
        dom.nodeType(root) === 9 ? [dom.adoptedStyleSheets, dom.setSheets] : [dom.shadowSheets, dom.setShadowSheets];
      const list = [...(sheets(root) ?? [])];
      if (stilled && list.includes(stilled)) {
        set(root, list.filter((sheet) => sheet !== stilled));
      }
    }
    return true;
  };

  const give = (element) => {
    const focus = element instanceof SVGElement ? dom.svgFocus : dom.focus;
    focus(element, { preventScroll: true });
    return ward.active() === element;
  };
  const take = (element) => dom.blur(element);

  let last = null;
  ward.blur = () => {
    last = ward.active();
    if (last) {
      take(last);
    }
    return true;
  };
  ward.refocus = () => Boolean(last) && give(last);

  let kept = null;
  ward.saveFocus = () => {
    kept = ward.active();
    return { node: ward.nodeOf(kept), x: window.scrollX, y: window.scrollY };
  };
  ward.restoreFocus = ({ x, y }) => {
    const now = ward.active();
    if (kept && dom.isConnected(kept)) {
      give(kept);
    } else if (now) {
      take(now);
    }
    window.scrollTo({ left: x, top: y, behavior: 'instant' });
    return true;
=======
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
>>>>>>> collector
  };
}
