"""documents.py COMMAND FOLDER: writes the man page and the completions for bash, zsh and fish into FOLDER.

All of them are made from what `COMMAND --help` says, so that there is one place where an option is described.
"""
import datetime
import os
import pathlib
import re
import subprocess
import sys

NAME = 'weighbridge'


class Help:
    """The parts of the help text: usage lines, paragraphs, options with their values, and the exit codes."""

    def __init__(self, text, ids):
        blocks = text.strip('\n').split('\n\n')
        self.usage = [re.sub(r'^(Usage:)?\s*', '', line) for line in blocks[0].splitlines()]
        self.options, self.paragraphs, self.exit_codes = [], [], ''
        for block in blocks[1:]:
            if block.startswith('  -'):
                self.read_options(block)
            elif block.startswith('Exit code'):
                self.exit_codes = ' '.join(block.split())
            else:
                self.paragraphs.append(' '.join(block.split()))
        self.values = dict(re.findall(r'(--[a-z-]+)[ =]([a-z]+(?:\|[a-z]+)+)', text))
        self.values = {option: words.split('|') for option, words in self.values.items()}
        # What --fail-on takes beyond the four words is said in its text: families, and ids.
        families = re.search(r'families of findings \(([^)]*)\)', ' '.join(text.split()))
        if ids:
            self.values['--explain'] = ids
        if ids and families:
            self.values['--fail-on'] += families[1].split(', ') + ids
        if not self.options or not self.usage or not self.exit_codes:
            sys.exit(f'documents.py: the help of {NAME} no longer has usage, options and exit codes as they were')

    def read_options(self, block):
        for line in block.splitlines():
            found = re.match(r'  (-[^\s,]+(?:, -[^\s,]+)*)( \S+)?(?:  +(.*))?$', line)
            if found:
                self.options.append([found[1], (found[2] or '').strip(), found[3] or ''])
            else:
                self.options[-1][2] = f'{self.options[-1][2]} {line.strip()}'.strip()

    def takes_value(self):
        return [name for name, value, _ in self.options if value]


def roff(text):
    return re.sub(r"^([.'])", r'\\&\1', text.replace('\\', r'\e').replace('-', r'\-'))


def man_page(help_text, version):
    # Reproducible: the date of the source, where one is given.
    epoch = os.environ.get('SOURCE_DATE_EPOCH')
    date = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).date().isoformat() if epoch else ''
    lines = [f'.TH {NAME.upper()} 1 "{date}" "{NAME} {version}" "User Commands"', '.SH NAME',
             rf'{NAME} \- {roff(help_text.paragraphs[0].split(". ")[0].rstrip("."))}', '.SH SYNOPSIS', '.nf']
    lines += [roff(line) for line in help_text.usage] + ['.fi', '.SH DESCRIPTION']
    for paragraph in help_text.paragraphs:
        lines += ['.PP', roff(paragraph)]
    lines.append('.SH OPTIONS')
    for name, value, meaning in help_text.options:
        lines += ['.TP', rf'\fB{roff(name)}\fR' + (rf' \fI{roff(value)}\fR' if value else ''), roff(meaning)]
    return '\n'.join(lines + ['.SH EXIT STATUS', roff(help_text.exit_codes)]) + '\n'


def bash_completion(help_text):
    cases = [f"    {option}) COMPREPLY=($(compgen -W '{' '.join(words)}' -- \"$word\")); return ;;"
             for option, words in help_text.values.items()]
    names = ' '.join(name for option in help_text.options for name in option[0].split(', '))
    return '\n'.join([f'# Completion of {NAME} for bash.', f'_{NAME}() {{', '  local word=${COMP_WORDS[COMP_CWORD]}',
                      '  case ${COMP_WORDS[COMP_CWORD-1]} in', *cases, '  esac',
                      f"  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{names}' -- \"$word\"))",
                      '  else COMPREPLY=($(compgen -f -- "$word")); fi', '}', f'complete -o filenames -F _{NAME} {NAME}', ''])


def quoted(text):
    return text.replace("'", "'\\''")


def zsh_completion(help_text):
    lines = [f'#compdef {NAME}', f'# Completion of {NAME} for zsh.', '_arguments \\']
    for names, value, meaning in help_text.options:
        for name in names.split(', '):
            words = help_text.values.get(name)
            action = f":{value.lower().replace('|', ' or ')}:({' '.join(words)})" if words else f':{value.lower()}: ' if value else ''
            plain = re.sub(r'([\[\]:])', r'\\\1', meaning)
            lines.append(f"  '{name}[{quoted(plain)}]{quoted(action)}' \\")
    return '\n'.join(lines + ["  '*:file:_files'", ''])


def fish_completion(help_text):
    lines = [f'# Completion of {NAME} for fish.']
    for names, value, meaning in help_text.options:
        for name in names.split(', '):
            flag = f'-l {name[2:]}' if name.startswith('--') else f'-s {name[1:]}'
            words = help_text.values.get(name)
            rest = f" -x -a '{' '.join(words)}'" if words else ' -x' if value else ''
            lines.append(f"complete -c {NAME} {flag}{rest} -d '{quoted(meaning)}'")
    return '\n'.join(lines + [''])


def main():
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    ask = lambda *words: subprocess.run([command, *words], capture_output=True, text=True)
    ids = re.findall(r'^([a-z0-9-]+) ', ask('--explain', 'list').stdout, re.MULTILINE)
    help_text = Help(ask('--help').stdout, ids)
    folder.mkdir(parents=True, exist_ok=True)
    version = re.search(r'[0-9][0-9.]*', ask('--version').stdout)[0]
    (folder / f'{NAME}.1').write_text(man_page(help_text, version))
    (folder / f'{NAME}.bash').write_text(bash_completion(help_text))
    (folder / f'_{NAME}').write_text(zsh_completion(help_text))
    (folder / f'{NAME}.fish').write_text(fish_completion(help_text))


main()
