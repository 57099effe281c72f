// @ts-check
// The text that a page shows, with the values of its fields.
(ward) => {
  const { dom } = ward;
  const LONGEST = 4_000_000;

  ward.visibleText = () => {
    let text = '';
    for (const root of ward.roots()) {
      const whole = dom.nodeType(root) === 9;
      const tops = whole ? [dom.body(root)] : [...root.children];
      for (const top of tops) {
        // `innerText` leaves out what is not rendered, and does not go into shadow roots.
        text += `${top && 'innerText' in top ? top.innerText : ''}\n`;
      }
      const fields = whole ? dom.query(root, 'input, textarea') : dom.rootQuery(root, 'input, textarea');
      for (const field of fields) {
        if (!ward.isVeiled(field) && dom.checkVisibility(field)) {
          text += `${field.value}\n`;
        }
      }
      if (text.length > LONGEST) {
        return ward.clean(text.slice(0, LONGEST));
      }
    }
    return ward.clean(text);
  };
}
