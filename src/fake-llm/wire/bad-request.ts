/** A request that the provider would turn away, with the words it would use. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
    readonly type = 'invalid_request_error',
  ) {
    super(message);
    this.name = 'BadRequest';
  }
}
