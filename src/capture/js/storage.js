// @ts-check
<<<<<<< HEAD
// What the page's origin keeps: every kind of storage that a script of that origin can read.
(ward) => {
  const MOST = 500;
  const LONGEST = 1_000_000;
  const text = (value) => ward.clean(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, LONGEST);

  const web = (area) => Object.keys(area).slice(0, MOST).map((key) => [ward.clean(key), text(area.getItem(key) ?? '')]);

  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error('blocked'));
    });

  const databases = async () => {
    const list = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name ?? ''));
      try {
        for (const store of database.objectStoreNames) {
          const reading = database.transaction(store, 'readonly').objectStore(store);
          const [keys, values] = await Promise.all([asked(reading.getAllKeys(null, MOST)), asked(reading.getAll(null, MOST))]);
          values.forEach((value, place) => list.push([`${name}/${store}/${text(keys[place])}`, text(value)]));
        }
      } finally {
        database.close();
      }
    }
    return list;
  };

  const cached = async () => {
    const list = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of (await cache.keys()).slice(0, MOST)) {
        const response = await cache.match(request);
        list.push([name, request.url, response ? text(await response.text()) : '']);
      }
    }
    return list;
  };

  const files = async () => {
    const list = [];
    const open = [['', await navigator.storage.getDirectory()]];
    while (open.length > 0 && list.length < MOST) {
      const [path, folder] = /** @type {any} */ (open.pop());
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') {
          open.push([`${path}${name}/`, entry]);
        } else {
          const file = await entry.getFile();
          list.push([`${path}${name}`, String(file.size), text(await file.slice(0, LONGEST).text())]);
        }
      }
    }
    return list;
  };

  const workers = async () => {
    const list = await navigator.serviceWorker.getRegistrations();
    return list.map((worker) => [worker.scope, worker.active?.scriptURL ?? '']);
  };

  ward.storage = async () => {
    const kept = { origin: location.origin, unread: [] };
    const kinds = {
      local: () => web(localStorage),
      session: () => web(sessionStorage),
      indexedDb: databases,
      caches: cached,
      fileSystem: files,
      serviceWorkers: workers,
      windowName: () => text(window.name),
      historyState: () => (history.state === null ? '' : text(history.state)),
    };
    for (const [kind, read] of Object.entries(kinds)) {
      try {
        kept[kind] = await read();
      } catch (error) {
        kept[kind] = kind === 'windowName' || kind === 'historyState' ? '' : [];
        // Plain HTTP and opaque origins have no such storage; that is no gap.
        const absent = error instanceof ReferenceError || error instanceof TypeError || location.origin === 'null';
        if (!absent) {
          kept.unread.push(`${kind}: ${error?.name ?? 'error'}`);
        }
      }
    }
    return kept;
=======
// What the browser keeps for the origin of the page, apart from cookies, which the driver reads.
//
// The values are searched for canaries outside and are never written down. What could not be read is
// said: an empty list must mean that nothing is there.
(ward) => {
  const OPEN_MS = 3000;
  const DEPTH = 40;

  /** A promise, or a refusal when it takes too long. */
  const within = (promise, ms) =>
    Promise.race([
      promise,
      new Promise((_, refuse) => setTimeout(() => refuse(new Error(`no answer in ${ms} ms`)), ms)),
    ]);

  const asked = (request) =>
    new Promise((done, refuse) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => refuse(request.error ?? new Error('it failed'));
      request.onblocked = () => refuse(new Error('it is blocked'));
    });

  const because = (error) => `${error?.name ?? 'Error'}: ${error?.message ?? error}`;

  const decoded = (buffer) => new TextDecoder().decode(buffer);

  /** A stored value as JSON can hold it: dates, maps, buffers and blobs become their contents. */
  const plain = async (value, depth = 0) => {
    if (typeof value === 'bigint') {
      return value.toString();
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (depth > DEPTH) {
      return '…';
    }
    if (value instanceof Date || value instanceof RegExp) {
      return String(value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value);
    }
    if (value instanceof Blob) {
      return value.text();
    }
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return decoded(value);
    }
    if (value instanceof CryptoKey) {
      return `CryptoKey ${value.type} ${value.algorithm.name}`;
    }
    const entries = value instanceof Map || value instanceof Set ? [...value.entries()] : null;
    if (entries || Array.isArray(value)) {
      const list = [];
      for (const item of entries ?? value) {
        list.push(await plain(item, depth + 1));
      }
      return list;
    }
    const record = {};
    for (const key of Object.keys(value)) {
      record[key] = await plain(value[key], depth + 1);
    }
    return record;
  };

  const written = async (value) => {
    try {
      return JSON.stringify(await plain(value)) ?? 'undefined';
    } catch (error) {
      return JSON.stringify(because(error));
    }
  };

  /** @param {{entries: number, chars: number, ms: number}} limit Entries of each kind, characters of each value. */
  ward.storage = async (limit) => {
    const started = performance.now();
    /** @type {string[]} */
    const unread = [];
    const refused = (what, error) => unread.push(ward.clean(`${what}: ${because(error)}`));
    const kept = (text) => {
      if (text.length > limit.chars) {
        unread.push(`a value of ${text.length} characters, after ${limit.chars}`);
      }
      return ward.clean(text.slice(0, limit.chars));
    };
    const full = (list, what) => {
      const late = performance.now() - started > limit.ms;
      if (list.length < limit.entries && !late) {
        return false;
      }
      const reason = `${what}: more than ${late ? `${limit.ms} ms` : `${limit.entries} entries`}`;
      if (!unread.includes(reason)) {
        unread.push(reason);
      }
      return true;
    };

    const web = (what, area) => {
      const list = [];
      try {
        const storage = area();
        for (let place = 0; place < storage.length && !full(list, what); place += 1) {
          const key = storage.key(place);
          list.push([ward.clean(key), kept(storage.getItem(key) ?? '')]);
        }
      } catch (error) {
        refused(what, error);
      }
      return list;
    };

    const records = async (name, store, list) => {
      await new Promise((done, refuse) => {
        const request = store.openCursor();
        const found = [];
        request.onerror = () => refuse(request.error);
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor || full([...list, ...found], 'indexedDB')) {
            done(found);
            return;
          }
          found.push([cursor.key, cursor.value]);
          cursor.continue();
        };
      }).then(async (found) => {
        for (const [key, value] of found) {
          const path = `${name}/${store.name}/${typeof key === 'string' ? key : await written(key)}`;
          list.push([ward.clean(path), kept(await written(value))]);
        }
      });
    };

    const database = async (name, version, list) => {
      const request = indexedDB.open(name, version);
      // It was there a moment ago. If it is not any more, it must not come into being by our question.
      request.onupgradeneeded = () => request.transaction?.abort();
      const opened = await within(asked(request), OPEN_MS);
      opened.onversionchange = () => opened.close();
      try {
        for (const store of [...opened.objectStoreNames]) {
          const transaction = opened.transaction(store, 'readonly');
          await within(records(name, transaction.objectStore(store), list), OPEN_MS);
        }
      } finally {
        opened.close();
      }
    };

    const databases = async () => {
      const list = [];
      try {
        for (const { name, version } of await within(indexedDB.databases(), OPEN_MS)) {
          try {
            await database(name, version, list);
          } catch (error) {
            refused(`indexedDB ${name}`, error);
          }
        }
      } catch (error) {
        refused('indexedDB', error);
      }
      return list;
    };

    const caches = async () => {
      const list = [];
      if (!globalThis.isSecureContext) {
        // Where the page is not secure there is no such storage, so there is nothing to read.
        return list;
      }
      try {
        const all = globalThis.caches;
        for (const name of await within(all.keys(), OPEN_MS)) {
          const cache = await within(all.open(name), OPEN_MS);
          for (const request of await within(cache.keys(), OPEN_MS)) {
            if (full(list, 'caches')) {
              return list;
            }
            const response = await within(cache.match(request), OPEN_MS);
            if (response?.type === 'opaque') {
              unread.push(ward.clean(`caches ${name}: ${request.url} is another origin's`));
            }
            const body = response ? await within(response.text(), OPEN_MS) : '';
            list.push([ward.clean(name), ward.clean(request.url), kept(body)]);
          }
        }
      } catch (error) {
        refused('caches', error);
      }
      return list;
    };

    const files = async () => {
      const list = [];
      if (!globalThis.isSecureContext || !navigator.storage?.getDirectory) {
        return list;
      }
      try {
        const open = [['', await within(navigator.storage.getDirectory(), OPEN_MS)]];
        while (open.length > 0) {
          const [path, folder] = /** @type {[string, any]} */ (open.pop());
          for await (const [name, handle] of folder.entries()) {
            if (full(list, 'files')) {
              return list;
            }
            if (handle.kind === 'directory') {
              open.push([`${path}${name}/`, handle]);
              continue;
            }
            const file = await within(handle.getFile(), OPEN_MS);
            const text = await within(file.slice(0, limit.chars).text(), OPEN_MS);
            if (file.size > limit.chars) {
              unread.push(`the file ${path}${name}, after ${limit.chars} bytes`);
            }
            list.push([ward.clean(path + name), file.size, ward.clean(text)]);
          }
        }
      } catch (error) {
        refused('files', error);
      }
      return list;
    };

    const workers = async () => {
      const list = [];
      try {
        const all = await within(navigator.serviceWorker?.getRegistrations() ?? Promise.resolve([]), OPEN_MS);
        for (const registration of all) {
          const worker = registration.active ?? registration.waiting ?? registration.installing;
          list.push([ward.clean(registration.scope), ward.clean(worker?.scriptURL ?? '')]);
        }
      } catch (error) {
        refused('service workers', error);
      }
      return list;
    };

    const state = async () => {
      try {
        return history.state === null ? null : kept(await written(history.state));
      } catch (error) {
        refused('history.state', error);
        return null;
      }
    };

    return {
      origin: location.origin,
      local: web('localStorage', () => localStorage),
      session: web('sessionStorage', () => sessionStorage),
      indexedDb: await databases(),
      caches: await caches(),
      fileSystem: await files(),
      serviceWorkers: await workers(),
      windowName: kept(window.name),
      historyState: await state(),
      unread,
    };
>>>>>>> collector
  };
}
