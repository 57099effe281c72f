// @ts-check
// The words in a value as a database keeps it: texts, numbers and bytes, wherever they lie in it.
(ward) => {
  const LONGEST = 1_000_000;
  const DEEPEST = 32;
  // Bytes that are no text and hold more than this many bits each are encrypted, packed, or a picture.
  const SMALLEST = 512;
  const DENSE = 7.2;
  const { isView } = ArrayBuffer;
  const { stringify } = JSON;
  const { fromCharCode } = String;

  const isDense = (bytes) => {
    if (bytes.length < SMALLEST) {
      return false;
    }
    const counts = new Uint32Array(256);
    for (const byte of bytes) {
      counts[byte] += 1;
    }
    let bits = 0;
    for (const count of counts) {
      bits -= count > 0 ? (count / bytes.length) * Math.log2(count / bytes.length) : 0;
    }
    return bits > DENSE;
  };

  /** Bytes as text: as UTF-8 if they are, or else a letter for each byte. */
  const words = (bytes, told) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      told.opaque ||= isDense(bytes);
      let text = '';
      for (let at = 0; at < bytes.length; at += 4096) {
        text += fromCharCode(...bytes.subarray(at, at + 4096));
      }
      return text;
    }
  };

  const plain = async (value, told, seen, depth) => {
    if (typeof value === 'bigint' || value instanceof RegExp || value instanceof Error) {
      return String(value);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (seen.has(value) || depth > DEEPEST) {
      told.whole &&= seen.has(value);
      return null;
    }
    seen.add(value);
    const inner = (each) => plain(each, told, seen, depth + 1);
    if (value instanceof Blob) {
      told.whole &&= value.size <= LONGEST;
      const bytes = new Uint8Array(await value.slice(0, LONGEST).arrayBuffer());
      // Pictures and sound are packed by nature.
      return [value.name ?? '', words(bytes, /^(audio|font|image|video)\//.test(value.type) ? {} : told)];
    }
    if (value instanceof ArrayBuffer || isView(value)) {
      const bytes = isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
      told.whole &&= bytes.length <= LONGEST;
      return words(bytes.subarray(0, LONGEST), told);
    }
    if (value instanceof Date) {
      return Number.isNaN(value.getTime()) ? null : value.toISOString();
    }
    const list = [];
    if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
      for (const each of value) {
        list.push(await inner(each));
      }
      return list;
    }
    const object = Object.create(null);
    for (const [name, each] of Object.entries(value)) {
      object[name] = await inner(each);
    }
    return object;
  };

  /** A value in words; whether that is all of it, and whether it has bytes that tell nothing. */
  ward.inWords = async (value) => {
    const told = { text: '', whole: true, opaque: false };
    const read = await plain(value, told, new Set(), 0);
    const text = typeof read === 'string' ? read : (stringify(read) ?? String(read));
    told.whole &&= text.length <= LONGEST;
    told.text = text.slice(0, LONGEST);
    return told;
  };
}
