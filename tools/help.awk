# Makes `make help` from the Makefiles: `##@ Section` lines, and what follows ` ## ` on a target.
# What an included file offers is something to build.
function open(name) {
    section = name
    if (!(name in text))
        order[n++] = name
}
FNR == 1 && NR > 1 { open("Build") }
/^##@ / { open(substr($0, 5)) }
/^[a-zA-Z_.-]+:.* ## / {
    split($0, part, ":")
    sub(/^.* ## /, "")
    text[section] = text[section] sprintf("  %-22s %s\n", part[1], $0)
}
END {
    print "make TARGET, where TARGET is one of:"
    for (i = 0; i < n; i++)
        if (text[order[i]])
            printf "\n%s\n%s", order[i], text[order[i]]
}
