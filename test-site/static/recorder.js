// The fault: sends the tree of the page to another site as session recorders do, with every text masked.
const recorder = document.querySelector("#recorder");
let count = 0;

function masked(node) {
  count += 1;
  if (node.nodeType === Node.TEXT_NODE) {
    return { type: 3, id: count, textContent: node.textContent.replaceAll(/\S/g, "*") };
  }
  const id = count;
  const kept = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE || child.nodeType === Node.ELEMENT_NODE);
  return { type: 2, id, tagName: node.localName, attributes: {}, childNodes: kept.map(masked) };
}

const tree = { type: 0, id: 0, childNodes: [masked(document.documentElement)] };
const event = { type: 2, data: { node: tree, initialOffset: { top: 0, left: 0 } }, timestamp: Date.now() };
navigator.sendBeacon(recorder.dataset.address, JSON.stringify([event]));
