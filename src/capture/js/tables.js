// @ts-check
// The two tables of a recorded page: every string once, every computed style once.
(ward) => {
  const BULKY = new Set(['d', 'points']);
  const DATA = /^\s*data:|url\(["']?data:/i;

  /**
   * @param {string[]} properties The CSS properties of a style vector, in order.
   * @param {number} longest The most characters of one string.
   */
  ward.tables = (properties, longest) => {
    /** @type {string[]} */
    const strings = [];
    const known = new Map();
    /** @type {number[][]} */
    const styles = [];
    const buckets = new Map();
    let cut = 0;

    /** The place of a string. @param {string} text @returns {number} */
    const string = (text) => {
      let place = known.get(text);
      if (place === undefined) {
        place = strings.length;
        known.set(text, place);
        strings.push(ward.clean(text));
      }
      return place;
    };

    /** The same, shortened when it is too long. Of a drawing's path or a `data:` address nothing is missed. */
    const bounded = (text, name = '') => {
      if (text.length <= longest) {
        return string(text);
      }
      cut += BULKY.has(name) || DATA.test(text.slice(0, 4096)) ? 0 : 1;
      return string(ward.cut(text, longest));
    };

    const at = new Map(properties.map((name, place) => [name, place]));
    const values = properties.map(() => '');
    const vector = properties.map(() => string(''));

    const keep = (place, value) => {
      if (value !== values[place]) {
        values[place] = value;
        vector[place] = bounded(value);
      }
    };

    // `border-width` and its like are one value exactly when all four sides are equal, which saves a ninth of the time.
    const quads = ['width', 'style', 'color']
      .map((what) => ({
        name: `border-${what}`,
        sides: ['top', 'right', 'bottom', 'left'].map((side) => at.get(`border-${side}-${what}`) ?? -1),
      }))
      .filter(({ sides }) => !sides.includes(-1));
    const quartered = new Set(quads.flatMap(({ sides }) => sides));
    const single = properties.map((_, place) => place).filter((place) => !quartered.has(place));
    const equal = (value) =>
      value !== '' && (value.endsWith(')') ? value.indexOf(')') === value.length - 1 : !value.includes(' '));

    /** The place of a computed style. Nothing is guessed from an element that looks alike: it may differ. */
    const style = (computed) => {
      for (let turn = 0; turn < single.length; turn += 1) {
        const place = single[turn];
        keep(place, computed.getPropertyValue(properties[place]));
      }
      for (const { name, sides } of quads) {
        const value = computed.getPropertyValue(name);
        const same = equal(value);
        for (const place of sides) {
          keep(place, same ? value : computed.getPropertyValue(properties[place]));
        }
      }
      let hash = 0;
      for (let place = 0; place < vector.length; place += 1) {
        hash = (Math.imul(hash, 31) + vector[place]) | 0;
      }
      let bucket = buckets.get(hash);
      if (!bucket) {
        bucket = [];
        buckets.set(hash, bucket);
      }
      for (const place of bucket) {
        const other = styles[place];
        let same = 0;
        while (same < vector.length && other[same] === vector[same]) {
          same += 1;
        }
        if (same === vector.length) {
          return place;
        }
      }
      styles.push([...vector]);
      bucket.push(styles.length - 1);
      return styles.length - 1;
    };

    /** A value of the style that was read last. */
    const reading = (computed, name) => {
      const place = at.get(name);
      return place === undefined ? computed.getPropertyValue(name) : values[place];
    };

    return { strings, styles, string, bounded, style, reading, cut: () => cut };
  };
}
