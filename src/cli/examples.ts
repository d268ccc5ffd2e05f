/** What the help of each command shows; every one of them is run by a test. */
export const EXAMPLES = {
  mmerr: [
    'mmerr USCUSTOMER_API_0000102           what a code means',
    'mmerr wrong password                   which codes speak of it',
    'tail -f app.log | mmerr explain        the meaning inside a running log',
  ],
  lookup: [
    'mmerr lookup USCUSTOMER_API_0000102',
    'mmerr lookup 102                                   every code with that number',
    'mmerr lookup USCUSTOMER_API_0000132 --params 5,24  the whole sentence',
    'curl -s https://… | mmerr lookup -                 a whole response',
  ],
  search: [
    'mmerr search password',
    'mmerr search "Add up to 5 wallets"',
    'mmerr search --limit 3 --json rate limit',
  ],
  list: [
    'mmerr list GGATEWAY',
    'mmerr list --section kyc --action ask-user',
    'mmerr list | fzf | cut -f1 | xargs mmerr lookup',
    'mmerr list --format csv > codes.csv',
  ],
  table: [
    'mmerr table audit',
    'mmerr table import page.txt -o ours.json',
    'mmerr --table ours.json lookup ORDSVCE000001',
    'mmerr table diff new-page.md',
    'mmerr table export --format csv > codes.csv',
  ],
  completion: [
    'eval "$(mmerr completion bash)"       in ~/.bashrc',
    'eval "$(mmerr completion zsh)"        in ~/.zshrc, after compinit',
    'mmerr completion fish | source        in ~/.config/fish/config.fish',
    'mmerr completion powershell | Out-String | Invoke-Expression  in the file $PROFILE names',
  ],
  explain: [
    'tail -f app.log | mmerr explain',
    'mmerr explain --summary app.log app.log.1',
    'mmerr explain --only-matching --below app.log | less -R',
    'kubectl logs -f api | mmerr explain --ndjson | jq .',
  ],
} as const;

/** Takes an example apart: the command line, and behind two blanks what it does. */
export function splitExample(example: string): { readonly line: string; readonly note: string } {
  const [line = '', note = ''] = example.split(/ {2,}/);
  return { line, note };
}
