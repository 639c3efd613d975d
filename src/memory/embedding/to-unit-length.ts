/** The vector of length 1 in the same direction, in single precision; zeros stay zeros. */
export function toUnitLength(vector: ArrayLike<number>): Float32Array {
  let largest = 0;
  for (let at = 0; at < vector.length; at += 1) largest = Math.max(largest, Math.abs(vector[at] ?? 0));
  const unit = new Float32Array(vector.length);
  if (largest === 0) return unit;
  let squares = 0;
  // Scaled first: squares of very large or very small numbers would be infinite or 0.
  for (let at = 0; at < vector.length; at += 1) squares += ((vector[at] ?? 0) / largest) ** 2;
  const length = Math.sqrt(squares);
  for (let at = 0; at < vector.length; at += 1) unit[at] = (vector[at] ?? 0) / largest / length;
  return unit;
}
