// @ts-check
// Style sheets of our own for a moment: the page stands still for a picture, or everything can be pointed at.
//
// They are constructed sheets, which no content security policy refuses and no observer of the document
// sees. The caret is never hidden. Transitions that run are left to end; new ones take no time.
(ward) => {
  const { dom } = ward;
  const STILL = `@layer wardround { *, *::before, *::after, *::backdrop {
    animation-play-state: paused !important;
    transition-duration: 0s !important;
    transition-delay: 0s !important;
    scroll-behavior: auto !important;
  } }`;
  const TANGIBLE = '@layer wardround { * { pointer-events: auto !important; } }';

  /** @type {Map<any, any>} */
  const frozen = new Map();

  const sheets = (root) => [...(dom.nodeType(root) === 9 ? dom.adoptedStyleSheets : dom.shadowSheets)(root)];
  const adopt = (root, list) => (dom.nodeType(root) === 9 ? dom.setSheets : dom.setShadowSheets)(root, list);

  /** A sheet belongs to the document it was made for. */
  const put = (css) => {
    const added = new Map();
    const made = new Map();
    for (const root of ward.roots()) {
      const owner = dom.nodeType(root) === 9 ? root : dom.ownerDocument(root);
      const view = /** @type {any} */ (dom.defaultView(owner));
      if (!view) {
        continue;
      }
      let sheet = made.get(owner);
      if (!sheet) {
        sheet = new view.CSSStyleSheet();
        sheet.replaceSync(css);
        made.set(owner, sheet);
      }
      adopt(root, [...sheets(root), sheet]);
      added.set(root, sheet);
    }
    return added;
  };

  const remove = (added) => {
    for (const [root, sheet] of added) {
      adopt(root, sheets(root).filter((other) => other !== sheet));
    }
  };

  /** Lets the page stand still; returns how many documents and shadow roots do. */
  ward.freeze = () => {
    ward.thaw();
    for (const [root, sheet] of put(STILL)) {
      frozen.set(root, sheet);
    }
    return frozen.size;
  };

  /** Lets it go on. */
  ward.thaw = () => {
    remove(frozen);
    const were = frozen.size;
    frozen.clear();
    return were;
  };

  /** Does something while nothing lets the pointer through. */
  ward.tangible = (deed) => {
    const added = put(TANGIBLE);
    try {
      return deed();
    } finally {
      remove(added);
    }
  };
}
