// @ts-check
// What acting on an element needs: where it is, what it holds, and its own setters.
(ward) => {
  const { dom } = ward;
  const BY_LOCALE = new Set(['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range']);
  const setter = (kind, name) => Object.getOwnPropertyDescriptor(kind.prototype, name)?.set;
  const setInput = setter(HTMLInputElement, 'value');
  const setArea = setter(HTMLTextAreaElement, 'value');
  const setSelected = setter(HTMLOptionElement, 'selected');

  const isField = (element) => ['input', 'textarea', 'select'].some((name) => ward.isHtml(element, name));
  const value = (element) => (isField(element) ? element.value : dom.textContent(element));
  const tell = (element, ...kinds) => {
    for (const kind of kinds) {
      dom.dispatchEvent(element, new Event(kind, { bubbles: true, composed: true }));
    }
  };
  const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

  /** Whether what a pointer meets at a point is the element, something in it, or its label. */
  const meets = (element, met) =>
    ward.holds(element, met) || [...(element.labels ?? [])].some((label) => ward.holds(label, met));

  /** The middle of the part of an element's first box that the window shows. */
  const middle = (element) => {
    const origin = ward.origin(dom.ownerDocument(element));
    const boxes = [...dom.getClientRects(element)].filter((box) => box.width > 0 && box.height > 0);
    for (const box of boxes) {
      const { x, y, width, height } = ward.moved(box, origin);
      const [left, right] = [Math.max(x, 0), Math.min(x + width, window.innerWidth)];
      const [top, bottom] = [Math.max(y, 0), Math.min(y + height, window.innerHeight)];
      if (right > left && bottom > top) {
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      }
    }
    return null;
  };

  /** The element a pointer uses for another one: a hidden radio button or file field is clicked by its label. */
  const handle = (element) => {
    const box = dom.getBoundingClientRect(element);
    const tiny = box.width < 3 || box.height < 3 || getComputedStyle(element).opacity === '0';
    return tiny && element.labels?.length > 0 ? element.labels[0] : element;
  };

  /** Where an element can be clicked, and what it is. */
  ward.spot = (node) => {
    const element = ward.elementOf(node);
    if (!element || !dom.isConnected(element)) {
      throw new Error('the element is gone');
    }
    const shown = handle(element);
    let point = middle(shown);
    const inside = (at) => at && at.x > 0 && at.y > 0 && at.x < window.innerWidth && at.y < window.innerHeight;
    const reached = (at) => inside(at) && meets(element, ward.at(at.x, at.y)[0]);
    if (!reached(point)) {
      dom.scrollIntoView(shown, { block: 'center', inline: 'center', behavior: 'instant' });
      point = middle(shown);
    }
    const met = inside(point) ? ward.at(point.x, point.y)[0] : null;
    const hit = Boolean(met) && meets(element, met);
    const kind = String(element.type ?? '');
    return {
      x: point?.x ?? 0,
      y: point?.y ?? 0,
      hit,
      cover: hit || !met ? null : ward.selector(met),
      selector: ward.selector(element),
      html: ward.startTag(element),
      bounds: ward.bounds(element),
      tag: dom.localName(element),
      kind,
      autocomplete: dom.getAttribute(element, 'autocomplete'),
      form: isField(element) && element.form ? dom.getAttribute(element.form, 'autocomplete') : null,
      required: element.required === true || dom.getAttribute(element, 'aria-required') === 'true',
      empty: value(element) === '',
      setByValue: ward.isHtml(element, 'input') && BY_LOCALE.has(kind),
    };
  };

  /** The place of the first element that a selector finds, through open shadow roots and frames. */
  ward.select = (selector) => {
    for (const root of ward.roots()) {
      const found = dom.nodeType(root) === 9 ? dom.query(root, selector) : dom.rootQuery(root, selector);
      if (found.length > 0) {
        return ward.nodeOf(found[0]);
      }
    }
    return null;
  };

  ward.setValue = (node, text) => {
    const element = ward.elementOf(node);
    if (ward.isHtml(element, 'textarea')) {
      setArea?.call(element, text);
    } else if (ward.isHtml(element, 'input')) {
      setInput?.call(element, text);
    }
    tell(element, 'input', 'change');
    return true;
  };

  ward.clear = (node) => {
    const element = ward.elementOf(node);
    if (!isField(element)) {
      return false;
    }
    if (value(element) !== '') {
      ward.setValue(node, '');
    }
    return true;
  };

  /** How many characters a field holds; null for what is no field. */
  ward.length = (node) => {
    const element = ward.elementOf(node);
    return element && isField(element) ? [...element.value].length : null;
  };

  ward.choose = (node, text) => {
    const select = ward.elementOf(node);
    const options = [...(select.options ?? [])];
    const wanted = squeezed(text);
    const label = (option) => squeezed(option.label);
    const option =
      options.find((other) => label(other) === wanted) ??
      options.find((other) => label(other).toLowerCase() === wanted.toLowerCase());
    if (option) {
      setSelected?.call(option, true);
      tell(select, 'input', 'change');
    }
    return { chosen: Boolean(option), options: options.map(label) };
  };

  ward.chosen = (node) => {
    const option = ward.elementOf(node)?.selectedOptions?.[0];
    return option ? squeezed(option.label) : null;
  };

  /** Whether a value is there to pick or to read, outside the field itself. */
  ward.offers = (node, text) => {
    const element = ward.elementOf(node);
    const wanted = squeezed(text).toLowerCase();
    const options = [...(element.options ?? []), ...(element.list?.options ?? [])];
    if (options.some((option) => [option.label, option.value].some((o) => squeezed(o).toLowerCase() === wanted))) {
      return true;
    }
    return squeezed(ward.visibleText()).toLowerCase().includes(wanted);
  };
}
