"""Parts of the kernel that are reported as one: proofs/subsystems names them and their files."""
from . import config, measure, rejected, source

FILE = "subsystems"


def read():
    """Name and files of each part, as far as the files exist."""
    known = set(source.headers() + source.proved_files())
    parts = {}
    for line in (config.PROOFS / FILE).read_text().splitlines():
        name, colon, stems = line.partition(":")
        if colon and not line.startswith("#"):
            files = [f"kernel/{s}.{e}" for s in stems.split() for e in "hc"]
            parts[name] = [f for f in files if f in known]
    return parts


def mutants(name, files):
    """How many mutants a part has, by its files or its name, and how many of them as they stand
    the proof rejected when they were last tried."""
    here = [p for p in (config.PROOFS / "mutants").glob("*.mutant")
            if p.stem.startswith(f"{name}-")
            or any(f"file: {f}\n" in p.read_text() for f in files)]
    known = rejected.read()
    return len(here), sum(p.stem in known and known[p.stem][0] == rejected.key(p.read_text())
                          for p in here)


def row(name, files, units):
    here = [u for u in units if u.path in files]
    goals = [g for u in here for g in u.result["goals"]]
    code, spec, hints, ratio = measure.measure(files)
    there, killed = mutants(name, files)
    return {"subsystem": name, "functions": len(here), "goals": len(goals),
            "proved": sum(g["proved"] for g in goals),
            **{p.lower(): sum(g["prover"] == p for g in goals) for p in ("Qed", "CVC5", "Z3")},
            "seconds": round(sum(u.result["wall"] for u in here), 1), "code": code,
            "specification": spec, "hints": hints, "ratio": ratio, "mutants": there,
            "rejected": killed}


def table(units):
    return [row(name, files, units) for name, files in read().items() if files]
