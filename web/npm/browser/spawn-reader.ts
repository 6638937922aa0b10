// The package has no reader of its own: it would be one more file that every bundler must be told of, and that no page may start from another site. The
// engine's worker reads values itself, which takes a tenth longer on two cores.

export function spawnReader(): never {
  throw new Error('the package has no reader');
}
