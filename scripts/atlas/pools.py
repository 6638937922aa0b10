"""Pools of the generated table, as C++: strings and sets of releases that its rows name by position."""
import json

LIMIT = 1 << 16


class Pool:
    """Strings by position. Known in full before the first position is asked for: they are sorted."""

    def __init__(self, strings):
        self.strings = sorted(set(strings) | {''}, key=lambda text: text.encode())
        self.position = {text: index for index, text in enumerate(self.strings)}

    def cpp(self, name):
        begins, all_bytes = [0], b''
        for text in self.strings:
            all_bytes += text.encode()
            begins.append(len(all_bytes))
        assert begins[-1] < LIMIT, f'{name}: {begins[-1]} bytes'
        literal = '\n    '.join(quoted(text) for text in self.strings if text)
        return [
            f'constexpr std::string_view k{name}All =\n    {literal};',
            array('std::uint16_t', f'k{name}Begins', begins),
            f'constinit const Pool k{name}{{k{name}All, k{name}Begins}};',
        ]


def quoted(text):
    out = json.dumps(text, ensure_ascii=True).replace('\\/', '/')
    assert '\\u' not in out, text
    return out


def array(kind, name, values, width=24):
    rows = [values[start : start + width] for start in range(0, len(values), width)]
    body = ',\n    '.join(', '.join(map(str, row)) for row in rows)
    return f'constexpr {kind} {name}[] = {{\n    {body}}};'


class SetPool:
    """Distinct sets of releases as runs."""

    def __init__(self, scale):
        self.scale, self.order = scale, {key: index for index, key in enumerate(scale.releases)}
        self.position, self.runs, self.begins = {}, [], []
        self.of(set())

    def of(self, chosen):
        indexes = tuple(sorted(self.order[key] for key in chosen))
        if indexes not in self.position:
            self.position[indexes] = len(self.begins)
            self.begins.append(len(self.runs))
            for index in indexes:
                if len(self.runs) > self.begins[-1] and self.runs[-1] == index - 1:
                    self.runs[-1] = index
                else:
                    self.runs += [index, index]
        return self.position[indexes]

    def cpp(self):
        return [
            array('std::uint8_t', 'kRunsData', self.runs, 40),
            array('std::uint16_t', 'kSetsData', self.begins + [len(self.runs)]),
            'constinit const std::span<const std::uint8_t> kRuns = kRunsData;',
            'constinit const std::span<const std::uint16_t> kSets = kSetsData;',
        ]
