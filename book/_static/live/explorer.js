// An explorer whose frames are computed by the page's Python, the newest position first.

/** `frame(at)` gives the frame where the controls stand at these places. */
export function drive(root, frame) {
  let busy = false;
  let next = null;
  const ask = async (at, show) => {
    if (!root.isConnected) return;
    next = [at, show];
    if (busy) return;
    busy = true;
    while (next) {
      const [place, draw] = next;
      next = null;
      const answer = await frame(place);
      if (answer?.at) draw(answer);
      else root.querySelector(".explorer-sentence").textContent = answer?.error ?? "Run the cell again: Python was stopped.";
    }
    busy = false;
  };
  window.explorer?.(root, ask); // it comes with pages that have explorers of their own
}
