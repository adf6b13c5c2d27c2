"""What a full or failing disk says, in a sentence: for all files but the project, for which core/project/writing.py speaks."""

import errno
import os
import re

from core.words import tr

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FAILING = {errno.EIO, errno.EFBIG, errno.EROFS, errno.ENODEV, errno.ENXIO}
_CODE = re.compile(r"\(os error (\d+)\)")  # how safetensors, which is written in Rust, says it


def trouble(error: BaseException) -> str:
    """The sentence for an error that is the disk's; empty for every other."""
    code = error.errno if isinstance(error, OSError) else None
    said = _CODE.search(str(error))
    if code is None and said is not None:
        code = int(said[1])
    if code not in _FULL | _FAILING:
        return ""
    assert code is not None
    name = getattr(error, "filename", None)
    what = tr("{name} could not be written", name=os.fsdecode(name)) if name else tr("the cache folder could not be written")
    return (
        tr("The disk is full: {what}.", what=what)
        if code in _FULL
        else tr("The disk reports an error ({problem}): {what}.", problem=os.strerror(code), what=what)
    )
