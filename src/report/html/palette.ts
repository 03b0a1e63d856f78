/** The colours of the page, light and dark. Every text colour has a contrast of at least 4.5 on the ground it is used on. */

type Palette = Readonly<Record<string, string>>;

const LIGHT: Palette = {
  paper: '#f5f3ee',
  card: '#fffefc',
  sunk: '#f0ede5',
  ink: '#1c1b18',
  soft: '#5a564c',
  line: '#ddd8cb',
  accent: '#1d4f7c',
  critical: '#a11222',
  'critical-ground': '#fbe8e6',
  high: '#a34100',
  'high-ground': '#fdecdd',
  medium: '#735600',
  'medium-ground': '#f8f0d2',
  low: '#265a87',
  'low-ground': '#e5eff7',
  info: '#5a564c',
  'info-ground': '#edeae2',
  good: '#1b673d',
  'good-ground': '#e1f1e7',
  track: '#e2ddd1',
  left: '#c9c3b4',
  asked: '#a34100',
  install: '#3b6ea5',
  settings: '#6b4fa0',
  system: '#6d6a61',
  unknown: '#8a857a',
};

const DARK: Palette = {
  paper: '#131417',
  card: '#1c1e23',
  sunk: '#24262c',
  ink: '#eceae4',
  soft: '#aeaa9f',
  line: '#363840',
  accent: '#93c0ea',
  critical: '#ff938a',
  'critical-ground': '#3d1d1f',
  high: '#ffb27a',
  'high-ground': '#3a2817',
  medium: '#e6cd72',
  'medium-ground': '#332d16',
  low: '#96c5f0',
  'low-ground': '#1b2b3b',
  info: '#b4b0a5',
  'info-ground': '#292b31',
  good: '#82d6a3',
  'good-ground': '#183122',
  track: '#33353c',
  left: '#565963',
  asked: '#e08a4a',
  install: '#6ba3dc',
  settings: '#a98ae0',
  system: '#8f8c84',
  unknown: '#77746c',
};

function declare(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

/** Custom properties for the system's preference, for the reader's own choice, and for paper. */
export const PALETTE_CSS = `
:root{color-scheme:light;${declare(LIGHT)}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${declare(DARK)}}}
:root[data-theme=light]{color-scheme:light;${declare(LIGHT)}}
:root[data-theme=dark]{color-scheme:dark;${declare(DARK)}}
@media print{:root,:root[data-theme]{color-scheme:light;${declare({ ...LIGHT, paper: '#ffffff', card: '#ffffff' })}}}
`;
