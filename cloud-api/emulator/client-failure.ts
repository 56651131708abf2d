/** What an interface of `wx` tells the mini-program instead of answering: its `fail` gets `errMsg` and `errCode`. */
export class ClientFailure extends Error {
  constructor(
    api: string,
    readonly errCode: number,
    reason: string,
  ) {
    super(`${api}:fail ${reason}`);
  }
}
