// What embed.html itself says; everything else is the element's.

export const strings = {
  told: (origin: string) => `The page around this box (${origin}) gets the report on what you weigh here, not the file.`,
  unnamedHost: 'of unknown address',
};
