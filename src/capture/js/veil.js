// @ts-check
// Letters out of sight for a moment, so that the screen shows what is behind them, and where they are.
//
// Only `-webkit-text-fill-color` is touched: what else takes its colour from `color` stays as it is. A style
// sheet that the page cannot see is adopted by each root; no attribute changes and no event is sent. Transitions
// are held off until the old colours are back, or else the page would see the letters fade in.
(ward) => {
  const { dom } = ward;
  const SPOKEN = /[\p{L}\p{N}]/u;
  // Three ids that nobody has: more specific than what a page says with `!important`.
  const ALL = ['', '::before', '::after', '::placeholder', '::marker', '::first-letter', '::first-line']
    .map((part) => `:not(#\\0#\\0#\\0)${part}`)
    .join();
  const STILL = `${ALL} { transition: none !important; animation-play-state: paused !important }`;
  const veil = (colour) =>
    `${ALL} { -webkit-text-fill-color: ${colour} !important; text-decoration-color: transparent !important; ` +
    'text-emphasis-color: transparent !important; caret-color: transparent !important }';

  /** The sheets that are laid over each document's roots. */
  const sheets = new Map();

  const sheetsOf = (owner) => {
    if (!sheets.has(owner)) {
      // A sheet of one document cannot be adopted by another.
      const Sheet = dom.defaultView(owner).CSSStyleSheet;
      const still = new Sheet();
      still.replaceSync(STILL);
      sheets.set(owner, { still, veil: new Sheet() });
    }
    return sheets.get(owner);
  };

  const adopted = (root) => {
    const whole = dom.nodeType(root) === 9;
    const [read, write] = whole ? [dom.adoptedStyleSheets, dom.setSheets] : [dom.shadowSheets, dom.setShadowSheets];
    return { owner: whole ? root : dom.ownerDocument(root), list: [...(read(root) ?? [])], write };
  };

  /** Lets letters be painted in one colour, or not at all with `transparent`. */
  ward.veil = (colour) => {
    for (const root of ward.roots()) {
      const { owner, list, write } = adopted(root);
      const own = sheetsOf(owner);
      own.veil.replaceSync(veil(colour));
      const rest = list.filter((sheet) => sheet !== own.still && sheet !== own.veil);
      write(root, [...rest, own.still, own.veil]);
    }
    return true;
  };

  /** Puts everything back. */
  ward.unveil = () => {
    const roots = ward.roots();
    const without = (kind) => {
      for (const root of roots) {
        const { owner, list, write } = adopted(root);
        const own = sheets.get(owner);
        if (own && list.includes(own[kind])) {
          write(root, list.filter((sheet) => sheet !== own[kind]));
        }
      }
    };
    without('veil');
    for (const owner of sheets.keys()) {
      // The old colours take effect while there are still no transitions.
      dom.offsetWidth(dom.documentElement(owner));
    }
    without('still');
    sheets.clear();
    return true;
  };

  /** Where a field shows its text. */
  const inside = (field, origin) => {
    const box = dom.getBoundingClientRect(field);
    const inner = {
      x: box.x + dom.clientLeft(field),
      y: box.y + dom.clientTop(field),
      width: dom.clientWidth(field),
      height: dom.clientHeight(field),
    };
    return [ward.written(ward.moved(inner, origin))];
  };

  /** A box for each letter and digit of a text. */
  const boxes = (text, origin, range) => {
    const found = [];
    let at = 0;
    for (const character of dom.data(text)) {
      if (SPOKEN.test(character)) {
        range.setStart(text, at);
        range.setEnd(text, at + character.length);
        const box = dom.rangeRects(range)[0];
        if (box && box.width > 0 && box.height > 0) {
          found.push(ward.written(ward.moved(box, origin)));
        }
      }
      at += character.length;
    }
    return found;
  };

  /**
   * Where the letters of each of these texts and fields are; null for those that are gone, and those beyond so
   * many letters.
   */
  ward.letters = (nodes, most) => {
    const origins = new Map();
    let left = most;
    return nodes.map((place) => {
      const node = ward.recorded(place);
      if (!node || !dom.isConnected(node) || left <= 0) {
        return null;
      }
      const owner = dom.ownerDocument(node);
      if (!origins.has(owner)) {
        origins.set(owner, { origin: ward.origin(owner), range: dom.createRange(owner) });
      }
      const { origin, range } = origins.get(owner);
      const found = dom.nodeType(node) === 1 ? inside(node, origin) : boxes(node, origin, range);
      left -= found.length;
      return left < 0 ? null : found;
    });
  };
}
