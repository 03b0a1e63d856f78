/** The picture of the floors in docs/architecture.md: drawn from the lint's own table. */
import { createRequire } from 'node:module';

const { FLOORS, ROOMS } = createRequire(import.meta.url)('./floors.cjs');

const WIDTH = 720;
const FLOOR = 58;
const GAP = 8;
const MARGIN = 16;

const STYLE = `text{font:14px ui-sans-serif,system-ui,sans-serif;fill:#1b1f24}.room{font-weight:600}.inner{font-size:11.5px;fill:#57606a}
rect{fill:#eef3f8;stroke:#8c9bab}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.inner{fill:#9aa7b4}rect{fill:#1c2530;stroke:#4d5b6a}}`;

/** The rooms of a house, from the top down; the files directly in it are its entrance. */
function innerOf(folder) {
  const floors = ROOMS[folder];
  if (floors === undefined) return '';
  return [...floors]
    .reverse()
    .map((floor) => floor.map((room) => (room === '.' ? 'entrance' : room)).join(' '))
    .join(' › ');
}

function room(folder, x, y, width) {
  const inner = innerOf(folder);
  const middle = x + width / 2;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${FLOOR}" rx="6"/>`,
    `<text class="room" x="${middle}" y="${y + (inner === '' ? 34 : 26)}" text-anchor="middle">${folder}</text>`,
    ...(inner === '' ? [] : [`<text class="inner" x="${middle}" y="${y + 44}" text-anchor="middle">${inner}</text>`]),
  ].join('\n');
}

/** An SVG: the ground floor below, every folder a room. */
export function floorsPicture() {
  const floors = [...FLOORS].reverse();
  const height = 2 * MARGIN + floors.length * (FLOOR + GAP) - GAP;
  const rooms = floors.flatMap((floor, level) => {
    const width = (WIDTH - 2 * MARGIN - (floor.length - 1) * GAP) / floor.length;
    return floor.map((folder, at) => room(folder, MARGIN + at * (width + GAP), MARGIN + level * (FLOOR + GAP), width));
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="The floors of src">
<style>${STYLE}</style>
${rooms.join('\n')}
</svg>
`;
}
