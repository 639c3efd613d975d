/** Lets a drawing be dragged, and made larger and smaller by buttons, Ctrl and wheel, or two fingers of a touchpad. */
export function letBeMoved(
  picture: SVGSVGElement,
  scene: SVGGElement,
): { by(factor: number): void; reset(): void } {
  let [scale, x, y] = [1, 0, 0];
  const apply = (): void => {
    scene.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
    picture.classList.toggle('near-by', scale > 1.6);
  };
  /** In the drawing's own units. */
  const pointOf = (event: MouseEvent): DOMPoint =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM()?.inverse());
  const zoomAt = (factor: number, at: { readonly x: number; readonly y: number }): void => {
    const next = Math.max(0.5, Math.min(8, scale * factor));
    x = at.x - ((at.x - x) * next) / scale;
    y = at.y - ((at.y - y) * next) / scale;
    scale = next;
    apply();
  };
  picture.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY / 300), pointOf(event));
    },
    { passive: false },
  );
  let start: { x: number; y: number } | null = null;
  let hasMoved = false;
  picture.addEventListener('pointerdown', (event) => {
    const { x: px, y: py } = pointOf(event);
    start = { x: px - x, y: py - y };
    hasMoved = false;
  });
  picture.addEventListener('pointermove', (event) => {
    if (start === null || event.buttons !== 1) return;
    const point = pointOf(event);
    if (Math.hypot(point.x - start.x - x, point.y - start.y - y) < 4 && !hasMoved) return;
    hasMoved = true;
    x = point.x - start.x;
    y = point.y - start.y;
    apply();
  });
  window.addEventListener('pointerup', () => {
    start = null;
  });
  // The click that ends a drag is none.
  picture.addEventListener(
    'click',
    (event) => {
      if (!hasMoved) return;
      event.stopPropagation();
      hasMoved = false;
    },
    { capture: true },
  );
  return {
    by: (factor) => zoomAt(factor, { x: 500, y: 500 }),
    reset() {
      [scale, x, y] = [1, 0, 0];
      apply();
    },
  };
}
