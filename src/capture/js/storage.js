// @ts-check
// What the page's origin keeps: every kind of storage that a script of that origin can read.
(ward) => {
  const MOST = 500;
  const LONGEST = 1_000_000;
  const PATIENCE = 2_000;
  const text = (value) => ward.clean(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, LONGEST);

  const web = (area) => Object.keys(area).slice(0, MOST).map((key) => [ward.clean(key), text(area.getItem(key) ?? '')]);

  /** One kind that does not answer must not keep the others from being read. */
  const within = (answer) =>
    Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new DOMException('', 'TimeoutError')), PATIENCE))]);

  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new DOMException('', 'BlockedError'));
    });

  /** A list of entries that does not grow without end, and says so. */
  const list = (kind, unread) => {
    const rows = [];
    return {
      rows,
      isFull: () => rows.length >= MOST,
      add: async (key, value) => {
        const { text: words, whole, opaque } = await ward.inWords(value);
        rows.push([ward.clean(key), ward.clean(words), opaque]);
        if (!whole) {
          unread.push(`${kind}: ${ward.clean(key)} is longer than is read`);
        }
      },
      end: (more) => {
        if (more) {
          unread.push(`${kind}: there are more than ${MOST} entries`);
        }
      },
    };
  };

  const databases = async (unread) => {
    const kept = list('indexedDb', unread);
    let more = false;
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name ?? ''));
      // Whoever wants to change or delete the database does not wait for us.
      database.onversionchange = () => database.close();
      try {
        for (const store of database.objectStoreNames) {
          const left = MOST - kept.rows.length;
          const reading = database.transaction(store, 'readonly').objectStore(store);
          const [keys, values] = await Promise.all([asked(reading.getAllKeys(null, left + 1)), asked(reading.getAll(null, left + 1))]);
          more ||= values.length > left;
          for (const [place, value] of values.slice(0, left).entries()) {
            await kept.add(`${name}/${store}/${text(keys[place])}`, value);
          }
        }
      } finally {
        database.close();
      }
    }
    kept.end(more);
    return kept.rows;
  };

  const cached = async (unread) => {
    const kept = list('caches', unread);
    let more = false;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (kept.isFull()) {
          more = true;
          break;
        }
        const response = await cache.match(request);
        await kept.add(`${name}: ${request.url}`, response ? await response.blob() : '');
        // Of another site's response a page may not know what is in it. Others are as the server sent them.
        const row = kept.rows.at(-1) ?? [];
        row[2] = response?.type === 'opaque';
      }
    }
    kept.end(more);
    return kept.rows;
  };

  const files = async (unread) => {
    const kept = list('fileSystem', unread);
    const open = [['', await navigator.storage.getDirectory()]];
    while (open.length > 0 && !kept.isFull()) {
      const [path, folder] = /** @type {any} */ (open.pop());
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') {
          open.push([`${path}${name}/`, entry]);
        } else if (!kept.isFull()) {
          await kept.add(`${path}${name}`, await entry.getFile());
        }
      }
    }
    kept.end(kept.isFull());
    return kept.rows;
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
        kept[kind] = await within(read(kept.unread));
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
  };
}
