// @ts-check
// The page at one moment, as one JSON text: `Page` of the evidence, field by field.
//
// It walks the flat tree with a list of its own instead of calls, since a page may be ten thousand
// elements deep. It only reads: no attribute, focus, scroll position or style is changed and no event
// is sent. Computed style is most of the cost; nothing of it is guessed from an element that looks alike.
//
// A light child that no slot shows is recorded under its host with `Unslotted` and without a style, for
// `aria-labelledby` may name it; a text in that place is left out, since nothing can ever reach it.
// What scripts and style sheets consist of is no content and left out, and so is a template's content.
// An element with `display: contents` has no box, but is rendered as far as its parent's contents are.
(ward) => {
  const { dom, STATES } = ward;
  const NAMESPACES = new Map([[ward.HTML, 0], [ward.SVG, 1], [ward.MATHML, 2]]);
  const UNWRITTEN = new Set(['script', 'style', 'noscript', 'iframe', 'frame', 'noembed', 'noframes']);
  const SIDES = ['top', 'right', 'bottom', 'left'];
  const INK = /[^\t\n\f\r ]/;

  /**
   * What a node inherits from where it stands.
   * @typedef {object} Place
   * @property {number | null} parent Its parent in the flat tree.
   * @property {number} scope Its document or shadow root.
   * @property {boolean} shown Whether the contents of its parent are rendered.
   * @property {boolean} fallback Whether it is the fallback of a canvas that is shown.
   * @property {boolean} reference Whether it is in SVG that is only referred to.
   * @property {boolean} framed Whether the frame it is in is shown, or there is none.
   * @property {boolean} unslotted Whether it is under a light child that no slot shows.
   * @property {boolean} inert Whether an ancestor is inert.
   * @property {boolean} blocked Whether a modal dialog blocks it.
   * @property {any} blocker That dialog.
   * @property {any} origin Where its document's coordinates begin; null for the top one.
   * @property {any} range For measuring texts.
   * @property {boolean} editable Whether anything in its document can be edited.
   */

  /** The dialog that blocks each document: of several modal ones, the one that the pointer reaches. */
  const blocking = (roots) => {
    const found = new Map();
    for (const root of roots) {
      const dialogs = (dom.nodeType(root) === 9 ? dom.query : dom.rootQuery)(root, 'dialog:modal');
      for (let place = 0; place < dialogs.length; place += 1) {
        const owner = dom.ownerDocument(dialogs[place]);
        found.set(owner, [...(found.get(owner) ?? []), dialogs[place]]);
      }
    }
    const blockers = new Map();
    for (const [owner, dialogs] of found) {
      const origin = ward.origin(owner);
      const reached = dialogs.find((dialog) => {
        const box = ward.moved(dom.getBoundingClientRect(dialog), origin);
        const [hit] = ward.at(box.x + box.width / 2, box.y + box.height / 2);
        return hit && ward.holds(dialog, hit);
      });
      blockers.set(owner, reached ?? dialogs.at(-1));
    }
    return blockers;
  };

  /** Whether anything in a document can be edited where it stands. */
  const editing = (roots, owner) =>
    dom.designMode(owner) === 'on' ||
    roots.some((root) => {
      const within = dom.nodeType(root) === 9 ? root : dom.ownerDocument(root);
      const query = dom.nodeType(root) === 9 ? dom.query : dom.rootQuery;
      return within === owner && query(root, '[contenteditable]').length > 0;
    });

  /** @param {{properties: string[], limit: {nodes: number, ms: number, chars: number}}} wanted */
  ward.page = async ({ properties, limit }) => {
    let roots = ward.roots();
    roots = (await ward.listen(roots)) ? ward.roots() : roots;
    const started = performance.now();
    const blockers = blocking(roots);
    const tables = ward.tables(properties, limit.chars);
    const firsts = ward.firsts(roots);
    const { string, bounded } = tables;
    /** @type {any[]} */
    const scopes = [{ kind: 'document', host: null, url: ward.clean(dom.URL(document)) }];
    const scopeOf = new Map([[/** @type {any} */ (document), 0]]);
    /** @type {any[]} */
    const nodes = [];
    /** @type {any[]} */
    const list = [];
    const places = new WeakMap();
    /** @type {any[]} */
    const stack = [];
    /** @type {Place[]} */
    const stands = [];
    let scrollers = 0;

    const put = (node, stand) => {
      stack.push(node);
      stands.push(stand);
    };

    const putChildren = (parent, stand, texts) => {
      for (let child = dom.lastChild(parent); child; child = dom.previousSibling(child)) {
        const type = dom.nodeType(child);
        if (type === 1 || (texts && (type === 3 || type === 4))) {
          put(child, stand);
        }
      }
    };

    const rectangle = (box, origin) => ward.written(origin ? ward.moved(box, origin) : box);

    const text = (node, stand) => {
      const data = dom.data(node);
      /** @type {any} */
      const record = { p: stand.parent, x: bounded(data) };
      if (stand.scope > 0) {
        record.c = stand.scope;
      }
      if (stand.shown && INK.test(data)) {
        const boxes = ward.lines(node, stand.range).map((box) => rectangle(box, stand.origin));
        if (boxes.length > 0) {
          record.r = boxes;
        }
      }
      nodes.push({ t: record });
      list.push(node);
    };

    const pseudo = (element, name, shown) => {
      const computed = getComputedStyle(element, name);
      const content = shown ?? computed.getPropertyValue('content');
      const none = shown === undefined && ['', 'none', 'normal'].includes(content);
      return none ? undefined : { x: bounded(content), y: tables.style(computed) };
    };

    const attributes = (element) => {
      const written = [];
      const all = dom.attributes(element);
      for (let place = 0; place < all.length; place += 1) {
        const { name, value } = all[place];
        const veiled = name === 'value' || name === 'content';
        const shown = veiled ? ward.attribute(element, name, value) : value;
        written.push(string(name), bounded(shown, name));
      }
      return written;
    };

    const boxes = (element, record, origin) => {
      const found = dom.getClientRects(element);
      if (found.length === 1) {
        record.b = rectangle(found[0], origin);
      } else if (found.length > 1) {
        record.b = rectangle(dom.getBoundingClientRect(element), origin);
        record.r = [];
        for (let place = 0; place < found.length; place += 1) {
          record.r.push(rectangle(found[place], origin));
        }
      }
    };

    /** Style, boxes and generated content; says whether it is rendered, and its contents. */
    const appearance = (element, record, tag, html, stand) => {
      const computed = getComputedStyle(element);
      record.y = tables.style(computed);
      const display = tables.reading(computed, 'display');
      const contents = display === 'contents' && stand.shown;
      const rendered = stand.framed && !stand.reference && (contents || dom.checkVisibility(element));
      const visible = tables.reading(computed, 'visibility') === 'visible';
      const skipped = tables.reading(computed, 'content-visibility') === 'hidden';
      const clips =
        tables.reading(computed, 'overflow-x') !== 'visible' ||
        tables.reading(computed, 'overflow-y') !== 'visible';
      const scrolls =
        clips && /auto|scroll/.test(computed.getPropertyValue('overflow-x') + computed.getPropertyValue('overflow-y'));
      if (display !== 'none' && display !== 'contents') {
        boxes(element, record, stand.origin);
      }
      if (rendered && clips && record.b) {
        record.s = [
          dom.clientWidth(element),
          dom.clientHeight(element),
          dom.scrollWidth(element),
          dom.scrollHeight(element),
        ];
        record.scrolls = scrolls && (record.s[2] > record.s[0] || record.s[3] > record.s[1]);
        record.sp = record.scrolls ? SIDES.map((side) => parseFloat(computed.getPropertyValue(`padding-${side}`)) || 0) : undefined;
      }
      // Chromium, Firefox and WebKit generate no content inside SVG and MathML.
      if (rendered && html) {
        record.pb = pseudo(element, '::before');
        record.pa = pseudo(element, '::after');
        if ((tag === 'input' || tag === 'textarea') && dom.matches(element, ':placeholder-shown')) {
          record.pp = element.placeholder ? pseudo(element, '::placeholder', element.placeholder) : undefined;
        }
      }
      const closed = html && tag === 'details' && !element.open;
      return {
        rendered,
        visible,
        boxed: display !== 'none' && ((rendered && !contents) || stand.fallback),
        contents: rendered && !skipped,
        closed,
      };
    };

    const element = (node, stand) => {
      const id = nodes.length;
      const tag = dom.localName(node);
      const namespace = NAMESPACES.get(dom.namespaceURI(node)) ?? 3;
      const html = namespace === 0;
      /** @type {any} */
      const record = { p: stand.parent ?? undefined, c: stand.scope || undefined, n: string(tag) };
      record.ns = namespace || undefined;
      const written = attributes(node);
      record.a = written.length > 0 ? written : undefined;

      const own = html && dom.hasAttribute(node, 'inert');
      const freed = node === stand.blocker;
      const inert = own || (stand.inert && !freed);
      const blocked = stand.blocked && !freed;
      let bits = ward.states(node, tag, html);
      bits |= inert || blocked ? STATES.INERT : 0;
      bits |= stand.unslotted ? STATES.UNSLOTTED : 0;
      bits |= scopes[stand.scope].kind === 'open' ? STATES.SLOTTED : 0;
      const editable = html && stand.editable ? ward.editable(node) : 0;
      bits |= editable;

      let seen = { rendered: false, visible: false, boxed: false, contents: false, closed: false };
      if (!stand.unslotted) {
        seen = appearance(node, record, tag, html, stand);
        bits |= seen.rendered ? STATES.RENDERED : 0;
        bits |= html && seen.rendered && firsts(node) ? STATES.FIRST_STYLED : 0;
      }
      const disabled = (bits & STATES.DISABLED) !== 0;
      const { boxed, visible } = seen;
      record.i = ward.tabIndex(node, { tag, html, shown: boxed, visible, editable: editable !== 0, disabled });
      if (record.i === undefined && record.scrolls && visible) {
        record.i = -1;
        record.scroller = true;
        scrollers += 1;
      }
      delete record.scrolls;
      bits |= record.i === undefined ? 0 : STATES.FOCUSABLE;
      record.f = bits || undefined;
      if (html) {
        const value = ward.value(node, tag);
        record.v = value === undefined ? undefined : bounded(value);
        record.m = ward.natural(node, tag);
        record.av = ward.media(node, tag, string);
      }
      nodes.push({ e: record });
      list.push(node);
      places.set(node, id);
      descend(node, record, id, tag, html, { ...stand, parent: id, inert, blocked }, seen);
    };

    /** Puts the children on the list. */
    const descend = (node, record, id, tag, html, stand, seen) => {
      if (html && tag === 'template') {
        return;
      }
      stand.shown = seen.contents;
      stand.reference ||= !html && ward.REFERENCES.has(tag);
      stand.fallback = seen.boxed && (stand.fallback || (html && tag === 'canvas'));
      const inner = html ? ward.inside(node) : null;
      if (html && (inner || tag === 'iframe' || tag === 'frame')) {
        record.d = inner ? 'inside' : 'foreign';
      }
      const shadow = ward.shadow(node);
      if (shadow) {
        // What no slot shows comes last, so it goes on the list first.
        const lost = { ...stand, unslotted: true, shown: false };
        for (let child = dom.lastChild(node); child; child = dom.previousSibling(child)) {
          if (dom.nodeType(child) === 1 && !ward.slotOf(child)) {
            put(child, lost);
          }
        }
        scopeOf.set(shadow, scopes.length);
        scopes.push({ kind: 'open', host: id, url: null });
        putChildren(shadow, { ...stand, scope: scopes.length - 1 }, true);
        return;
      }
      const assigned = html && tag === 'slot' ? dom.assignedNodes(node) : [];
      if (assigned.length > 0) {
        const scope = scopeOf.get(dom.getRootNode(assigned[0])) ?? stand.scope;
        const slotted = { ...stand, scope };
        for (let place = assigned.length - 1; place >= 0; place -= 1) {
          put(assigned[place], slotted);
        }
        return;
      }
      if (inner) {
        const framed = stand.framed && seen.rendered && seen.visible;
        scopeOf.set(inner, scopes.length);
        scopes.push({ kind: 'document', host: id, url: ward.clean(dom.URL(inner)) });
        putChildren(inner, {
          ...stand,
          scope: scopes.length - 1,
          shown: framed,
          framed,
          origin: ward.origin(inner),
          range: dom.createRange(inner),
          inert: stand.inert || stand.blocked,
          blocked: blockers.has(inner),
          blocker: blockers.get(inner) ?? null,
          editable: editing(roots, inner),
        }, false);
        return;
      }
      if (seen.closed) {
        const hidden = { ...stand, shown: false };
        const summary = dom.querySelector(node, ':scope > summary');
        for (let child = dom.lastChild(node); child; child = dom.previousSibling(child)) {
          const type = dom.nodeType(child);
          if (type === 1 || type === 3) {
            put(child, child === summary ? stand : hidden);
          }
        }
        return;
      }
      putChildren(node, stand, !UNWRITTEN.has(tag));
    };

    /** A script can focus any scroller; Tab goes to one that holds nothing else to go to. */
    const scrollable = () => {
      const holds = new Uint8Array(nodes.length);
      for (let id = nodes.length - 1; id >= 0; id -= 1) {
        const record = nodes[id].e;
        if (!record) {
          continue;
        }
        if (record.scroller) {
          record.i = holds[id] === 0 ? 0 : -1;
          delete record.scroller;
        }
        if (record.p !== undefined && (holds[id] === 1 || (record.i ?? -1) >= 0)) {
          holds[record.p] = 1;
        }
      }
    };

    put(dom.documentElement(document), {
      parent: null,
      scope: 0,
      shown: true,
      fallback: false,
      reference: false,
      framed: true,
      unslotted: false,
      inert: false,
      blocked: blockers.has(document),
      blocker: blockers.get(document) ?? null,
      origin: null,
      range: dom.createRange(document),
      editable: editing(roots, document),
    });
    const reasons = [];
    while (stack.length > 0) {
      if (nodes.length >= limit.nodes) {
        reasons.push(`after ${limit.nodes} nodes`);
        break;
      }
      // Where ten thousand elements are nested, the place of one of them takes a tenth of a second.
      if ((nodes.length & 7) === 0 && performance.now() - started > limit.ms) {
        reasons.push(`after ${limit.ms} ms`);
        break;
      }
      const node = stack.pop();
      const stand = /** @type {Place} */ (stands.pop());
      if (dom.nodeType(node) === 1) {
        element(node, stand);
      } else {
        text(node, stand);
      }
    }
    if (scrollers > 0) {
      scrollable();
    }
    if (tables.cut() > 0) {
      reasons.push(`strings longer than ${limit.chars} characters: ${tables.cut()}`);
    }
    ward.remember(list, places);
    return JSON.stringify({
      document: ward.documentFacts(),
      view: ward.view(),
      active: ward.nodeOf(ward.active()),
      tampered: [],
      truncated: reasons.length > 0 ? reasons.join('; ') : null,
      strings: tables.strings,
      styles: tables.styles,
      scopes,
      nodes,
    });
  };
}
