/** An element of a manifest as Android resolves it: names with their prefix, values as text. All attacker-controlled. */
export interface ManifestNode {
  /** e.g. `uses-permission`. */
  readonly name: string;
  /** In file order, e.g. `{ name: 'android:name', value: 'android.permission.CAMERA' }`. A name may occur twice. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly children: readonly ManifestNode[];
}
