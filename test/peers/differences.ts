/** Every file of the corpus, of npm and of the fixtures in which a peer sees other permissions than Android, and why. */

export interface Difference {
  peer: 'aapt2' | 'androguard';
  /** `corpus/...` is in the shared folder, the rest in this project. */
  file: string;
  reason: ReasonId;
}

export interface Reason {
  title: string;
  /** What Android does, and what the peer does instead. */
  rule: string;
  /** The AOSP function that decides. */
  source: string;
}

export const REASONS = {
  'damage-after-end': {
    title: 'Damage after the end of the manifest',
    rule: 'Android stops at `</manifest>` and never reads what follows; the peer walks the whole document and fails.',
    source: 'ResXMLParser::nextNode, ApkLiteParseUtils.parseApkLite',
  },
  'entry-name': {
    title: 'An entry name with a NUL byte',
    rule: 'libziparchive refuses the whole archive; the peer opens it.',
    source: 'entry_name_utils-inl.h, IsValidEntryName',
  },
  'gap-before-end-record': {
    title: 'Bytes between central directory and end record',
    rule: "libziparchive accepts the gap; the peer's ZIP reader looks for the directory right before the end record and fails.",
    source: 'zip_archive.cc, FindCentralDirectoryInfo',
  },
  'namespaced-tag': {
    title: 'A tag in a namespace (android:uses-permission)',
    rule: 'Android looks at the local name of an element only and counts the request; the peer compares the qualified name and misses it.',
    source: 'XmlBlock.Parser.getName, ParsingPackageUtils.parseBaseApkTag',
  },
  'platform-package': {
    title: 'The package named android',
    rule: "Every device refuses to install the platform's own package as an app; the peer reads it like any other.",
    source: 'PackageManagerService, "Core android package being redefined"',
  },
  'sdk-23-tags': {
    title: 'uses-permission-sdk-23 and uses-permission-sdk-m',
    rule: 'Android treats both like uses-permission on API 23 and newer; aapt2 leaves out -sdk-m, androguard both.',
    source: 'ParsingPackageUtils.parseBaseApkTag',
  },
  'split-alone': {
    title: 'A split without its base',
    rule: 'Android expects a base APK first; permissions of splits never count.',
    source: 'ParsingPackageUtils.parseBaseApk',
  },
  'table-refused': {
    title: 'A resource table that does not load',
    rule: 'Android refuses the whole APK; the peer goes on without the table.',
    source: 'ApkAssets::Load, LoadedArsc::Load',
  },
  'table-unopenable': {
    title: 'A resource table whose local header does not fit',
    rule: 'Android takes the table as absent and installs the app; the peer fails.',
    source: 'ApkAssets::LoadImpl, zip_archive.cc FindEntry',
  },
  'unescaped-names': {
    title: 'Names with quotes and line feeds',
    rule: 'The name is one string to Android. aapt2 prints it unescaped, so that its output reads as two requests; androguard returns other characters.',
    source: 'NativeStringBlock nativeGetString',
  },
  'unknown-method': {
    title: 'A compression method that does not exist',
    rule: 'Android 9 and newer read such an entry as stored; the peer fails.',
    source: 'AssetsProvider.cpp, ZipAssetsProvider::OpenInternal',
  },
  'values-not-needed': {
    title: 'Resources the parser never looks up',
    rule: 'Android resolves only what the manifest refers to; aapt2 reads every value and stops at one it does not know.',
    source: 'AssetManager2::FindEntry',
  },
} as const satisfies Record<string, Reason>;

export type ReasonId = keyof typeof REASONS;

export const DIFFERENCES: readonly Difference[] = [
  {
    peer: 'androguard',
    file: 'corpus/erev0s+apkInspector/tests__res__minimal_zero_sized_end_ns.apk',
    reason: 'damage-after-end',
  },
  {
    peer: 'androguard',
    file: 'corpus/androguard+androguard/tests__data__APK__apksig__v1-only-with-nul-in-entry-name.apk',
    reason: 'entry-name',
  },
  {
    peer: 'androguard',
    file: 'corpus/androguard+androguard/tests__data__APK__apksig__v2-only-garbage-between-cd-and-eocd.apk',
    reason: 'gap-before-end-record',
  },
  {
    peer: 'androguard',
    file: 'corpus/dineshshetty+Android-InsecureBankv2/InsecureBankv2.apk',
    reason: 'namespaced-tag',
  },
  {
    peer: 'androguard',
    file: 'corpus/dineshshetty+Android-InsecureBankv2/InsecureBankv2__app__app-release.apk',
    reason: 'namespaced-tag',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-23.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-23.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-24.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-24.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-25.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-25.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-26.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-26.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-27.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-27.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-28.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-28.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-29.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-29.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-30.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-30.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-31.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-31.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-32.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-32.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-33.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-33.apk',
    reason: 'platform-package',
  },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-34.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-34.apk',
    reason: 'platform-package',
  },
  {
    peer: 'androguard',
    file: 'corpus/androguard+androguard/tests__data__APK__duplicate.permisssions_9999999.apk',
    reason: 'sdk-23-tags',
  },
  { peer: 'aapt2', file: 'fixtures/apk/hidden-sms-loan.apk', reason: 'sdk-23-tags' },
  { peer: 'androguard', file: 'fixtures/apk/hidden-sms-loan.apk', reason: 'sdk-23-tags' },
  {
    peer: 'aapt2',
    file: 'corpus/skylot+jadx/jadx-cli__src__test__resources__samples__resources-only.apk',
    reason: 'split-alone',
  },
  {
    peer: 'androguard',
    file: 'corpus/skylot+jadx/jadx-cli__src__test__resources__samples__resources-only.apk',
    reason: 'split-alone',
  },
  { peer: 'aapt2', file: 'fixtures/apk/split_config.apk', reason: 'split-alone' },
  { peer: 'androguard', file: 'fixtures/apk/split_config.apk', reason: 'split-alone' },
  { peer: 'aapt2', file: 'fixtures/apk/split_feature.apk', reason: 'split-alone' },
  { peer: 'androguard', file: 'fixtures/apk/split_feature.apk', reason: 'split-alone' },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-35.apk',
    reason: 'table-refused',
  },
  {
    peer: 'androguard',
    file: 'corpus/REAndroid+ARSCLib/src__main__resources__frameworks__android__android-36.apk',
    reason: 'table-refused',
  },
  {
    peer: 'aapt2',
    file: 'corpus/iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__framework__framework.apk',
    reason: 'table-refused',
  },
  {
    peer: 'aapt2',
    file: 'corpus/iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__shared_library__client.apk',
    reason: 'table-refused',
  },
  {
    peer: 'aapt2',
    file: 'corpus/iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__shared_library__library.apk',
    reason: 'table-refused',
  },
  {
    peer: 'aapt2',
    file: 'corpus/androguard+androguard/tests__data__APK__apksig__v3-only-with-rsa-pkcs1-sha512-8192-digest-mismatch.apk',
    reason: 'table-unopenable',
  },
  { peer: 'aapt2', file: 'fixtures/apk/strange-label.apk', reason: 'unescaped-names' },
  { peer: 'androguard', file: 'fixtures/apk/strange-label.apk', reason: 'unescaped-names' },
  { peer: 'aapt2', file: 'corpus/erev0s+apkInspector/tests__res__minimal_def_mod.apk', reason: 'unknown-method' },
  { peer: 'androguard', file: 'corpus/erev0s+apkInspector/tests__res__minimal_def_mod.apk', reason: 'unknown-method' },
  {
    peer: 'aapt2',
    file: 'corpus/REAndroid+ARSCLib/src__test__resources__type_id_offset.apk',
    reason: 'values-not-needed',
  },
];
