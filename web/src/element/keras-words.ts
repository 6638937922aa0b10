// The words of "My Keras"; a part of strings.ts.

export const kerasWords = {
  label: 'My Keras',
  newest: 'not said: the newest counts',
  nightly: 'nightly',
  groups: {keras3: 'Keras 3', 'tf.keras': 'tf.keras, with TensorFlow', tf_keras: 'tf_keras', keras: 'Keras before it was part of TensorFlow'},
  mine: 'your Keras',
  take: (name: string) => `Say everything for ${name}`,
  taken: (name: string) => `Everything is said for ${name} now.`,
};
