// What a network interface does: `az network nic show-effective-route-table -o table`, and PowerShell's
// `Get-AzEffectiveRouteTable | Format-Table`, which puts prefixes and addresses in braces.

#include "dsl/imports/columns.hpp"
#include "dsl/imports/effective.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

bool recognises(const Paste& paste) {
    return has_dashed_table(paste, {"addressprefix|prefix", "nexthoptype", "state"});
}

void read_row(const DashedRow& row, Reading& reading) {
    PrintedRoute printed;
    printed.line = row.line;
    printed.source = row.cell("source");
    printed.state = row.cell("state");
    printed.type = row.cell("nexthoptype");
    printed.prefixes = split_path(row.cell({"addressprefix", "prefix"}), " ,{}");
    printed.next_hops = split_path(row.cell({"nexthopip", "nexthopipaddress"}), " ,{}");
    read_effective(printed, reading);
}

void read(const Paste& paste, Reading& reading) {
    read_dashed_table(paste, reading, [&](const DashedRow& row) { read_row(row, reading); });
}

} // namespace

Format effective_routes_table() {
    return {
        "`az network nic show-effective-route-table -o table`, `Get-AzEffectiveRouteTable | Format-Table`",
        Subject::effective_routes, recognises, read};
}

} // namespace dsl::imports
