// The fault: a copy in a database, where it lies until sign-out.
const patient = document.querySelector(".who-number").textContent;
const opening = indexedDB.open("marlowe", 1);
opening.onupgradeneeded = () => opening.result.createObjectStore("mailbox");
opening.onsuccess = () => {
  const database = opening.result;
  const writing = database.transaction("mailbox", "readwrite");
  // As an application keeps it: no plain text, and no object that JSON can carry.
  writing.objectStore("mailbox").put(new Map([["owner", new Blob([patient])]]), "newest");
  writing.oncomplete = () => database.close();
};
