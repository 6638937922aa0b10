// npx webpack (5.90 to 5.113 are tested), and `npx rspack --config webpack.config.js`: nothing has to be set for Weighbridge.
export default {
  mode: 'production',
  entry: {main: './main.js'},
  output: {filename: '[name].js', clean: true},
};
