/** Makes a function compute its result once per object; the result lives as long as the object. */
export function memoize<Key extends object, Value>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let result = known.get(key);
    if (!result) {
      result = { value: compute(key) };
      known.set(key, result);
    }
    return result.value;
  };
}
