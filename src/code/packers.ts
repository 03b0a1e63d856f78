/**
 * Packers: tools that ship an app's code encrypted, behind a stub that decrypts it while the app runs. Then the DEX files
 * say next to nothing of what the app does.
 *
 * Names of files and classes as the packers leave them in APKs. They can be checked in PkDroid's pack_list.py (all but
 * AppSealing and DexProtector) and in the packer rules of APKiD (rednaga/APKiD, apkid/rules/apk); only facts are taken.
 */
export interface Packer {
  readonly name: string;
  /** Native libraries, by the name of the file. */
  readonly libraries: readonly string[];
  /** Other entries of the APK, by their whole name. */
  readonly files: readonly string[];
  /** What the name of the application class begins with. */
  readonly applications: readonly string[];
}

export const PACKERS: readonly Packer[] = [
  {
    name: '360 Jiagu',
    libraries: ['libjiagu.so', 'libjiagu_art.so', 'libjiagu_x86.so', 'libjiagu_64.so', 'libprotectClass.so'],
    files: ['assets/libjiagu.so', 'assets/libjiagu_x86.so', 'assets/libjiagu_a64.so', 'assets/libjiagu_x64.so'],
    applications: ['com.stub.StubApp', 'com.qihoo.util.StubApp'],
  },
  {
    name: 'Bangcle (SecNeo)',
    libraries: [
      'libsecexe.so',
      'libsecmain.so',
      'libSecShell.so',
      'libSecShell-x86.so',
      'libDexHelper.so',
      'libDexHelper-x86.so',
    ],
    files: [
      'assets/bangcleplugin/container.dex',
      'assets/bangcle_classes.jar',
      'assets/secData0.jar',
      'assets/classes0.jar',
    ],
    applications: [
      'com.secneo.apkwrapper.',
      'com.secneo.guard.ApplicationWrapper',
      'com.secshell.secData.ApplicationWrapper',
    ],
  },
  {
    name: 'Ijiami',
    libraries: ['libexec.so', 'libexecmain.so'],
    files: ['assets/ijiami.dat', 'assets/ijiami.ajm', 'assets/ijm_lib/armeabi/libexec.so'],
    applications: ['com.shell.SuperApplication', 's.h.e.l.l.S', 'com.ijiami.'],
  },
  {
    name: 'Tencent Legu',
    libraries: [
      'libshell.so',
      'libtup.so',
      'libshella.so',
      'libtosprotection.armeabi.so',
      'libtosprotection.armeabi-v7a.so',
      'libtosprotection.x86.so',
    ],
    files: ['lib/armeabi/mix.dex', 'lib/armeabi/mixz.dex', 'tencent_stub', 'assets/tosversion'],
    applications: ['com.tencent.StubShell.'],
  },
  {
    name: 'Baidu Protect',
    libraries: ['libbaiduprotect.so', 'libbaiduprotect_x86.so'],
    files: ['assets/baiduprotect1.jar', 'assets/baiduprotect.jar'],
    applications: ['com.baidu.protect.StubApplication'],
  },
  {
    name: 'Alibaba',
    libraries: ['libmobisec.so', 'libmobisecy.so'],
    files: ['assets/aliprotect.dat'],
    applications: ['com.ali.mobisecenhance.'],
  },
  {
    name: 'NetEase Yidun',
    libraries: ['libnesec.so'],
    files: [],
    applications: ['com.netease.nis.wrapper.'],
  },
  {
    name: 'DexProtector',
    libraries: ['libdexprotector.so'],
    files: [
      'assets/dp.arm.so.dat',
      'assets/dp.arm-v7.so.dat',
      'assets/dp.arm-v8.so.dat',
      'assets/dp.x86.so.dat',
      'assets/dp.x86_64.so.dat',
      'assets/classes.dex.dat',
      'assets/dp.mp3',
    ],
    applications: [],
  },
  {
    name: 'PayEgis',
    libraries: ['libegis.so', 'libNSaferOnly.so'],
    files: [],
    applications: ['com.payegis.ProxyApplication'],
  },
  {
    name: 'Naga',
    libraries: ['libddog.so', 'libedog.so', 'libfdog.so', 'libchaosvmp.so'],
    files: [],
    applications: [],
  },
  { name: 'NQ Shield', libraries: ['libnqshield.so'], files: [], applications: ['com.nqshield.'] },
  { name: 'APKProtect', libraries: ['libAPKProtect.so'], files: ['apkprotect.com/key.dat'], applications: [] },
  { name: 'Kiwisec', libraries: ['libkwscmm.so', 'libkwscr.so', 'libkwslinker.so'], files: [], applications: [] },
  {
    name: 'AppSealing',
    libraries: ['libcovault-appsec.so'],
    files: ['assets/sealed1.dex', 'assets/appsealing.dex'],
    applications: [],
  },
];

/** The packer whose application class this is; null for none that is known. */
export function packerOfApplication(className: string): string | null {
  const startsAtName = (wanted: string): boolean =>
    // A prefix that ends in a dot stands for a package, any other for one class.
    wanted.endsWith('.') ? className.startsWith(wanted) : className === wanted;
  return PACKERS.find(({ applications }) => applications.some(startsAtName))?.name ?? null;
}
