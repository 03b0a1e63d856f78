/** Apps in the ranking table of the terminal, unless asked otherwise. */
export const RANKING_ROWS = 20;
