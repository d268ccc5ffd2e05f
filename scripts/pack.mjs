/**
 * Packs the chunks of a bundle into one file. Only the entry is code when Node loads the file; the
 * other chunks are strings, compiled when they are first required: to compile all of a command line
 * tool's code takes longer than its most frequent command runs.
 *
 * @param {readonly import('rolldown').OutputChunk[]} output The chunks, the entry first, as CommonJS.
 * @returns {string} The file: ASCII alone, which Node reads fastest.
 */
export function packChunks(output) {
  const chunks = output.filter(({ type }) => type === 'chunk');
  const [entry] = chunks;
  const packed = chunks
    .slice(1)
    .map(({ fileName, code }) => `"./${fileName}":${JSON.stringify(code)}`);
  return asciiOnly(`#!/usr/bin/env node
const __sources={${packed.join(',\n')}};
const __modules={"./${entry.fileName}":module};
function __chunk(id){
if(!Object.hasOwn(__sources,id)&&!Object.hasOwn(__modules,id))return require(id);
if(!__modules[id]){
const chunk=__modules[id]={exports:{}};
const names=["exports","require","module","__filename","__dirname"];
const run=require("node:vm").compileFunction(__sources[id],names,{filename:__filename+id.slice(1)});
run(chunk.exports,__chunk,chunk,__filename,__dirname);
}
return __modules[id].exports;
}
(function(require){
${entry.code}})(__chunk);
`);
}

function asciiOnly(text) {
  return text.replace(
    /[^\x00-\x7f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
