// Builds the package when it is installed from its source.
const tools = await import('rolldown').catch(({ code }) => code);
if (tools === 'ERR_MODULE_NOT_FOUND') {
  console.error('mmerr: the build tools are missing; install them too: npm ci --include=dev');
  process.exitCode = 1;
} else {
  await import('./build.mjs');
}
