"""Reads APK paths from standard input, one a line, and prints what androguard sees in each as a JSON line."""

import json
import logging
import sys

logging.disable(logging.CRITICAL)
from androguard.core.bytecodes.apk import APK  # noqa: E402

for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        apk = APK(path)
        answer = {"ok": bool(apk.is_valid_APK()), "permissions": sorted(set(apk.get_permissions()))}
    except Exception as error:  # the peer's failure is its answer
        answer = {"ok": False, "error": type(error).__name__}
    print(json.dumps({"file": path, **answer}), flush=True)
