// @ts-check
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
  };
}
