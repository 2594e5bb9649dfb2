// An explorer whose frames are computed by the page's Python, the newest position first.

const SOON = 700; // milliseconds after which a reader wonders whether anything happens

/** `frame(at)` gives the frame where the controls stand at these places. */
export function drive(root, frame) {
  const sentence = root.querySelector(".explorer-sentence");
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
      const late = setTimeout(() => (sentence.textContent = "Waiting for Python …"), SOON); // it may run a long cell
      const answer = await frame(place);
      clearTimeout(late);
      if (answer?.at) draw(answer);
      else sentence.textContent = answer?.error ?? "Run the cell again: Python was stopped.";
    }
    busy = false;
  };
  window.explorer?.(root, ask); // it comes with pages that have explorers of their own
}
