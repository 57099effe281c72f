// @ts-check
// The flat tree: what a person gets, with shadow roots and frames of the same origin in their places.
//
// Nothing here calls itself: a page may be ten thousand elements deep.
(ward) => {
  const { dom } = ward;
  const FRAMES = new Set(['iframe', 'frame', 'object', 'embed']);

  let places = new WeakMap();
  /** @type {any[]} */
  let nodes = [];

  /** Keeps which node has which place in the page that was recorded last. */
  ward.remember = (list, map) => {
    nodes = list;
    places = map;
  };
  /** The place of a node in the recorded page, or null. */
  ward.nodeOf = (node) => (node ? (places.get(node) ?? null) : null);
  /** The element at a place of the recorded page, or null; of a text, the element it stands in. */
  ward.elementOf = (id) => {
    const node = nodes[id] ?? null;
    return node && dom.nodeType(node) !== 1 ? dom.parentNode(node) : node;
  };

  /** The element or text at a place of the recorded page, or null. */
  ward.recorded = (id) => nodes[id] ?? null;

  /** Whether it is an HTML element of this name. */
  ward.isHtml = (node, name) => dom.localName(node) === name && dom.namespaceURI(node) === ward.HTML;

  /** The document in a frame, if it may be read; null for another origin and for what is no frame. */
  ward.inside = (element) => {
    if (!FRAMES.has(dom.localName(element)) || dom.namespaceURI(element) !== ward.HTML) {
      return null;
    }
    try {
      const document = element.contentDocument ?? element.getSVGDocument?.() ?? null;
      return document && dom.documentElement(document) ? document : null;
    } catch {
      return null;
    }
  };

  /** An open shadow root, or null. */
  ward.shadow = (element) => (dom.nodeType(element) === 1 ? (dom.shadowRoot(element) ?? null) : null);

  /** The slot that shows a light child, or null. */
  ward.slotOf = (node) => {
    const type = dom.nodeType(node);
    return (type === 1 ? dom.assignedSlot(node) : type === 3 ? dom.textSlot(node) : null) ?? null;
  };

  /** The children of an element in the flat tree: elements and texts. */
  ward.children = (element) => {
    if (ward.isHtml(element, 'slot')) {
      const assigned = dom.assignedNodes(element);
      if (assigned.length > 0) {
        return assigned;
      }
    }
    const document = ward.inside(element);
    const from = document ?? ward.shadow(element) ?? element;
    const list = [];
    for (let child = dom.firstChild(from); child; child = dom.nextSibling(child)) {
      const type = dom.nodeType(child);
      if (type === 1 || (!document && (type === 3 || type === 4))) {
        list.push(child);
      }
    }
    return list;
  };

  /** The parent in the flat tree, out of frames as well; null at the top. */
  ward.parent = (node) => {
    const slot = ward.slotOf(node);
    if (slot) {
      return slot;
    }
    const parent = dom.parentNode(node);
    if (!parent) {
      return null;
    }
    const type = dom.nodeType(parent);
    if (type === 11) {
      return dom.host(parent) ?? null;
    }
    return type === 9 ? ward.frameOf(parent) : parent;
  };

  /** The frame element that shows a document, or null for the top one. */
  ward.frameOf = (document) => {
    const view = dom.defaultView(document);
    if (!view || view === window) {
      return null;
    }
    try {
      return view.frameElement ?? null;
    } catch {
      return null;
    }
  };

  /** Whether one is the other, or around it, in the flat tree. */
  ward.holds = (outer, inner) => {
    for (let node = inner; node; node = ward.parent(node)) {
      if (node === outer) {
        return true;
      }
    }
    return false;
  };

  /** Every document and open shadow root under the top document. */
  ward.roots = () => {
    const list = [document];
    for (let place = 0; place < list.length; place += 1) {
      const root = list[place];
      const found = dom.nodeType(root) === 9 ? dom.query(root, '*') : dom.rootQuery(root, '*');
      for (let at = 0; at < found.length; at += 1) {
        const element = found[at];
        const next = ward.shadow(element) ?? ward.inside(element);
        if (next) {
          list.push(next);
        }
      }
    }
    return list;
  };

  /** The element with the keyboard focus, through shadow roots and frames; null when it is the body or nothing. */
  ward.active = () => {
    let root = document;
    let found = null;
    for (;;) {
      const next = dom.nodeType(root) === 9 ? dom.activeElement(root) : dom.shadowActive(root);
      if (!next) {
        return found;
      }
      if (dom.nodeType(root) === 9 && (ward.isHtml(next, 'body') || ward.isHtml(next, 'html'))) {
        const taken = dom.hasAttribute(next, 'tabindex') || dom.hasAttribute(next, 'contenteditable');
        return taken ? next : found;
      }
      found = next;
      const inner = ward.shadow(next) ?? ward.inside(next);
      if (!inner) {
        return found;
      }
      root = inner;
    }
  };

  /** Where a document's own coordinates begin in the top window, and how much they are scaled. */
  ward.origin = (inner) => {
    const steps = [];
    for (let frame = ward.frameOf(inner); frame; frame = ward.frameOf(dom.ownerDocument(frame))) {
      steps.unshift(frame);
    }
    const origin = { x: 0, y: 0, scale: 1 };
    for (const frame of steps) {
      const box = dom.getBoundingClientRect(frame);
      const style = getComputedStyle(frame);
      const width = dom.offsetWidth(frame);
      // `offsetWidth` is rounded, so only more than a pixel of difference is a scale.
      const scale = width > 0 && Math.abs(box.width - width) > 1 ? box.width / width : 1;
      const left = dom.clientLeft(frame) + (parseFloat(style.getPropertyValue('padding-left')) || 0);
      const top = dom.clientTop(frame) + (parseFloat(style.getPropertyValue('padding-top')) || 0);
      origin.x += (box.x + left * scale) * origin.scale;
      origin.y += (box.y + top * scale) * origin.scale;
      origin.scale *= scale;
    }
    return origin;
  };

  /** A rectangle of the window's coordinates in those of an inner document, moved to the top window. */
  ward.moved = (box, origin) => ({
    x: box.x * origin.scale + origin.x,
    y: box.y * origin.scale + origin.y,
    width: box.width * origin.scale,
    height: box.height * origin.scale,
  });

  /** Rounded to a hundredth of a pixel. */
  ward.round = (number) => Math.round(number * 100) / 100;

  /** A rectangle of the top window as evidence has it: in the coordinates of the top document. */
  ward.written = (box) => [
    ward.round(box.x + window.scrollX),
    ward.round(box.y + window.scrollY),
    ward.round(box.width),
    ward.round(box.height),
  ];

  /** Where an element is, as evidence has it; null when it generates no box. */
  ward.bounds = (element) => {
    if (dom.getClientRects(element).length === 0) {
      return null;
    }
    const origin = ward.origin(dom.ownerDocument(element));
    return ward.written(ward.moved(dom.getBoundingClientRect(element), origin));
  };

  /** What is at a point of the top window, front to back, through shadow roots and frames. */
  ward.at = (x, y) => {
    const list = [];
    const open = [{ root: document, x, y, host: null }];
    const seen = new Set();
    while (open.length > 0) {
      const { root, x: left, y: top, host } = /** @type {any} */ (open.pop());
      if (!root) {
        list.push(host);
        continue;
      }
      const whole = dom.nodeType(root) === 9;
      const found = whole
        ? dom.elementsFromPoint(root, left, top)
        : dom.shadowFromPoint(root, left, top);
      for (let place = found.length - 1; place >= 0; place -= 1) {
        const element = found[place];
        // A shadow root also names what lies outside it; that is listed by the root it belongs to.
        if (dom.getRootNode(element) !== root || seen.has(element)) {
          continue;
        }
        seen.add(element);
        open.push({ root: null, x: 0, y: 0, host: element });
        const shadow = ward.shadow(element);
        const inner = shadow ? null : ward.inside(element);
        if (shadow) {
          open.push({ root: shadow, x: left, y: top, host: null });
        } else if (inner) {
          const outer = ward.origin(dom.ownerDocument(element));
          const origin = ward.origin(inner);
          const at = { x: left * outer.scale + outer.x, y: top * outer.scale + outer.y };
          open.push({
            root: inner,
            x: (at.x - origin.x) / origin.scale,
            y: (at.y - origin.y) / origin.scale,
            host: null,
          });
        }
      }
    }
    return list;
  };
}
