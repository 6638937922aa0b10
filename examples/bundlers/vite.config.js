// npx vite build
export default {
  // In the development server only: it moves scripts of packages elsewhere, away from their worker and engine.
  optimizeDeps: {exclude: ['weighbridge']},
};
