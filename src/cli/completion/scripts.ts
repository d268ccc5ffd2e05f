/**
 * The completion scripts of the shells. Each passes the words up to the cursor to
 * `mmerr __complete SHELL COUNT -- WORDS`, as arguments and never as text to be evaluated: a `$(…)`
 * on the command line must not run because the user pressed TAB. COUNT is the number of words before
 * the current one, because some shells drop an empty last argument.
 *
 * The first line of the answer is its kind: `values`, or `files` for the shell's own file names. For
 * bash, which passes words as typed, a tab and the start of the file name without quotes follow. Each
 * further line is a value, a tab and its description, followed by a tab and `+` if the value may
 * continue. Errors are never printed.
 */

const BASH = `# mmerr: completion for bash
#
# In ~/.bashrc:  eval "$(mmerr completion bash)"
#
# Needs no other package; also runs in the bash 3.2 of macOS.

_mmerr() {
    local i word glued begun kind value rest
    local -a words plain described
    words=() plain=() described=()
    COMPREPLY=()

    # Bash also splits words at '='; join --option=value again. Bash only replaces the part after the
    # last '='.
    local joined=''
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        # The second argument is the word as far as the cursor.
        if ((i == COMP_CWORD && $# >= 2)) && [[ $word == "$2"* ]]; then
            word=\${2}
        fi
        if ((i == COMP_CWORD && $# >= 2)) && [[ \${COMP_WORDS[i]} == '=' ]]; then
            word='='
        fi
        glued=''
        if [[ $word == =* && \${#words[@]} -gt 0 && \${words[\${#words[@]}-1]} == --* ]]; then
            words[\${#words[@]}-1]+=$word
            glued=\${words[\${#words[@]}-1]}
            joined=1
        elif [[ -n $joined ]]; then
            glued=\${words[\${#words[@]}-1]}
            words[\${#words[@]}-1]+=$word
            joined=''
        else
            words+=("$word")
        fi
    done
    ((\${#words[@]})) || return 0

    kind='' begun=''
    if ((COMP_CWORD > 1)) && [[ \${COMP_WORDS[COMP_CWORD-1]} == *[\\<\\>] ]]; then
        # After a redirection, complete files as for explain.
        words=(explain "\${words[\${#words[@]}-1]}")
        glued=''
    fi
    while IFS=$'\\t' read -r value rest; do
        if [[ -z $kind ]]; then
            kind=$value
            begun=$rest
            continue
        fi
        value=\${value#"$glued"}
        if [[ $rest == *$'\\t+' ]]; then
            rest=\${rest%$'\\t+'}
            compopt -o nospace 2>/dev/null
        fi
        plain+=("$value")
        described+=("$value$rest")
    done <<<"$(COLUMNS=\${COLUMNS:-80} mmerr __complete bash "$((\${#words[@]} - 1))" -- "\${words[@]}" 2>/dev/null </dev/null)"

    if [[ $kind == files ]]; then
        compopt -o filenames +o nosort 2>/dev/null
        while IFS= read -r value; do
            [[ -n $value ]] && plain+=("$value")
        done <<<"$(compgen -f -- "$begun" 2>/dev/null)"
    fi
    ((\${#plain[@]})) || return 0
    # Add descriptions only when bash lists the candidates (see COMP_TYPE in its manual); otherwise it
    # would insert them.
    case \${COMP_TYPE-} in
        33 | 63 | 64)
            if ((\${#plain[@]} > 1 && \${#described[@]} > 0)); then
                COMPREPLY=("\${described[@]}")
                return 0
            fi
            ;;
    esac
    COMPREPLY=("\${plain[@]}")
}

complete -o nosort -F _mmerr mmerr 2>/dev/null || complete -F _mmerr mmerr
`;

const ZSH = `#compdef mmerr
# mmerr: completion for zsh
#
# In ~/.zshrc, after compinit:  eval "$(mmerr completion zsh)"
# Or save it as _mmerr in a directory of $fpath.

_mmerr() {
    local line value kind
    local -a answer parts closed open

    answer=("\${(@f)$(mmerr __complete zsh $((CURRENT - 2)) -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    kind=$answer[1]
    # Keep the part before the '='.
    local flag=''
    if [[ $PREFIX == --*=* ]]; then
        flag=\${PREFIX%%=*}=
        compset -P '--*='
    fi
    if [[ $kind == files ]]; then
        _files
        return
    fi
    for line in "\${(@)answer[2,-1]}"; do
        parts=("\${(@ps:\\t:)line}")
        value=\${parts[1]#$flag}
        value=\${value//\\\\/\\\\\\\\}
        value=\${value//:/\\\\:}
        [[ -n $parts[2] ]] && value+=":$parts[2]"
        if [[ $parts[3] == + ]]; then
            open+=("$value")
        else
            closed+=("$value")
        fi
    done
    (( $#closed + $#open )) || return 1
    # -U: mmerr has matched the word already, in any case or form; -i: zsh would lose the flag.
    _describe -t codes mmerr closed -U -i "$IPREFIX" -- open -U -i "$IPREFIX" -S ''
}

if [[ \${funcstack[1]} == _mmerr ]]; then
    _mmerr "$@"
elif (( $+functions[compdef] )); then
    compdef _mmerr mmerr
else
    print -u2 'mmerr: run this first: autoload -Uz compinit && compinit'
fi
`;

const FISH = `# mmerr: completion for fish
#
# Once:  mmerr completion fish > ~/.config/fish/completions/mmerr.fish
#
# In that directory it takes precedence over what fish generates from the manual page.

function __mmerr_complete
    set -l before (commandline -opc)
    set -e before[1]
    set -l current (commandline -ct)
    set -l answer (mmerr __complete fish (count $before) -- $before "$current" 2>/dev/null </dev/null)
    if test "$answer[1]" = files
        set -l flag (string match -r -- '^--[^=]*=' "$current")
        set -l begun (string replace -- "$flag" '' "$current")
        for file in (__fish_complete_path "$begun")
            printf '%s%s\\n' "$flag" $file
        end
        return
    end
    set -e answer[1]
    for line in $answer
        string replace -r '\\t\\+$' '' -- $line
    end
end

complete -c mmerr -f -k -a '(__mmerr_complete)'
`;

const POWERSHELL = `# mmerr: completion for PowerShell
#
# In the file that $PROFILE names:  mmerr completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName 'mmerr' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $_.Value
            } else {
                $_.Extent.Text
            }
        })
    $words = @('__complete', 'powershell', "$($before.Count)", '--') + $before + @("$wordToComplete")

    $encoding = $null
    try {
        $encoding = [Console]::OutputEncoding
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    } catch { }
    try {
        $answer = @($null | & mmerr @words 2>$null)
    } catch {
        $answer = @()
    } finally {
        if ($encoding) { try { [Console]::OutputEncoding = $encoding } catch { } }
    }

    # Without an answer, PowerShell completes file names.
    if ($answer.Count -gt 0 -and $answer[0] -eq 'files') { return }
    if ($answer.Count -lt 2) { return '' }
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $value, $description = $_.Split([char]9)[0, 1]
        if (-not $description) { $description = $value }
        [System.Management.Automation.CompletionResult]::new(
            $value, $value, [System.Management.Automation.CompletionResultType]::ParameterValue, $description)
    }
}
`;

/** The script of each shell. */
export const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH, powershell: POWERSHELL } as const;

/** A shell that has a script. */
export type Shell = keyof typeof SCRIPTS;

/** The shells that have a script, each with the line that enables it and the file for that line. */
export const SHELLS = {
  bash: 'eval "$(mmerr completion bash)" in ~/.bashrc',
  zsh: 'eval "$(mmerr completion zsh)" in ~/.zshrc',
  fish: 'mmerr completion fish > ~/.config/fish/completions/mmerr.fish',
  powershell: 'mmerr completion powershell | Out-String | Invoke-Expression in $PROFILE',
} as const satisfies Record<Shell, string>;

/** Whether a shell has a script. */
export function isShell(name: string): name is Shell {
  return Object.hasOwn(SCRIPTS, name);
}
