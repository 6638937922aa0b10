// A Docusaurus site with the box: npm run build

/** @type {import('@docusaurus/types').Config} */
export default {
  title: 'Loading weights',
  url: 'https://docs.example.org',
  baseUrl: '/example/',
  // As a new site has it: Rspack in place of webpack.
  future: {v4: true},
  trailingSlash: true,
  onBrokenLinks: 'throw',
  presets: [['classic', {docs: {routeBasePath: '/'}, blog: false, pages: false}]],
  plugins: ['docusaurus-plugin-weighbridge'],
  themeConfig: {
    navbar: {title: 'Loading weights'},
    colorMode: {respectPrefersColorScheme: true},
  },
};
