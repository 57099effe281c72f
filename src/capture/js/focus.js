// @ts-check
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
      url: dom.URL(document),
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
      // Of another origin, or a document that takes the focus as a whole because it scrolls.
      frame: ['iframe', 'frame', 'object', 'embed'].includes(dom.localName(element)),
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

  // Controls that are one stop of Tab each, whatever state they are in.
  const PLAIN = 'a[href], button, select, textarea, summary, [tabindex]';
  const PLAIN_TYPES = ['button', 'checkbox', 'email', 'file', 'number', 'password', 'reset', 'search', 'submit', 'tel', 'text', 'url'];
  const STOPS = `${PLAIN}, input, area[href], iframe, object, embed, audio, video, [contenteditable]`;
  let begun = false;

  /** How many presses of Tab lead to an element, if that is certain beforehand; else 0. */
  ward.presses = (target) => {
    const [from, to] = [ward.active(), ward.elementOf(target)];
    // Once something had the focus, Tab may go on from a place that no script can read.
    if (!to || dom.getRootNode(to) !== document || (from ? dom.getRootNode(from) !== document : begun)) {
      return 0;
    }
    const stops = [...dom.query(document, STOPS)].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [inert] *, [inert]'),
    );
    const between = stops.slice(from ? stops.indexOf(from) + 1 : 0, stops.indexOf(to) + 1);
    const plain = (element) =>
      element.tabIndex === -1 || (ward.isHtml(element, 'input') ? PLAIN_TYPES.includes(element.type) : element.matches(PLAIN));
    if ((from && !stops.includes(from)) || stops.some((element) => element.tabIndex > 0) || !between.every(plain)) {
      return 0;
    }
    return between.filter((element) => element.tabIndex >= 0).length;
  };

  ward.focused = (target) => {
    const element = ward.active();
    const wanted = ward.elementOf(target);
    begun ||= Boolean(element);
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
    return { node: ward.nodeOf(kept), url: dom.URL(document), x: window.scrollX, y: window.scrollY };
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
  };
}
