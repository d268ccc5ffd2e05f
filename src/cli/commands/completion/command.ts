import { Argument } from '@commander-js/extra-typings';
import { type CommandDefinition, completed } from '../../definition.js';

/** `mmerr completion <shell>` */
export const COMPLETION: CommandDefinition = {
  name: 'completion',
  summary: 'a script for TAB, in four shells',
  description:
    'Prints a script with which a shell completes commands, options and codes, these with their ' +
    'messages. The line that switches it on goes into the file that the shell reads at its start.',
  examples: [
    'eval "$(mmerr completion bash)"                               in ~/.bashrc',
    'eval "$(mmerr completion zsh)"                                in ~/.zshrc, after compinit',
    'mmerr completion fish > ~/.config/fish/completions/mmerr.fish  once',
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

/** What the scripts call: how many words stand before the current one, then all of them. */
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
