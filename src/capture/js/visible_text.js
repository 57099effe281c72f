// @ts-check
// The text that a person can read on the page, for expectations and for the search for canaries.
//
// `text` is what the screen shows; `source` the same before `text-transform`, since an upper-cased name
// is still that name. Through open shadow roots and frames of the same origin, with the values of fields.
(ward) => {
  const { dom } = ward;
  const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'select', 'datalist', 'title']);
  const INLINE = /^(inline|contents|ruby)/;

  const transformed = (text, how, language) => {
    switch (how) {
      case 'uppercase':
        return text.toLocaleUpperCase(language);
      case 'lowercase':
        return text.toLocaleLowerCase(language);
      case 'capitalize':
        return text.replace(/(^|[\s\p{P}])(\p{L})/gu, (whole) => whole.toLocaleUpperCase(language));
      default:
        return text;
    }
  };

  /** A text as it stands in `lang`; nothing when the page says no language that can be used. */
  const languageOf = () => {
    const said = dom.getAttribute(dom.documentElement(document), 'lang');
    try {
      return said ? Intl.getCanonicalLocales(said)[0] : undefined;
    } catch {
      return undefined;
    }
  };

  /**
   * @param {{chars: number, ms: number}} limit
   * @returns {{url: string, title: string, text: string, source: string, values: string[], truncated: boolean}}
   */
  ward.visibleText = (limit) => {
    const started = performance.now();
    const language = languageOf();
    let text = '';
    let source = '';
    let truncated = false;
    /** @type {string[]} */
    const values = [];
    /** @type {any[]} */
    const stack = [];

    const breakLine = () => {
      if (text !== '' && !text.endsWith('\n')) {
        text = `${text.trimEnd()}\n`;
        source = `${source.trimEnd()}\n`;
      }
    };
    const say = (data, style) => {
      const kept = style.space.startsWith('pre') || style.space === 'break-spaces';
      let piece = kept ? data : data.replace(/[\t\n\f\r ]+/g, ' ');
      if (!kept && (text === '' || /[\n ]$/.test(text))) {
        piece = piece.replace(/^ /, '');
      }
      text += transformed(piece, style.transform, language);
      source += piece;
    };

    const enter = (element, outer) => {
      const tag = dom.localName(element);
      const html = dom.namespaceURI(element) === ward.HTML;
      const computed = getComputedStyle(element);
      const display = computed.getPropertyValue('display');
      if (display === 'none' || (display !== 'contents' && !dom.checkVisibility(element))) {
        return;
      }
      const style = {
        seen: outer.framed && computed.getPropertyValue('visibility') === 'visible',
        framed: outer.framed,
        space: computed.getPropertyValue('white-space'),
        transform: computed.getPropertyValue('text-transform'),
      };
      const inline = INLINE.test(display);
      if (html && tag === 'br') {
        breakLine();
        return;
      }
      if (html && (tag === 'input' || tag === 'textarea' || tag === 'select')) {
        const value = style.seen ? ward.value(element, tag) : undefined;
        if (value && element.type !== 'password') {
          values.push(ward.clean(value));
          say(` ${value} `, { ...style, space: 'normal', transform: 'none' });
        }
        return;
      }
      if (html && (UNREAD.has(tag) || (dom.closest(element, 'svg') && tag === 'title'))) {
        return;
      }
      if (!inline) {
        breakLine();
        stack.push({ end: true });
      } else if (display.startsWith('inline-')) {
        say(' ', { ...style, space: 'normal' });
      }
      const closed = html && tag === 'details' && !element.open;
      const framed = ward.inside(element) ? style.seen : style.framed;
      const children = ward.children(element);
      for (let place = children.length - 1; place >= 0; place -= 1) {
        const child = children[place];
        const summary = closed && dom.nodeType(child) === 1 && ward.isHtml(child, 'summary');
        if (!closed || summary) {
          stack.push({ node: child, style: { ...style, framed } });
        }
      }
      if (display === 'table-cell') {
        say(' ', { ...style, space: 'normal' });
      }
    };

    const root = dom.documentElement(document);
    if (root) {
      stack.push({ node: root, style: { seen: true, framed: true, space: 'normal', transform: 'none' } });
    }
    while (stack.length > 0) {
      if (text.length > limit.chars || performance.now() - started > limit.ms) {
        truncated = true;
        break;
      }
      const { node, style, end } = stack.pop();
      if (end) {
        breakLine();
      } else if (dom.nodeType(node) === 1) {
        enter(node, style);
      } else if (style.seen) {
        say(dom.data(node), style);
      }
    }
    return {
      url: ward.clean(dom.URL(document)),
      title: ward.clean(dom.title(document)),
      text: ward.clean(text.slice(0, limit.chars)).trim(),
      source: ward.clean(source.slice(0, limit.chars)).trim(),
      values,
      truncated,
    };
  };
}
