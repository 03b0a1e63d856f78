/** How texts and questions become terms: for whoever makes the index, and for the page that searches in it. */
globalThis.permauditSearch = (() => {
  const WORDS = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;

  /** Words; of Chinese, which has no spaces, pairs of characters. */
  function termsOf(text) {
    return [...text.matchAll(WORDS)].flatMap(([word]) => {
      if (!/^\p{Script=Han}{2,}$/u.test(word)) return [word];
      return [...word].slice(1).map((_, at) => [...word].slice(at, at + 2).join(''));
    });
  }

  const KINDS = [
    [/^(?:rules|categories)\//, 1.2],
    [/^(?:policies|permissions)\//, 1],
    [/^sources\//, 0.8],
    [/^project\//, 0.6],
    [/^adr\//, 0.6],
  ];

  return {
    options: {
      fields: ['title', 'heading', 'trail', 'text'],
      storeFields: ['title', 'heading', 'trail', 'excerpt'],
      tokenize: termsOf,
      searchOptions: {
        boost: { title: 4, heading: 3, trail: 1.5 },
        prefix: true,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        boostDocument: (id) => KINDS.find(([pattern]) => pattern.test(id))?.[1] ?? 1.4,
      },
    },
    /** Pages that have all words; where there are none, those that have some. */
    find(index, question, count) {
      const all = index.search(question, { combineWith: 'AND' });
      return (all.length > 0 ? all : index.search(question)).slice(0, count);
    },
  };
})();
