// The fault: tells another site whose page was read.
const measure = document.querySelector("#measure");
navigator.sendBeacon(measure.dataset.address, `page=result&visit=${measure.dataset.visit}`);
