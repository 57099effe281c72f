// @ts-check
// In the page's own world, before its scripts: what is written to databases, the Cache API and files of the origin is told at
// once, for it may be deleted before anybody looks. Everything is written as ever.
(ward, tell) => {
  const key = Symbol.for('wardround.written');
  if (globalThis[key]) {
    return;
  }
  const MOST_TEXT = 8_000_000;
  const define = Object.defineProperty;
  const { apply } = Reflect;
  const copied = globalThis.structuredClone;
  const { stringify } = JSON;
  let told = 0;

  const say = async (area, name, value) => {
    try {
      const { text, opaque } = await ward.inWords(await value);
      told += text.length;
      // A page that writes without end is told of once more, and not listened to any longer.
      if (told <= MOST_TEXT || told - text.length <= MOST_TEXT) {
        const origin = globalThis.location.origin;
        tell(stringify({ area, origin, key: name, text, opaque, more: told > MOST_TEXT }));
      }
    } catch {
      // What cannot be read now is still there at the end of the step, or was never written.
    }
  };

  /** Looks at a method's arguments before, and at its answer after, it does its work. */
  const watch = (kind, name, before, after) => {
    const native = kind?.prototype?.[name];
    if (typeof native !== 'function') {
      return;
    }
    const value = new Proxy(native, {
      apply(target, self, rest) {
        let noted;
        try {
          noted = before?.(self, rest);
        } catch {
          // The page gets to know by itself what is wrong with what it hands over.
        }
        const answer = apply(target, self, rest);
        try {
          after?.(self, rest, answer, noted);
        } catch {
          // Nothing of ours may keep the page from its answer.
        }
        return answer;
      },
    });
    define(kind.prototype, name, { value, writable: true, configurable: true, enumerable: true });
  };

  const record = (store, rest) => {
    const id = typeof rest[1] === 'string' || typeof rest[1] === 'number' ? `/${rest[1]}` : '';
    say('indexed-db', `${store.transaction.db.name}/${store.name}${id}`, copied(rest[0]));
  };
  watch(globalThis.IDBObjectStore, 'put', null, record);
  watch(globalThis.IDBObjectStore, 'add', null, record);
  watch(globalThis.IDBCursor, 'update', null, (cursor, rest) => record(cursor.source.objectStore ?? cursor.source, [rest[0]]));

  const address = (request) => new globalThis.URL(request.url ?? request, globalThis.document.baseURI).href;
  const match = globalThis.Cache?.prototype.match;
  const cacheNames = new WeakMap();
  watch(globalThis.CacheStorage, 'open', null, (_, rest, answer) => {
    answer.then((cache) => cacheNames.set(cache, `${rest[0]}`), () => {});
  });
  const entry = (cache, request) => `${cacheNames.get(cache) ?? 'cache'}: ${address(request)}`;
  // A response can be read once, so its copy is made before the cache reads it.
  watch(globalThis.Cache, 'put', (_, rest) => rest[1].clone(), (cache, rest, _, copy) => {
    if (copy) {
      say('cache-api', entry(cache, rest[0]), copy.blob());
    }
  });
  const fetched = (cache, requests, answer) => {
    answer.then(async () => {
      for (const request of requests) {
        const response = await apply(match, cache, [request]);
        if (response) {
          say('cache-api', entry(cache, request), response.blob());
        }
      }
    }, () => {});
  };
  watch(globalThis.Cache, 'add', null, (cache, rest, answer) => fetched(cache, [rest[0]], answer));
  watch(globalThis.Cache, 'addAll', null, (cache, rest, answer) => fetched(cache, [...rest[0]], answer));

  const names = new WeakMap();
  watch(globalThis.FileSystemFileHandle, 'createWritable', null, (handle, _, answer) => {
    answer.then((stream) => names.set(stream, handle.name), () => {});
  });
  watch(globalThis.FileSystemWritableFileStream, 'write', null, (stream, rest) => {
    const data = rest[0]?.type === 'write' ? rest[0].data : rest[0];
    say('file-system', names.get(stream) ?? 'file', typeof data === 'string' ? data : copied(data));
  });
  define(globalThis, key, { value: true });
}
