/** What the help of each command shows; a test holds that each is a call the program understands. */
export const EXAMPLES = {
  mmerr: [
    'mmerr USCUSTOMER_API_0000102     what a code means',
    'mmerr wrong password             which codes speak of it',
    'tail -f app.log | mmerr explain  the meaning inside a running log',
  ],
  lookup: [
    'mmerr lookup USCUSTOMER_API_0000102                     a code',
    'mmerr lookup 102                                        every code with that number',
    'mmerr lookup USCUSTOMER_API_0000132 --params 5,24       the sentence with its values',
    'curl -s https://… | mmerr lookup -                      a whole response',
    "mmerr lookup --json G500 | jq '.[0].entries[0].action'  one fact, for a script",
  ],
  search: [
    'mmerr search password                     a word, misspelt or not',
    'mmerr search "Add up to 5 wallets"        a sentence from a screenshot',
    'mmerr search --limit 3 --json rate limit  the best three, for a script',
  ],
  list: [
    'mmerr list GGATEWAY                              all codes of the gateway',
    'mmerr list --section kyc --action ask-user       what an end user can mend',
    'mmerr list | fzf | cut -f1 | xargs mmerr lookup  pick one, then read it',
    'mmerr list --format csv > codes.csv              for a spreadsheet',
  ],
  explain: [
    'tail -f app.log | mmerr explain                          a running log',
    'mmerr explain --summary app.log app.log.1                what occurred how often',
    'mmerr explain --only-matching app.log                    only what matters',
    'kubectl logs -f api | mmerr explain --ndjson | jq .      logs that are JSON',
    'mmerr explain --quiet app.log && echo found              a question for a script',
  ],
  table: [
    'mmerr table audit                             what was mended, and what is open',
    'mmerr table import page.txt -o ours.json      make a table of a page',
    'mmerr --table ours.json lookup ORDSVCE000001  use it',
    'mmerr table diff new-page.md                  what a renewed page changes',
    'mmerr table export --format csv > codes.csv   the table for others',
  ],
  completion: [
    'eval "$(mmerr completion bash)"                               in ~/.bashrc',
    'eval "$(mmerr completion zsh)"                                in ~/.zshrc, after compinit',
    'mmerr completion fish > ~/.config/fish/completions/mmerr.fish  once',
    'mmerr completion powershell | Out-String | Invoke-Expression  in the file that $PROFILE names',
  ],
} as const;

/** Takes an example apart: the command line, and behind two blanks what it does. */
export function splitExample(example: string): { readonly line: string; readonly note: string } {
  const [line = '', note = ''] = example.split(/ {2,}/);
  return { line, note };
}
