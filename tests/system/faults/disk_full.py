# SPDX-License-Identifier: Apache-2.0
"""disk_full - a disk, or the size that a file may have, ends in the middle."""
import os
import resource
import shutil
import subprocess

from faults.ledger_place import (Place, Tally, acked, answered, judge)

PAGE = 4096


def base_place(program, folder):
    shutil.rmtree(os.path.join(folder, "base"), ignore_errors=True)
    base = Place(program, os.path.join(folder, "base"))
    base.load()
    base.next_file()
    return base


def limits_of_size(program, folder, sizes, believed=False):
    """Sends a file that may let no file grow over a size, for each of `sizes`
    in bytes; then without a limit. `believed` takes every answer for a
    promise."""
    base, tally = base_place(program, folder), Tally()
    before = base.rows()
    for size in sizes:
        place = base.copy_to(os.path.join(folder, "scratch"))
        done = place.run(place.submission(), preexec_fn=lambda: (
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))))
        what = f"no file over {size} bytes"
        if done.returncode == 0:
            tally.idle += 1
        else:
            tally.faults += 1
        answered(done, what, tally)
        judge(place, before, believed or acked(done), what, tally)
    return tally


def why_no_mount(folder):
    """Returns why no file system can be mounted here, or ""."""
    target = os.path.join(folder, "mounted")
    os.makedirs(target, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none",
                           target], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        subprocess.run(["umount", target], check=True)
    return done.stderr.strip() if done.returncode else ""


def used(folder):
    """Returns the pages that a tmpfs needs for what lies in a folder."""
    pages = 1
    for _, folders, files in os.walk(folder):
        pages += len(folders)
    for root, _, files in os.walk(folder):
        pages += sum(-(-os.path.getsize(os.path.join(root, name)) // PAGE)
                     for name in files)
    return pages


def full_disks(program, folder, pages_left, believed=False):
    """Sends a file to a store on a disk with so many pages left, for each of
    `pages_left`; then gives the disk room and sends again."""
    base, tally = base_place(program, folder), Tally()
    before = base.rows()
    target = os.path.join(folder, "mounted")
    os.makedirs(target, exist_ok=True)
    for pages in pages_left:
        size = (used(base.folder) + pages) * PAGE
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none",
                        target], check=True)
        try:
            place = Place(program, target)
            place.sent = base.sent
            shutil.copytree(base.folder, target, dirs_exist_ok=True)
            done = place.run(place.submission())
            what = f"a disk with {pages} pages left"
            tally.faults += done.returncode != 0
            tally.idle += done.returncode == 0
            answered(done, what, tally)
            subprocess.run(["mount", "-o", "remount,size=64m", target],
                           check=True)
            judge(place, before, believed or acked(done), what, tally)
        finally:
            subprocess.run(["umount", target], check=True)
    return tally
