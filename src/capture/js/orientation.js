// @ts-check
// How elements are turned, for the two looks at a page in portrait and in landscape.
//
// Whom to look at is read from the style sheets: whatever they turn under `@media (orientation)`. Of a sheet of
// another origin nothing can be read, so then everything is looked at that is turned. How far an element is
// turned is the engine's own word: its computed `rotate` and `transform`, and those of all around it.
(ward) => {
  const { dom } = ward;
  const ASKS = /orientation\s*:\s*(portrait|landscape)/i;
  const TURNS = /\b(rotate|rotate3d|rotatez|matrix|matrix3d)\(/i;
  const MOST = 500;
  const LONGEST = 1000;

  /** Boxes that CSS Transforms turns only if the element is replaced, and those that it never turns. */
  const FLAT = /^(inline|contents|none|table-column|table-column-group)$/;
  const REPLACED = /^(audio|canvas|embed|iframe|img|object|video)$/;

  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** What the style sheets turn: selectors by root. Sheets that cannot be read are counted. */
  const sought = () => {
    /** @type {{root: any, selector: string, asked: boolean}[]} */
    const found = [];
    let unread = 0;
    let asks = false;
    for (const root of ward.roots()) {
      const whole = dom.nodeType(root) === 9;
      const linked = whole ? dom.styleSheets(root) : dom.shadowStyles(root);
      const adopted = whole ? dom.adoptedStyleSheets(root) : dom.shadowSheets(root);
      const sheets = [...(linked ?? []), ...(adopted ?? [])];
      /** @type {{rules: any, asking: boolean, around: string | null}[]} */
      const open = [];
      const openSheet = (sheet, asking) => {
        try {
          open.push({ rules: sheet.cssRules, asking: asking || ASKS.test(sheet.media?.mediaText ?? ''), around: null });
        } catch {
          unread += 1;
        }
      };
      sheets.forEach((sheet) => openSheet(sheet, false));
      for (let place = 0; place < open.length; place += 1) {
        const { rules, asking, around } = open[place];
        for (const rule of rules) {
          // A rule of a frame is no instance of this document's classes.
          const here = asking || ASKS.test(rule.media?.mediaText ?? '');
          if ('styleSheet' in rule) {
            if (rule.styleSheet) {
              openSheet(rule.styleSheet, here);
            }
            continue;
          }
          asks ||= here;
          const written = rule.selectorText;
          const selector = written && around ? written.replaceAll('&', `:is(${around})`) : (written ?? around);
          if (here && selector && rule.style) {
            const turned = rule.style.getPropertyValue('rotate');
            const transform = rule.style.getPropertyValue('transform');
            if (turned || transform) {
              found.push({ root, selector, asked: Boolean(turned) || TURNS.test(transform) });
            }
          }
          if (rule.cssRules?.length > 0) {
            open.push({ rules: rule.cssRules, asking: here, around: selector ?? around });
          }
        }
      }
    }
    return { found, unread, asks };
  };

  /** The turn of an element itself, as a matrix; null when it has none. */
  const own = (element) => {
    const style = getComputedStyle(element);
    const display = style.getPropertyValue('display');
    if (FLAT.test(display) && !(display === 'inline' && REPLACED.test(dom.localName(element)))) {
      return null;
    }
    const transform = style.getPropertyValue('transform');
    const rotate = style.getPropertyValue('rotate');
    if (!['', 'none'].includes(rotate)) {
      const words = rotate.split(' ');
      const angle = parseFloat(words.pop() ?? '');
      const axes = { x: [1, 0, 0], y: [0, 1, 0] };
      const axis = words.length === 3 ? words.map(Number) : (axes[words[0]] ?? [0, 0, 1]);
      const turned = new DOMMatrix().rotateAxisAngle(axis[0], axis[1], axis[2], angle);
      return ['', 'none'].includes(transform) ? turned : turned.multiply(new DOMMatrix(transform));
    }
    return ['', 'none'].includes(transform) ? null : new DOMMatrix(transform);
  };

  /** How far an element is turned to the right in all, in degrees. */
  const turn = (element) => {
    let matrix = new DOMMatrix();
    for (let node = element; node; node = ward.parent(node)) {
      const around = dom.nodeType(node) === 1 ? own(node) : null;
      matrix = around ? around.multiply(matrix) : matrix;
    }
    return ward.round((Math.atan2(matrix.m12, matrix.m11) * 180) / Math.PI);
  };

  /** Whether a style sheet asks for the orientation, and how many cannot be read. */
  ward.orientation = () => {
    const { unread, asks } = sought();
    return { asks, unread };
  };

  /** Each element that is turned, or might be, with its degrees; `upright` is the orientation to wait for. */
  ward.turns = async (upright) => {
    const portrait = matchMedia('(orientation: portrait)');
    for (let waited = 0; portrait.matches !== upright && waited < 20; waited += 1) {
      await wait(25);
    }
    await wait(40);
    const { found, unread } = sought();
    /** @type {Map<any, boolean>} */
    const seen = new Map();
    const see = (element, asked) => {
      if (dom.nodeType(element) === 1 && (seen.size < MOST || seen.has(element))) {
        seen.set(element, asked || (seen.get(element) ?? false));
      }
    };
    for (const { root, selector, asked } of found) {
      const whole = dom.nodeType(root) === 9;
      if (!whole && selector.includes(':host')) {
        see(dom.host(root), asked);
      }
      try {
        const matched = (whole ? dom.query : dom.rootQuery)(root, selector.slice(0, LONGEST));
        for (const element of matched) {
          see(element, asked);
        }
      } catch {
        // What the engine's own list of rules cannot be asked for matches nothing that could be told.
      }
    }
    if (unread > 0) {
      for (const root of ward.roots()) {
        for (const element of (dom.nodeType(root) === 9 ? dom.query : dom.rootQuery)(root, '*')) {
          if (own(element)) {
            see(element, false);
          }
        }
      }
    }
    const turns = [];
    for (const [element, asked] of seen) {
      const node = ward.nodeOf(element);
      if (node !== null && dom.namespaceURI(element) === ward.HTML) {
        turns.push({ node, asked, degrees: turn(element) });
      }
    }
    return turns;
  };

  let kept = null;
  /** Remembers the size of the window and how far everything is scrolled. */
  ward.saveView = () => {
    const scrolled = [];
    for (const root of ward.roots()) {
      for (const element of (dom.nodeType(root) === 9 ? dom.query : dom.rootQuery)(root, '*')) {
        const [left, top] = [dom.scrollLeft(element), dom.scrollTop(element)];
        if (left !== 0 || top !== 0) {
          scrolled.push({ element, left, top });
        }
      }
    }
    kept = { scrolled, x: window.scrollX, y: window.scrollY };
    return { width: window.innerWidth, height: window.innerHeight };
  };
  /** Puts back how far everything was scrolled, once the window has its size again. */
  ward.restoreView = async (width, height) => {
    for (let waited = 0; (window.innerWidth !== width || window.innerHeight !== height) && waited < 20; waited += 1) {
      await wait(25);
    }
    await wait(40);
    for (const { element, left, top } of kept?.scrolled ?? []) {
      dom.setScrollLeft(element, left);
      dom.setScrollTop(element, top);
    }
    window.scrollTo({ left: kept?.x ?? 0, top: kept?.y ?? 0, behavior: 'instant' });
    kept = null;
    return true;
  };
}
