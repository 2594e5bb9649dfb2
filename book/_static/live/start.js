// Classic, small and old-fashioned, so that every browser reads it; the head of the page has said what it can do.
if (document.documentElement.dataset.live === "ready") {
  import("./page.js").catch(() => {
    document.documentElement.dataset.live = "old";
  });
}
