// @ts-check
// The document and the window as a whole, and the lines of a text.
(ward) => {
  const { dom } = ward;

  /** Whether the page has a title element in its own document. */
  const titled = () => {
    const root = dom.documentElement(document);
    if (root && dom.namespaceURI(root) === ward.SVG) {
      for (let child = dom.firstChild(root); child; child = dom.nextSibling(child)) {
        if (dom.nodeType(child) === 1 && dom.localName(child) === 'title') {
          return true;
        }
      }
      return false;
    }
    return dom.titles(document, ward.HTML, 'title').length > 0;
  };

  /** `Document` of the evidence. */
  ward.documentFacts = () => {
    const doctype = dom.doctype(document);
    return {
      url: ward.clean(dom.URL(document)),
      title: ward.clean(dom.title(document)),
      has_title: titled(),
      content_type: dom.contentType(document),
      quirks: dom.compatMode(document) === 'BackCompat',
      doctype: doctype ? ward.clean(doctype.name) : null,
    };
  };

  /** `View` of the evidence. What scroll bars take is not part of the window. */
  ward.view = () => {
    const seen = window.visualViewport;
    const scroller = dom.scrollingElement(document) ?? dom.documentElement(document);
    return {
      width: seen ? ward.round(seen.width * seen.scale) : window.innerWidth,
      height: seen ? ward.round(seen.height * seen.scale) : window.innerHeight,
      scroll_x: ward.round(window.scrollX),
      scroll_y: ward.round(window.scrollY),
      page_width: scroller ? dom.scrollWidth(scroller) : 0,
      page_height: scroller ? dom.scrollHeight(scroller) : 0,
      pixel_ratio: window.devicePixelRatio,
    };
  };

  /** A box for each line that shows some of a text, in the coordinates of its own window. */
  ward.lines = (text, range) => {
    range.selectNodeContents(text);
    const found = range.getClientRects();
    /** @type {{x: number, y: number, width: number, height: number}[]} */
    const boxes = [];
    for (let place = 0; place < found.length; place += 1) {
      const { x, y, width, height } = found[place];
      if (width <= 0 || height <= 0) {
        continue;
      }
      // One line can be several pieces, where the writing direction changes.
      const before = boxes.at(-1);
      const level = before && Math.abs(before.y - y) < 1 && Math.abs(before.height - height) < 1;
      if (before && level && Math.abs(before.x + before.width - x) < 1) {
        before.width = x + width - before.x;
      } else {
        boxes.push({ x, y, width, height });
      }
    }
    return boxes;
  };
}
