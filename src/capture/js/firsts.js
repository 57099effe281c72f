// @ts-check
// Whether the first line or letter of an element looks different from the rest.
//
// Asking the engine for two more styles of each element would cost as much as all else of its look, so the style
// sheets are read first: hardly a page has a rule for `::first-line` or `::first-letter`.
(ward) => {
  const { dom } = ward;
  const NAMED = /:first-l(ine|etter)/i;
  const PARTS = ['::first-line', '::first-letter'];
  const LOOKS = ['color', 'background-color', 'background-image', '-webkit-text-fill-color', 'text-shadow'];
  const OUTSIDE = /^(inline|contents|none|table-row|table-row-group|table-column|table-column-group)$/;

  /** Whether any style sheet may have a rule for them; one that cannot be read may. */
  const isNamed = (roots) => {
    const sheets = [];
    for (const root of roots) {
      const whole = dom.nodeType(root) === 9;
      sheets.push(...((whole ? dom.styleSheets(root) : dom.shadowStyles(root)) ?? []));
      sheets.push(...((whole ? dom.adoptedStyleSheets(root) : dom.shadowSheets(root)) ?? []));
    }
    for (let place = 0; place < sheets.length; place += 1) {
      try {
        for (const rule of sheets[place].cssRules) {
          if ('styleSheet' in rule) {
            sheets.push(...(rule.styleSheet ? [rule.styleSheet] : []));
          } else if (NAMED.test(rule.selectorText ?? rule.cssText) || (rule.cssRules?.length > 0 && NAMED.test(rule.cssText))) {
            return true;
          }
        }
      } catch {
        return true;
      }
    }
    return false;
  };

  /** What tells of an element whether its first line or letter looks different. */
  ward.firsts = (roots) => {
    if (!isNamed(roots)) {
      return () => false;
    }
    return (element) => {
      const whole = getComputedStyle(element);
      if (OUTSIDE.test(whole.getPropertyValue('display'))) {
        return false;
      }
      return PARTS.some((part) => {
        const styled = getComputedStyle(element, part);
        return LOOKS.some((name) => {
          const own = name.startsWith('background') ? null : whole.getPropertyValue(name);
          const there = styled.getPropertyValue(name);
          return own === null ? !/^(|none|rgba\(0, 0, 0, 0\))$/.test(there) : there !== own;
        });
      });
    };
  };
}
