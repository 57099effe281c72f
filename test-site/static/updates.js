// The fault: news come by a stream that nobody ends.
const news = new EventSource("/updates");
news.onmessage = (event) => {
  document.body.dataset.latest = event.lastEventId;
};
