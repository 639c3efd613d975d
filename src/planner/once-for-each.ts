/**
 * The same function, worked out once for each pair of a context and a thing of its catalog. Results are kept as long as both
 * are there: a catalog that lets go of an endpoint lets go of all that was worked out for it.
 */
export function onceForEach<Thing extends object, Context extends object, Result>(
  make: (thing: Thing, context: Context) => Result,
): (thing: Thing, context: Context) => Result {
  const kept = new WeakMap<Context, WeakMap<Thing, Result>>();
  return (thing, context) => {
    let results = kept.get(context);
    if (results === undefined) {
      results = new WeakMap();
      kept.set(context, results);
    }
    let result = results.get(thing);
    if (result === undefined) {
      result = make(thing, context);
      results.set(thing, result);
    }
    return result;
  };
}
