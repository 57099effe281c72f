// @ts-check
// What an element is at this moment: its states, its value, whether it can take the focus.
//
// The numbers are those of `State` in the evidence; a browser test reads them back by name.
(ward) => {
  const { dom } = ward;
  const DISABLED = 1;
  const CHECKED = 1 << 1;
  const INDETERMINATE = 1 << 2;
  const SELECTED = 1 << 3;
  const REQUIRED = 1 << 4;
  const READ_ONLY = 1 << 5;
  const OPEN = 1 << 6;
  const MODAL = 1 << 8;
  const INVALID = 1 << 9;
  const EDITABLE = 1 << 10;
  const COMPLETE = 1 << 13;
  const POPOVER = 1 << 15;
  // What SVG keeps for others to refer to. `checkVisibility()` calls it visible, but it is never painted where it
  // stands, and neither Tab nor a script can put the focus there (Chromium 156).
  ward.REFERENCES = new Set([
    'clipPath',
    'defs',
    'filter',
    'linearGradient',
    'marker',
    'mask',
    'pattern',
    'radialGradient',
    'symbol',
  ]);
  ward.STATES = { DISABLED, INERT: 1 << 7, FOCUSABLE: 1 << 11, UNSLOTTED: 1 << 12, RENDERED: 1 << 14, SLOTTED: 1 << 16, FIRST_STYLED: 1 << 17 };

  const LISTED = new Set(['button', 'input', 'select', 'textarea', 'option', 'optgroup', 'fieldset', 'output']);
  const NATIVE = new Set(['button', 'select', 'textarea', 'iframe', 'frame']);

  /** The states that the element itself tells. */
  ward.states = (element, tag, html) => {
    let bits = 0;
    if (!html) {
      return bits;
    }
    if (LISTED.has(tag) || tag.includes('-')) {
      bits |= dom.matches(element, ':disabled') ? DISABLED : 0;
      bits |= dom.matches(element, ':invalid') ? INVALID : 0;
    }
    if (tag === 'input') {
      bits |= element.checked ? CHECKED : 0;
      bits |= element.indeterminate ? INDETERMINATE : 0;
      bits |= element.readOnly ? READ_ONLY : 0;
      bits |= element.required ? REQUIRED : 0;
    } else if (tag === 'textarea') {
      bits |= element.readOnly ? READ_ONLY : 0;
      bits |= element.required ? REQUIRED : 0;
    } else if (tag === 'select') {
      bits |= element.required ? REQUIRED : 0;
    } else if (tag === 'option') {
      bits |= element.selected ? SELECTED : 0;
    } else if (tag === 'details') {
      bits |= element.open ? OPEN : 0;
    } else if (tag === 'dialog') {
      bits |= element.open ? OPEN : 0;
    } else if (tag === 'img') {
      bits |= element.complete ? COMPLETE : 0;
    }
    if (dom.matches(element, ':modal')) {
      bits |= MODAL;
    }
    if (dom.hasAttribute(element, 'popover') && dom.matches(element, ':popover-open')) {
      bits |= POPOVER | OPEN;
    }
    return bits;
  };

  /** Whether its text can be edited where it stands. */
  ward.editable = (element) => (dom.isContentEditable(element) ? EDITABLE : 0);

  /** The value of a form control, as the person sees it; undefined for what has none. */
  ward.value = (element, tag) => {
    if (tag === 'textarea') {
      return element.value;
    }
    if (tag === 'select') {
      const labels = [];
      const options = element.selectedOptions;
      for (let place = 0; place < options.length; place += 1) {
        labels.push(options[place].label.trim());
      }
      return labels.join(', ');
    }
    if (tag === 'output') {
      return element.value;
    }
    if (tag !== 'input') {
      return undefined;
    }
    switch (element.type) {
      case 'checkbox':
      case 'radio':
      case 'hidden':
      case 'image':
        return undefined;
      case 'password':
        return ward.bullets(element.value);
      case 'submit':
      case 'reset':
      case 'button':
        return dom.hasAttribute(element, 'value') ? element.value : undefined;
      case 'file': {
        const names = [];
        const files = element.files ?? [];
        for (let place = 0; place < files.length; place += 1) {
          names.push(files[place].name);
        }
        return names.join(', ');
      }
      default:
        return element.value;
    }
  };

  /** What became of an image's or a video's resource; undefined for other elements. */
  ward.natural = (element, tag) => {
    if (tag === 'img') {
      return { width: element.naturalWidth, height: element.naturalHeight };
    }
    return tag === 'video' ? { width: element.videoWidth, height: element.videoHeight } : undefined;
  };

  const summarises = (element) => {
    const parent = dom.parentNode(element);
    if (!parent || dom.nodeType(parent) !== 1 || !ward.isHtml(parent, 'details')) {
      return false;
    }
    for (let child = dom.firstChild(parent); child; child = dom.nextSibling(child)) {
      if (dom.nodeType(child) === 1 && ward.isHtml(child, 'summary')) {
        return child === element;
      }
    }
    return false;
  };

  /** Whether an area belongs to an image map that a shown image uses. */
  const mapped = (element) => {
    const map = dom.closest(element, 'map');
    const name = map ? dom.getAttribute(map, 'name') : null;
    const root = dom.getRootNode(element);
    if (!name) {
      return false;
    }
    const selector = `img[usemap="#${CSS.escape(name)}"]`;
    const images = dom.nodeType(root) === 9 ? dom.query(root, selector) : dom.rootQuery(root, selector);
    for (let place = 0; place < images.length; place += 1) {
      if (dom.getClientRects(images[place]).length > 0) {
        return true;
      }
    }
    return false;
  };

  /** Of what is editable, only the host takes the focus. */
  const hosts = (element, editable) => editable && dom.hasAttribute(element, 'contenteditable');

  /** Whether the host language lets it take the focus, apart from `tabindex` and from being shown. */
  const natural = (element, tag, html, editable) => {
    if (!html) {
      const linked = dom.hasAttribute(element, 'href') || dom.hasAttribute(element, 'xlink:href');
      return tag === 'a' && dom.namespaceURI(element) === ward.SVG && linked;
    }
    if (NATIVE.has(tag)) {
      return true;
    }
    switch (tag) {
      case 'a':
      case 'area':
        return dom.hasAttribute(element, 'href');
      case 'input':
        return element.type !== 'hidden';
      case 'summary':
        return summarises(element);
      case 'audio':
      case 'video':
        return dom.hasAttribute(element, 'controls');
      case 'object':
      case 'embed':
        return ward.inside(element) !== null;
      case 'dialog':
        // By script alone.
        return element.open;
      default:
        return hosts(element, editable);
    }
  };

  /**
   * `tabIndex` of an element that can take the focus, by keyboard or script; undefined of another.
   * `shown` means that it generates a box, or is the fallback of a canvas that does.
   * @param {any} element
   * @param {{tag: string, html: boolean, shown: boolean, visible: boolean, editable: boolean, disabled: boolean}} facts
   */
  ward.tabIndex = (element, { tag, html, shown, visible, editable, disabled }) => {
    const written = dom.getAttribute(element, 'tabindex');
    const asked = written !== null && /^[\t\n\f\r ]*-?\d/.test(written);
    if (disabled && tag !== 'fieldset') {
      return undefined;
    }
    if (!asked && !natural(element, tag, html, editable)) {
      return undefined;
    }
    if (tag === 'area' && html ? !mapped(element) : !shown || !visible) {
      return undefined;
    }
    if (html) {
      // Chromium says -1 of an editing host without `tabindex`, and yet Tab goes there.
      return !asked && hosts(element, editable) && tag !== 'dialog' ? 0 : dom.htmlTabIndex(element);
    }
    const namespace = dom.namespaceURI(element);
    if (namespace === ward.SVG) {
      return dom.svgTabIndex(element);
    }
    return namespace === ward.MATHML ? dom.mathTabIndex(element) : undefined;
  };
}
