/** Turns texts into vectors of unit length, all of one dimension, or of zeros where a text says nothing. */
export interface Embedder {
  /** Tells vectors of different spaces apart: `hashed-n-grams@1/512`. */
  readonly id: string;
  embed(text: string): Promise<Float32Array>;
}
