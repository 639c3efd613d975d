/** A function that is there once its module is, which is loaded when it is first called. */
export function loadedLater<Given extends readonly unknown[], Made>(
  make: () => Promise<(...given: Given) => Made | Promise<Made>>,
): (...given: Given) => Promise<Made> {
  let made: ReturnType<typeof make> | undefined;
  return async (...given) => {
    made ??= make();
    return (await made)(...given);
  };
}
