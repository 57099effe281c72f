// @ts-check
// What a person reads about an element: a selector, its start tag, and strings that JSON can carry.
(ward) => {
  const { dom } = ward;
  const LONGEST = 300;
  const STEPS = 6;

  /** Without halves of surrogate pairs, which no UTF-8 can hold. */
  ward.clean = (text) => {
    const string = String(text);
    return typeof string.toWellFormed === 'function'
      ? string.toWellFormed()
      : string.replace(/\p{Surrogate}/gu, '\u{FFFD}');
  };

  /** At most so many characters, with a mark where it was cut. */
  ward.cut = (text, longest) =>
    text.length > longest ? `${ward.clean(text.slice(0, longest))}… (${text.length} characters)` : text;

  /** Whether what stands in its `value` is no evidence's business: a secret, or nothing a person sees. */
  ward.isVeiled = (element) => {
    if (!ward.isHtml(element, 'input')) {
      return false;
    }
    const type = element.type;
    return type === 'password' || type === 'hidden';
  };

  /** As many bullets as there are characters. */
  ward.bullets = (text) => '•'.repeat([...text].length);

  /**
   * An attribute's value for evidence: bullets for a secret.
   * @param {any} element @param {string} name @param {string} value
   */
  ward.attribute = (element, name, value) => {
    if (name === 'value' && ward.isVeiled(element)) {
      return ward.bullets(value);
    }
    const token =
      name === 'content' &&
      ward.isHtml(element, 'meta') &&
      /csrf|xsrf|token|nonce/i.test(dom.getAttribute(element, 'name') ?? '');
    return token ? ward.bullets(value) : value;
  };

  /** The start tag, as HTML. */
  ward.startTag = (element) => {
    let tag = `<${dom.localName(element)}`;
    const attributes = dom.attributes(element);
    for (let place = 0; place < attributes.length; place += 1) {
      const { name, value } = attributes[place];
      const text = ward.cut(ward.attribute(element, name, value), 100);
      const escaped = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const next = ` ${name}="${escaped}"`;
      if (tag.length + next.length >= LONGEST) {
        return ward.clean(`${tag} …>`);
      }
      tag += next;
    }
    return ward.clean(`${tag}>`);
  };

  const count = (root, selector) =>
    (dom.nodeType(root) === 9 ? dom.query(root, selector) : dom.rootQuery(root, selector)).length;

  /** What an element is called among its siblings. */
  const step = (element) => {
    const name = CSS.escape(dom.localName(element));
    let same = 0;
    let place = 1;
    for (let other = dom.previousSibling(element); other; other = dom.previousSibling(other)) {
      if (dom.nodeType(other) === 1 && dom.localName(other) === dom.localName(element)) {
        place += 1;
      }
    }
    for (let other = dom.nextSibling(element); other && same === 0; other = dom.nextSibling(other)) {
      if (dom.nodeType(other) === 1 && dom.localName(other) === dom.localName(element)) {
        same += 1;
      }
    }
    return place > 1 || same > 0 ? `${name}:nth-of-type(${place})` : name;
  };

  /** A selector inside its own document or shadow root: the shortest of a few that finds it alone. */
  const inRoot = (element, root) => {
    const name = CSS.escape(dom.localName(element));
    if (dom.nodeType(root) === 9 && ['html', 'body', 'head'].includes(name)) {
      return name;
    }
    const id = dom.getAttribute(element, 'id');
    if (id && id.length < 80 && count(root, `#${CSS.escape(id)}`) === 1) {
      return `#${CSS.escape(id)}`;
    }
    for (const attribute of ['name', 'data-testid', 'aria-label', 'href']) {
      const value = dom.getAttribute(element, attribute);
      if (value && value.length < 60) {
        const selector = `${name}[${attribute}="${CSS.escape(value)}"]`;
        if (count(root, selector) === 1) {
          return selector;
        }
      }
    }
    let selector = step(element);
    let outer = dom.parentNode(element);
    for (let steps = 1; outer && dom.nodeType(outer) === 1; steps += 1) {
      if (count(root, selector) === 1) {
        return selector;
      }
      const id = dom.getAttribute(outer, 'id');
      if (id && id.length < 80 && count(root, `#${CSS.escape(id)}`) === 1) {
        const short = `#${CSS.escape(id)} > ${selector}`;
        if (count(root, short) === 1) {
          return short;
        }
      }
      if (steps >= STEPS) {
        break;
      }
      selector = `${step(outer)} > ${selector}`;
      outer = dom.parentNode(outer);
    }
    return selector;
  };

  /** A CSS selector that a person can find it by; `>>>` stands where it goes into a shadow root or a frame. */
  ward.selector = (element) => {
    const parts = [];
    for (let inner = element; inner; ) {
      const root = dom.getRootNode(inner);
      const type = dom.nodeType(root);
      if (type !== 9 && type !== 11) {
        parts.unshift(dom.localName(inner));
        break;
      }
      parts.unshift(inRoot(inner, root));
      inner = type === 11 ? dom.host(root) : ward.frameOf(root);
    }
    return ward.clean(parts.join(' >>> '));
  };
}
