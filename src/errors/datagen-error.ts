/** Base of every error that a user can cause or meet. The class builds the message: what, where, what to do. */
export class DatagenError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}
