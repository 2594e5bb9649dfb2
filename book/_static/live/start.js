// Classic, small and old-fashioned, so that every browser reads it; the head of the page has said what it can do.
if (document.documentElement.dataset.live === "ready") {
  import(new URL(document.documentElement.dataset.content_root + "_static/live/page.js", document.baseURI)).catch(() => {
    document.documentElement.dataset.live = "old";
  });
}
