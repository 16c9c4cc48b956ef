// A router: forwards by its table; with an ASN it speaks BGP. Its rules are an access list without memory.

#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {

Kind router() {
    static const dsl::Rule statement = repeats(
        with_block(rule("router", {dsl::Shape::name}, "forwards packets; with an `asn` it speaks BGP"),
                   &device_rules()));
    return {&statement,
            [](Phase phase, const dsl::Statement& block, Builder& builder) {
                build_device(phase, block, builder, "router", false);
            },
            {}};
}

} // namespace kinds
