import { spawnSync } from 'node:child_process';

/** Why tests that need a command are left out here; `false` where they run. */
export function missing(command: string): string | false {
  return spawnSync(command, ['--version']).status === 0 ? false : `${command} is not installed`;
}
