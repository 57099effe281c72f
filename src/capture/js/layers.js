// @ts-check
// What a person sees of an element, and what lies over it.
//
// Twenty-five points of its box are looked at, front to back. What paints nothing hides nothing: the
// empty container of notices that lies over many pages is looked through. What lets the pointer through
// is not found at all; only the element itself is, since then the page is asked again without that.
(ward) => {
  const { dom } = ward;
  // The middle first, then the corners, so that a box in several pieces gets a fair share in each.
  const ORDER = [12, 0, 4, 20, 24, 2, 10, 14, 22, 6, 8, 16, 18, 1, 3, 5, 9, 15, 19, 21, 23, 7, 11, 13, 17];
  const REPLACED = new Set(['img', 'video', 'canvas', 'iframe', 'frame', 'object', 'embed', 'audio']);
  const WIDGETS = new Set(['input', 'button', 'select', 'textarea', 'meter', 'progress']);
  const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polygon', 'polyline', 'image', 'text', 'use']);
  const OPAQUE = 0.99;

  /** The alpha of a computed colour. */
  const alpha = (color) => {
    const slash = /\/\s*([\d.]+)(%?)\s*\)$/.exec(color);
    if (slash) {
      return Number(slash[1]) / (slash[2] ? 100 : 1);
    }
    const comma = /^rgba\((?:[^,]*,){3}\s*([\d.]+)\s*\)$/.exec(color);
    return comma ? Number(comma[1]) : color === 'transparent' ? 0 : 1;
  };

  /**
   * What an element paints at a point inside its box: 0 nothing, 1 opaque; `unsure` for pictures.
   * @returns {{paints: boolean, alpha: number}}
   */
  const paint = (element) => {
    const tag = dom.localName(element);
    const style = getComputedStyle(element);
    const value = (name) => style.getPropertyValue(name);
    if (value('visibility') !== 'visible') {
      return { paints: false, alpha: 0 };
    }
    if (dom.namespaceURI(element) === ward.SVG && tag !== 'svg') {
      return { paints: SHAPES.has(tag), alpha: 0 };
    }
    const ground = alpha(value('background-color'));
    if (ground > 0) {
      return { paints: true, alpha: ground };
    }
    const widget = WIDGETS.has(tag) && value('appearance') !== 'none';
    return { paints: widget || REPLACED.has(tag) || value('background-image') !== 'none', alpha: widget ? 1 : 0 };
  };

  /** How much of an element's opacity is left below the first ancestor that is also around the other. */
  const opacity = (element, other) => {
    let product = 1;
    for (let node = element; node && !ward.holds(node, other); node = ward.parent(node)) {
      product *= Number(getComputedStyle(node).getPropertyValue('opacity'));
    }
    return product;
  };

  /** The positioned element that a cover is or belongs to. */
  const layer = (element, target) => {
    for (let node = element; node && !ward.holds(node, target); node = ward.parent(node)) {
      const position = getComputedStyle(node).getPropertyValue('position');
      if (position !== 'static' && position !== 'relative') {
        return { node, position };
      }
    }
    return { node: element, position: getComputedStyle(element).getPropertyValue('position') };
  };

  const labels = (target) => {
    const own = target.labels;
    const list = [];
    for (let place = 0; own && place < own.length; place += 1) {
      list.push(own[place]);
    }
    return list;
  };

  const clipped = (box, outer) => {
    const x = Math.max(box.x, outer.x);
    const y = Math.max(box.y, outer.y);
    const width = Math.min(box.x + box.width, outer.x + outer.width) - x;
    const height = Math.min(box.y + box.height, outer.y + outer.height) - y;
    return width > 0 && height > 0 ? { x, y, width, height } : null;
  };

  /** The boxes of an element in the top window, without what scrollers and frames around it cut off. */
  ward.clippedBoxes = (target) => {
    const origin = ward.origin(dom.ownerDocument(target));
    const rects = dom.getClientRects(target);
    let boxes = [];
    for (let place = 0; place < rects.length && place < 25; place += 1) {
      const { x, y, width, height } = rects[place];
      if (width > 0 && height > 0) {
        boxes.push(ward.moved({ x, y, width, height }, origin));
      }
    }
    let fixed = getComputedStyle(target).getPropertyValue('position') === 'fixed';
    for (let node = ward.parent(target); node; node = ward.parent(node)) {
      const style = getComputedStyle(node);
      const whole = ward.isHtml(node, 'html') || ward.isHtml(node, 'body');
      const cuts =
        ward.inside(node) !== null ||
        (!whole && !fixed && /hidden|clip|auto|scroll/.test(style.getPropertyValue('overflow-x') + style.getPropertyValue('overflow-y')));
      if (ward.inside(node) !== null) {
        fixed = false;
      }
      if (cuts) {
        const around = ward.moved(dom.getBoundingClientRect(node), ward.origin(dom.ownerDocument(node)));
        boxes = boxes.flatMap((box) => clipped(box, around) ?? []);
      }
      fixed ||= style.getPropertyValue('position') === 'fixed';
    }
    return boxes;
  };

  const points = (boxes) =>
    ORDER.map((_, turn) => {
      const box = boxes[turn % boxes.length];
      const cell = ORDER[Math.floor(turn / boxes.length)];
      return {
        x: box.x + (((cell % 5) + 0.5) / 5) * box.width,
        y: box.y + ((Math.floor(cell / 5) + 0.5) / 5) * box.height,
      };
    });

  /** What hides a target at a point: nothing (`null`), or the foremost of what does and how much shows through. */
  ward.hider = (target, { x, y }) => {
    const own = labels(target);
    const hits = ward.at(x, y);
    const found = hits.indexOf(target);
    let cover = null;
    let through = 1;
    for (let place = 0; place < hits.length; place += 1) {
      const hit = hits[place];
      const around = ward.holds(hit, target);
      // Where an ancestor comes before the target and both are hit, it is painted over it: a negative `z-index`.
      const under = around && found > place && dom.getRootNode(hit) === dom.getRootNode(target);
      const mine = ward.holds(target, hit) || own.some((label) => ward.holds(label, hit));
      if (mine || (around && !under)) {
        break;
      }
      const painted = paint(hit);
      const left = painted.paints ? opacity(hit, target) : 0;
      if (left > 0) {
        cover ??= hit;
        through *= 1 - painted.alpha * left;
      }
      if (1 - through >= OPAQUE) {
        break;
      }
    }
    return cover ? { element: cover, translucent: 1 - through < OPAQUE } : null;
  };

  const looked = (target, boxes) => {
    let inside = 0;
    let seen = 0;
    const covers = new Map();
    const { width, height } = ward.view();
    for (const point of points(boxes)) {
      if (point.x < 0 || point.y < 0 || point.x >= width || point.y >= height) {
        continue;
      }
      inside += 1;
      const hider = ward.hider(target, point);
      if (!hider) {
        seen += 1;
        continue;
      }
      const { node, position } = layer(hider.element, target);
      const cover = covers.get(node) ?? { node, position, times: 0, translucent: false };
      cover.times += 1;
      cover.translucent ||= hider.translucent;
      covers.set(node, cover);
    }
    const [cover] = [...covers.values()].sort((one, other) => other.times - one.times);
    return { inside, seen, cover: cover ?? null };
  };

  /** How much of an element the window shows, and what lies over it most. */
  ward.sight = (target) => {
    const boxes = ward.clippedBoxes(target);
    if (boxes.length === 0) {
      return { inside: 0, seen: 0, cover: null };
    }
    const lets = getComputedStyle(target).getPropertyValue('pointer-events') === 'none';
    return lets ? ward.tangible(() => looked(target, boxes)) : looked(target, boxes);
  };
}
