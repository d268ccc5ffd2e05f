/** A data file as text, which is parsed when it is needed; faster than a JSON module. */
declare module '*?raw' {
  const text: string;
  export default text;
}
