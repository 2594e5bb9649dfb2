// The link to the page of reports carries what the reader selected last on this page, and the label nearest to it.
"use strict";
{
  const LONGEST = 500; // characters of a quotation
  const LABELLED = "section, figure, table, .math, .proof, .admonition, .cell, form.question";
  const article = document.querySelector("article.bd-article");
  const link = document.querySelector(".report-link");
  const plain = link?.href;

  // The element itself, one around it, or the last that begins above it.
  const nearest = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const around = element.closest(`:is(${LABELLED})[id]:not(section)`);
    return (around ?? element.closest("section[id]"))?.id;
  };

  const carry = (at, says) => {
    const address = new URL(plain);
    if (at) address.searchParams.set("at", at);
    if (says) address.searchParams.set("says", says);
    link.href = address;
  };

  if (link && article) {
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      const says = selection.toString().replace(/\s+/g, " ").trim().slice(0, LONGEST);
      if (says && article.contains(selection.anchorNode)) carry(nearest(selection.anchorNode), says);
    });
    const byAddress = () => location.hash && carry(decodeURIComponent(location.hash.slice(1)));
    addEventListener("hashchange", byAddress);
    byAddress();
  }
}
