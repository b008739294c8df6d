/** The part of `natural` that the tagger is measured beside. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    addDocument(text: string, label: string): void;
    train(): void;
    getClassifications(text: string): { readonly label: string; readonly value: number }[];
  }
}
