"""Cut a lab's starter from a kernel file, and splice a student's regions back into it.

A region is what lies between two marker lines, in C code or inside an annotation, where `//` is a
comment too. Everything else is given: the grader takes it from the kernel, never from the student.
"""
import re

BEGIN = re.compile(r"^\s*// LAB (\d+)\.(\d+) \{$")
END = re.compile(r"^\s*// \} LAB$")


class Misfit(Exception):
    """Text outside the regions that is not the kernel's own; `line` is the student's."""

    def __init__(self, line, reason):
        super().__init__(reason)
        self.line, self.reason = line, reason


class Region:
    def __init__(self, exercise, first, inside):
        self.exercise = exercise  # "1.2"
        self.first = first        # number of its first line
        self.inside = inside      # "code" or "annotation"
        self.lines = []

    @property
    def text(self):
        return "\n".join(self.lines)


def in_annotation(before):
    return before.rfind("/*") > before.rfind("*/")


def parse(text, lab):
    """The file as a list of (line number, text) for given lines and of Region."""
    pieces, region, seen = [], None, ""
    for number, line in enumerate(text.split("\n"), 1):
        begin = BEGIN.match(line)
        if begin and int(begin[1]) == lab:
            if region:
                raise Misfit(number, "a region starts inside another")
            pieces.append((number, line))
            inside = "annotation" if in_annotation(seen) else "code"
            region = Region(f"{begin[1]}.{begin[2]}", number + 1, inside)
        elif region and END.match(line):
            pieces += [region, (number, line)]
            region = None
        elif region:
            region.lines.append(line)
        else:
            pieces.append((number, line))
            seen += line + "\n"
    if region:
        raise Misfit(region.first - 1, "this region has no end marker, // } LAB")
    return pieces


def regions(pieces):
    return [p for p in pieces if isinstance(p, Region)]


def cut(text, lab, fillers):
    """The starter: each region holds its filler, `fillers` being one text per region, in order."""
    out, fill = [], iter(fillers)
    for piece in parse(text, lab):
        if isinstance(piece, Region):
            marker = out[-1]
            indent = marker[: len(marker) - len(marker.lstrip())]
            out += [indent + line for line in next(fill).split("\n")]
        else:
            out.append(piece[1])
    return "\n".join(out)


def normal(line):
    return " ".join(line.split())


def significant(pieces):
    """Regions, and the given lines that are not blank."""
    return [p for p in pieces if isinstance(p, Region) or p[1].strip()]


def splice(reference, student, lab):
    """The kernel's file with the student's regions: (text, student's line for each line of it)."""
    theirs = iter(significant(parse(student, lab)))
    out, lines, last = [], [], 1
    for piece in parse(reference, lab):
        if not isinstance(piece, Region) and not piece[1].strip():
            out.append("")
            lines.append(last)
            continue
        other = next(theirs, None)
        last = check(piece, other, last)
        if isinstance(piece, Region):
            out += other.lines
            lines += range(other.first, other.first + len(other.lines))
        else:
            out.append(piece[1])
            lines.append(last)
    extra = next(theirs, None)
    if extra:
        raise Misfit(check_line(extra), "nothing may be added after the end of the kernel's file")
    return "\n".join(out), lines


def check_line(piece):
    return piece.first if isinstance(piece, Region) else piece[0]


def check(ours, theirs, last):
    """The student's line of a piece that matches ours; Misfit if it does not match."""
    if theirs is None:
        raise Misfit(last, "the file ends too early")
    if isinstance(ours, Region):
        if not isinstance(theirs, Region) or theirs.exercise != ours.exercise:
            raise Misfit(check_line(theirs), f"the region of exercise {ours.exercise} is missing")
        return theirs.first
    if isinstance(theirs, Region) or normal(ours[1]) != normal(theirs[1]):
        raise Misfit(check_line(theirs),
                     f"this line is outside your regions; the kernel has: {normal(ours[1])}")
    return theirs[0]
