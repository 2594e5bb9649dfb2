// Points of an explorer's picture that can be dragged. Python said where each of them stands for each place of its
// controls; the nearest place is chosen, as the slider would.
"use strict";

/** Draws a ring for each such point and moves the controls with it; the returned function lets the rings follow them. */
function draggable(picture, controls) {
  const svg = picture.querySelector("svg");
  const points = JSON.parse(picture.dataset.drag ?? "[]").map(({ x, y }) => ({ ring: ring(svg), axes: [x, y] }));
  const slider = ({ control }) => controls[control]?.querySelector("input");
  const place = (axis) => axis.at[slider(axis)?.value ?? 0];
  let held = null; // the point that follows the pointer
  let touched = null; // the point that will go where a finger is lifted

  /** Where an event is, in the units of the picture. */
  function at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [x, y];
  }

  /** The point that is nearest to an event, in the directions in which it can move. */
  function closest(event) {
    const here = at(event);
    const far = ({ axes }) => Math.hypot(...axes.map((axis, i) => (slider(axis) ? place(axis) - here[i] : 0)));
    return points.reduce((best, one) => (far(one) < far(best) ? one : best));
  }

  function move({ axes }, event) {
    const here = at(event);
    for (const [i, axis] of axes.entries()) {
      const input = slider(axis);
      const far = axis.at.map((one) => Math.abs(one - here[i]));
      const index = far.indexOf(Math.min(...far));
      if (!input || index === Number(input.value)) continue;
      input.value = index;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function grasp(event) {
    if (!event.isPrimary || event.button) return;
    const ringed = points.find((point) => point.ring.contains(event.target));
    touched = ringed ?? closest(event);
    if (!ringed && event.pointerType === "touch") return; // this finger may be about to scroll the page
    held = touched;
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
    move(held, event);
  }

  if (points.length) {
    picture.addEventListener("pointerdown", grasp);
    // `touch-action` of a part of a picture stops no browser from scrolling with the finger; a touch refused at its start does.
    const refuse = (event) => points.some(({ ring }) => ring.contains(event.target)) && event.preventDefault();
    picture.addEventListener("touchstart", refuse, { passive: false });
    picture.addEventListener("pointermove", (event) => held && move(held, event));
    picture.addEventListener("pointerup", (event) => {
      if (touched) move(touched, event);
      held = touched = null;
    });
    picture.addEventListener("pointercancel", () => (held = touched = null));
  }
  return () => {
    for (const { ring, axes } of points) ring.setAttribute("transform", `translate(${axes.map(place)})`);
  };
}

/** A ring that is seen, in a disc that a thumb finds. */
function ring(svg) {
  const parts = ["g", "circle", "circle"].map((name) => document.createElementNS(svg.namespaceURI, name));
  const [group, disc, seen] = parts;
  group.setAttribute("class", "explorer-ring");
  disc.setAttribute("r", 26);
  seen.setAttribute("r", 9);
  group.append(disc, seen);
  return svg.appendChild(group);
}
