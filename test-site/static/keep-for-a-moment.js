// The fault: a draft goes into a database, and is taken out again at once.
const patient = document.querySelector(".who-number").textContent;
const opening = indexedDB.open("drafts", 1);
opening.onupgradeneeded = () => opening.result.createObjectStore("letters");
opening.onsuccess = () => {
  const database = opening.result;
  const writing = database.transaction("letters", "readwrite");
  const letters = writing.objectStore("letters");
  letters.put({ from: patient, text: "" }, 1).onsuccess = () => letters.delete(1);
  writing.oncomplete = () => database.close();
};
