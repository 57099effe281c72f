// @ts-check
// What a step needs of the element it acts on: where to point, what kind of field it is, and the few
// things that keys cannot do the same way in every browser (dates, options of a select).
//
// These change the page on purpose; none of them is called while a page is recorded.
(ward) => {
  const { dom } = ward;
  const SHORTEST_TEXT = 3;

  const missing = (id) => ({ error: `the page has no element ${id} any more` });
  const living = (id) => {
    const element = ward.elementOf(id);
    return element && dom.isConnected(element) ? element : null;
  };
  const collapsed = (text) => text.replace(/\s+/g, ' ').trim();
  const folded = (text) => collapsed(text).toLocaleLowerCase();

  /** Sends events as the browser does after an input: they bubble, out of shadow roots as well. */
  ward.announce = (element, names) => {
    for (const name of names) {
      dom.dispatchEvent(element, new Event(name, { bubbles: true, composed: name === 'input' }));
    }
  };

  /** Whether the foremost thing at a point is the element, inside it, or its label. */
  const reached = (element, point) => {
    const [hit] = ward.at(point.x, point.y);
    if (!hit) {
      return { hit: false, by: null };
    }
    const labels = element.labels ? [...element.labels] : [];
    const mine = ward.holds(element, hit) || labels.some((label) => ward.holds(label, hit));
    return { hit: mine, by: mine ? null : hit };
  };

  /** The middle of what the window shows of an element's first box. */
  const middle = (element) => {
    const { width, height } = ward.view();
    for (const box of ward.clippedBoxes(element)) {
      const left = Math.max(0, box.x);
      const top = Math.max(0, box.y);
      const right = Math.min(width, box.x + box.width);
      const bottom = Math.min(height, box.y + box.height);
      if (right > left && bottom > top) {
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      }
    }
    return null;
  };

  const facts = (element) => {
    const tag = dom.localName(element);
    const type = ['input', 'button', 'select', 'textarea'].includes(tag) ? element.type : '';
    const editable = dom.namespaceURI(element) === ward.HTML && dom.isContentEditable(element);
    const text = editable ? dom.textContent(element) : (element.value ?? '');
    return {
      tag,
      kind: type,
      autocomplete: dom.getAttribute(element, 'autocomplete'),
      required: element.required === true || dom.getAttribute(element, 'aria-required') === 'true',
      empty: typeof text === 'string' && text.trim() === '',
      read_only: element.readOnly === true,
      disabled: dom.matches(element, ':disabled'),
      checked: element.checked === true,
      editable,
    };
  };

  /**
   * Everything a pointer or a key needs. Scrolls only where the middle is out of sight or covered.
   * @param {number} id @param {{scroll: boolean}} how
   */
  ward.target = (id, { scroll }) => {
    const element = living(id);
    if (!element) {
      return missing(id);
    }
    let point = middle(element);
    let { hit, by } = point ? reached(element, point) : { hit: false, by: null };
    if (scroll && !hit) {
      dom.scrollIntoView(element, { block: 'center', inline: 'center', behavior: 'instant' });
      point = middle(element);
      ({ hit, by } = point ? reached(element, point) : { hit: false, by: null });
    }
    const cover = by && { node: ward.nodeOf(by), selector: ward.selector(by), html: ward.startTag(by) };
    return {
      point: point && [ward.round(point.x), ward.round(point.y)],
      hit,
      cover,
      bounds: ward.bounds(element),
      selector: ward.selector(element),
      html: ward.startTag(element),
      focused: ward.active() === element,
      field: facts(element),
    };
  };

  /** The options of a select, in order. */
  ward.options = (id) => {
    const element = living(id);
    if (!element || !ward.isHtml(element, 'select')) {
      return [];
    }
    return [...element.options].map((option) => ({
      label: ward.clean(collapsed(option.label)),
      value: ward.clean(option.value),
      selected: option.selected,
      disabled: dom.matches(option, ':disabled'),
    }));
  };

  /** Picks an option of a select by the label a person reads. */
  ward.choose = (id, label) => {
    const element = living(id);
    if (!element) {
      return missing(id);
    }
    if (!ward.isHtml(element, 'select')) {
      return { error: 'it is no select' };
    }
    const options = [...element.options];
    const wanted = (fold) => options.filter((option) => fold(option.label) === fold(label));
    const found = [wanted(collapsed), wanted(folded)].find((list) => list.length > 0) ?? [];
    const option = found.find((candidate) => !dom.matches(candidate, ':disabled'));
    if (!option) {
      return { error: found.length > 0 ? 'that option is disabled' : 'it has no such option' };
    }
    const already = option.selected;
    dom.setSelected(option, true);
    if (!already) {
      ward.announce(element, ['input', 'change']);
    }
    return { chosen: ward.clean(collapsed(option.label)), already };
  };

  const write = (element, value) => {
    if (ward.isHtml(element, 'input')) {
      dom.setInput(element, value);
    } else if (ward.isHtml(element, 'textarea')) {
      dom.setTextarea(element, value);
    } else {
      return false;
    }
    return true;
  };

  /** Sets the value of a field that keys fill differently in each locale: date, time, month, week, colour, range. */
  ward.set = (id, value) => {
    const element = living(id);
    if (!element) {
      return missing(id);
    }
    if (!write(element, value)) {
      return { error: 'it is no field' };
    }
    ward.announce(element, ['input', 'change']);
    const now = element.value;
    return { accepted: now === value, value: element.type === 'password' ? ward.bullets(now) : ward.clean(now) };
  };

  /** Empties a field. What is edited in place is only selected: the driver then presses Delete. */
  ward.clear = (id) => {
    const element = living(id);
    if (!element) {
      return missing(id);
    }
    if (write(element, '')) {
      ward.announce(element, ['input']);
      return { cleared: element.value === '', selected: false };
    }
    return { cleared: false, selected: ward.selectAll(id) };
  };

  /** Selects all text of a field, or of what is edited in place. */
  ward.selectAll = (id) => {
    const element = living(id);
    if (!element) {
      return false;
    }
    if (ward.isHtml(element, 'input') || ward.isHtml(element, 'textarea')) {
      element.select();
      return true;
    }
    const view = dom.defaultView(dom.ownerDocument(element));
    view?.getSelection()?.selectAllChildren(element);
    return view !== null;
  };

  /** What a file field takes and holds. The driver attaches files to the element that `elementOf` gives. */
  ward.files = (id) => {
    const element = living(id);
    if (!element || !ward.isHtml(element, 'input') || element.type !== 'file') {
      return { error: 'it is no file field' };
    }
    return {
      multiple: element.multiple,
      folder: element.webkitdirectory === true,
      accept: ward.clean(element.accept),
      names: [...element.files].map((file) => ward.clean(file.name)),
    };
  };

  /** Whether a value was there to pick or to read before it was typed: in the field, as an option, or as text. */
  ward.offered = (id, value) => {
    const element = living(id);
    const wanted = folded(value);
    if (!element || wanted === '') {
      return { prefilled: false, option: false, text: false };
    }
    const own = typeof element.value === 'string' && element.type !== 'password' ? element.value : '';
    const same = (text) => folded(text) === wanted;
    const options = [...(element.options ?? []), ...(element.list?.options ?? [])];
    const { text, values } = ward.visibleText({ chars: 2_000_000, ms: 2000 });
    return {
      prefilled: same(own),
      option: options.some((option) => same(option.label) || same(option.value)),
      text: (wanted.length >= SHORTEST_TEXT && folded(text).includes(wanted)) || values.some(same),
    };
  };
}
