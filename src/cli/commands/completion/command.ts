import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';

/** `mmerr completion <shell>` */
export const COMPLETION: CommandDefinition = {
  name: 'completion',
  summary: 'print a shell completion script',
  description:
    'Prints a script that completes commands, options and codes. To enable it, add the line for ' +
    'your shell to the startup file that the examples name.',
  examples: [
    'eval "$(mmerr completion bash)"                               in ~/.bashrc',
    'eval "$(mmerr completion zsh)"                                in ~/.zshrc, after compinit',
    'mmerr completion fish > ~/.config/fish/completions/mmerr.fish  run once',
    'mmerr completion powershell | Out-String | Invoke-Expression  in the file that $PROFILE names',
  ],
  define(command, { action }) {
    command
      .addArgument(completed('shells', new Argument('[shell]', 'bash, zsh, fish or powershell')))
      .action(
        action(async (context, shell) => {
          const { runCompletion } = await import('./run.js');
          return runCompletion(context, shell);
        }),
      );
  },
};

/** What the scripts call: the number of words before the current one, then all words. */
export const COMPLETE: CommandDefinition = {
  name: '__complete',
  hidden: true,
  define(command, { action, program }) {
    command
      .argument('<shell>')
      .argument('<count>')
      .argument('[words...]')
      .action(
        action(async (context, shell, count, words) => {
          const { runComplete } = await import('./run.js');
          return runComplete(context, program(), shell, count, words);
        }),
      );
  },
};
