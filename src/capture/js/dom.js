// @ts-check
// The DOM's own functions, taken from their prototypes once.
//
// A page can put itself before them even in a world of our own: `<form><input name=parentNode></form>`
// makes `form.parentNode` the input, and `<img name=activeElement>` does the same to the document. What
// is called here as `dom.parentNode(form)` cannot be replaced from the page.
//
// How the files in this folder work together: each is one function that takes `ward` and hangs its own
// functions on it. The Rust beside them joins them in one expression, which installs
// `globalThis.__wardround` once for a document, in a world that the page does not share. There is no
// build step. `rtc.js`, `sensors.js` and `pageshow.js` are different: they run in the page's own world.
(ward) => {
  /**
   * A property's reader, or a method, as a function whose first argument is the object.
   * @param {any} kind
   * @param {string} name
   * @returns {(object: any, ...rest: any[]) => any}
   */
  const own = (kind, name) => {
    const { get, value } = Object.getOwnPropertyDescriptor(kind.prototype, name) ?? {};
    const taken = get ?? value;
    if (typeof taken !== 'function') {
      return () => undefined;
    }
    return get ? (object) => taken.call(object) : (object, ...rest) => taken.call(object, ...rest);
  };

  /** @param {any} kind @param {string} name @returns {(object: any, value: any) => void} */
  const writer = (kind, name) => {
    const taken = Object.getOwnPropertyDescriptor(kind.prototype, name)?.set;
    return (object, value) => taken?.call(object, value);
  };

  /** @param {any} kind @param {string[]} names */
  const all = (kind, ...names) => {
    for (const name of names) {
      dom[name] = own(kind, name);
    }
  };

  /** @type {Record<string, (object: any, ...rest: any[]) => any>} */
  const dom = {};
  all(
    Node,
    'nodeType',
    'parentNode',
    'firstChild',
    'lastChild',
    'nextSibling',
    'previousSibling',
    'ownerDocument',
    'getRootNode',
    'isConnected',
    'contains',
    'textContent',
  );
  all(
    Element,
    'localName',
    'namespaceURI',
    'shadowRoot',
    'attributes',
    'getAttribute',
    'hasAttribute',
    'getClientRects',
    'getBoundingClientRect',
    'checkVisibility',
    'matches',
    'closest',
    'assignedSlot',
    'clientWidth',
    'clientHeight',
    'clientLeft',
    'clientTop',
    'scrollWidth',
    'scrollHeight',
    'scrollLeft',
    'scrollTop',
    'scrollTo',
    'scrollIntoView',
    'querySelector',
    'querySelectorAll',
    'getElementsByTagNameNS',
  );
  all(HTMLElement, 'offsetWidth', 'offsetHeight', 'isContentEditable', 'focus', 'blur');
  all(CharacterData, 'data');
  all(HTMLSlotElement, 'assignedNodes');
  all(ShadowRoot, 'host');
  all(EventTarget, 'dispatchEvent');
  all(
    Document,
    'documentElement',
    'body',
    'defaultView',
    'title',
    'URL',
    'contentType',
    'compatMode',
    'doctype',
    'readyState',
    'fonts',
    'hasFocus',
    'scrollingElement',
    'createRange',
    'elementsFromPoint',
    'activeElement',
    'styleSheets',
    'adoptedStyleSheets',
    'getAnimations',
    'designMode',
  );
  dom.titles = own(Document, 'getElementsByTagNameNS');
  dom.query = own(Document, 'querySelectorAll');
  dom.rootQuery = own(DocumentFragment, 'querySelectorAll');
  dom.textSlot = own(Text, 'assignedSlot');
  dom.shadowActive = own(ShadowRoot, 'activeElement');
  dom.shadowFromPoint = own(ShadowRoot, 'elementsFromPoint');
  dom.shadowSheets = own(ShadowRoot, 'adoptedStyleSheets');
  dom.shadowStyles = own(ShadowRoot, 'styleSheets');
  dom.setSheets = writer(Document, 'adoptedStyleSheets');
  dom.setShadowSheets = writer(ShadowRoot, 'adoptedStyleSheets');
  dom.setScrollLeft = writer(Element, 'scrollLeft');
  dom.setScrollTop = writer(Element, 'scrollTop');
  dom.rangeRects = own(Range, 'getClientRects');
  dom.svgFocus = own(SVGElement, 'focus');
  dom.htmlTabIndex = own(HTMLElement, 'tabIndex');
  dom.svgTabIndex = own(SVGElement, 'tabIndex');
  dom.mathTabIndex = typeof MathMLElement === 'function' ? own(MathMLElement, 'tabIndex') : () => -1;

  dom.setInput = writer(HTMLInputElement, 'value');
  dom.setTextarea = writer(HTMLTextAreaElement, 'value');
  dom.setSelected = writer(HTMLOptionElement, 'selected');
  dom.shadowAnimations = own(ShadowRoot, 'getAnimations');

  ward.dom = dom;
  ward.HTML = 'http://www.w3.org/1999/xhtml';
  ward.SVG = 'http://www.w3.org/2000/svg';
  ward.MATHML = 'http://www.w3.org/1998/Math/MathML';
}
