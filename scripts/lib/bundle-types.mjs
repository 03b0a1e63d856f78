/** The declarations of the library, in one file. */
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

/** Writes `<out>/index.d.ts`: what `dist/index.d.ts` exports, with everything it names. */
export async function bundleTypes(dist, out) {
  const made = await rolldown({
    input: { index: `${dist}/index.d.ts` },
    plugins: [dts({ dtsInput: true, tsconfig: false, resolve: ['chalk'] })],
    external: (id) => id.startsWith('node:'),
  });
  await made.write({ dir: out, format: 'es', cleanDir: false });
}
