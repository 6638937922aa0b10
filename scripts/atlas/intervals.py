"""Sets of releases as text: `keras 1.2.2..2.3.1; keras3 3.0.0..3.5.0 3.9.2..`.

A range ends with the last release that was asked and belongs to it; an open end reaches to the newest that was asked
of its family.
`*` is every release that was asked.
"""


class Scale:
    """The releases in the order of the data: (family, version), families together."""

    def __init__(self, releases):
        self.releases = list(releases)
        self.families = list(dict.fromkeys(family for family, _ in self.releases))

    def versions(self, family):
        return [version for other, version in self.releases if other == family]

    def text(self, chosen):
        chosen = set(chosen)
        if chosen == set(self.releases):
            return '*'
        parts = []
        for family in self.families:
            versions = self.versions(family)
            inside = [(family, version) in chosen for version in versions]
            runs, start = [], None
            for position, here in enumerate(inside + [False]):
                if here and start is None:
                    start = position
                elif not here and start is not None:
                    last = '' if position == len(versions) else versions[position - 1]
                    runs.append(versions[start] if start == position - 1 and last else f'{versions[start]}..{last}')
                    start = None
            if runs:
                parts.append(f'{family} {" ".join(runs)}')
        return '; '.join(parts)

    def parse(self, text):
        if text == '*':
            return set(self.releases)
        chosen = set()
        for part in filter(None, text.split('; ')):
            family, *runs = part.split(' ')
            versions = self.versions(family)
            for run in runs:
                first, dots, last = run.partition('..')
                begin = versions.index(first)
                end = len(versions) - 1 if dots and not last else versions.index(last or first)
                chosen |= {(family, version) for version in versions[begin : end + 1]}
        return chosen
