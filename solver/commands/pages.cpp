// The command line's own pages. Their examples are command lines, not files.
#include "solver/commands/pages.hpp"

#include <algorithm>

#include "solver/kinds/cloud_pages.hpp"
#include "solver/kinds/pages.hpp"
#include "solver/lower/pages.hpp"

namespace commands {

namespace {

const std::vector<dsl::Page>& own_pages() {
    static const std::vector<dsl::Page> pages{
        {"VN0901", "wrong use of the command line",
         "An option or command is not known, lacks its value, or has one that is not possible. `verify "
         "--help` fits one "
         "screen, and `verify COMMAND --help` lists what a command takes.",
         "verify spec.net --propery isolation", "verify spec.net --property isolation"},
        {"VN0902", "`--property` selects nothing",
         "The word is neither a kind of property in the file, nor the name of a property, case or "
         "observation. A gate "
         "that selects nothing would pass for ever, so this is an error and never a pass.",
         "verify spec.net --property reachble", "verify spec.net --property reachability"},
        {"VN0903", "nothing to decide",
         "The file describes a network and claims nothing of it. Say what must hold, or what was observed; "
         "`verify check` reads a file without deciding anything.",
         "verify topology-only.net", "verify check topology-only.net"},
        {"VN0904", "output in the place of another file",
         "A report would replace a file that was read (a specification or what it includes), or two reports "
         "would go to the same file or stream. Files are compared by where they really are, symbolic links "
         "followed. Give each report a file of its own; text beside JSON on standard output moves to "
         "standard error.",
         "verify spec.net --format json=spec.net", "verify spec.net --format json=report.json"},
        {"VN0905", "output cannot be written",
         "The disk is full, the folder is missing, or the file may not be written. A file that is named in "
         "`--format "
         "json=FILE` is written beside its place and renamed when complete: it is whole or it is not there.",
         "verify spec.net --format json=/missing/report.json", "verify spec.net --format json=report.json"},
        {"VN0906", "`--failures` with nothing that may fail",
         "`--failures K` replaces the number of the file's `failures` block. In a network without links, "
         "connections "
         "and tunnels nothing can fail, and a larger number would change nothing while looking as if it did.",
         "verify single-router.net --failures 2", "verify single-router.net"},
        {"VN0907", "file cannot be read", "The file is missing, a directory, or may not be read.",
         "verify format missing.net", "verify format spec.net"},
        {"VN0908", "unknown name on the command line",
         "A node, host, case or failure that the file does not declare. Members are written with `/`: "
         "`spoke/vm`, "
         "`seattle/primary`; the last part alone is enough where it is unique.",
         "verify trace spec.net fw spook", "verify trace spec.net fw spoke"},
        {"VN0909", "no such page or list",
         "`verify explain` takes the code of a diagnostic, `verify list` the name of a list.",
         "verify explain VN9999", "verify list codes"},
        {"VN0910", "unknown reason",
         "`expect violated { reason CODE; }` says why a property fails, with one of the codes that reports "
         "give. No violation ever has a reason that does not exist, so the expectation could never be met. "
         "`verify list reasons` lists them.",
         "expect lan-to-spoke violated { reason no-rout; }", "expect lan-to-spoke violated { reason no-route; }"},
    };
    return pages;
}

} // namespace

std::vector<dsl::Page> all_pages() {
    std::vector<dsl::Page> pages = dsl::pages();
    for (const std::vector<dsl::Page>* more :
         {&kinds::pages(), &kinds::cloud_pages(), &lower::pages(), &own_pages()})
        pages.insert(pages.end(), more->begin(), more->end());
    std::ranges::stable_sort(pages, {}, &dsl::Page::code);
    auto [first, last] = std::ranges::unique(pages, {}, &dsl::Page::code);
    pages.erase(first, last);
    return pages;
}

} // namespace commands
