# Prints what zsh offers for what was typed, each in <HIT>: zsh completes in a terminal only, which zpty is.
# usage: zsh -f complete-in.zsh SCRIPT TYPED
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1= PS2= RPS1='
zpty -w z 'autoload -U compinit; compinit -u -D'
zpty -w z "source $1"
zpty -w z 'compadd() { local -a hits; if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi; builtin compadd -A hits "$@"; print -lr -- "<HIT>"${^hits}"</HIT>"; builtin compadd "$@"; }'
zpty -w z 'finished() { print "<E""ND>" }; comppostfuncs=(finished)'
zpty -w z 'zstyle ":completion:*" menu no; LISTMAX=100000; bindkey "^I" complete-word; print "<RE""ADY>"'
while zpty -r z line; do [[ $line == *'<READY>'* ]] && break; done
zpty -n -w z "$2"$'\t'
while zpty -r z line '*<END>*'; do print -rn -- "$line"; [[ $line == *'<END>'* ]] && break; done
zpty -d z
