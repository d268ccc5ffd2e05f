/** A data file taken in as text: parsed only when it is needed, and faster than as a module. */
declare module '*?raw' {
  const text: string;
  export default text;
}
